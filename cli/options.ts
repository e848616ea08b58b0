// Every option once: flags, environment variables, keys of earshot.yaml, help texts and the reference page all come from here.

export type OptionKind = 'text' | 'number' | 'flag' | 'list'

export interface OptionRow {
  readonly kind: OptionKind
  /** What stands behind the flag in the help, such as `FILE`. */
  readonly value?: string
  readonly short?: string
  readonly help: string
  /** Allowed values. */
  readonly choices?: readonly string[]
  readonly default?: string | number
}

/** Option name (the long flag, the key in earshot.yaml; `EARSHOT_` and upper case in the environment) -> what it is. */
export const OPTIONS = {
  db: { kind: 'text', value: 'FILE', help: 'The inventory file (SQLite).', default: 'earshot.db' },
  interface: { kind: 'list', value: 'NAME', short: 'i', help: 'Interface to listen on; may be given more than once.' },
  filter: { kind: 'text', value: 'BPF', help: 'Capture filter, as tcpdump takes it.' },
  follow: { kind: 'flag', help: 'Go on as the last capture grows, or as a ring of captures is written to its folder, until Ctrl-C.' },
  'vxlan-port': {
    kind: 'list',
    value: 'PORT',
    help: 'UDP port that carries VXLAN, instead of 4789 and 8472; may be given more than once.',
  },
  'geneve-port': { kind: 'list', value: 'PORT', help: 'UDP port that carries GENEVE, instead of 6081; may be given more than once.' },
  tenants: {
    kind: 'flag',
    help: 'Tell flows with the same addresses apart by VLAN and virtual network: for tenants with overlapping addresses.',
  },
  driver: {
    kind: 'text',
    value: 'NAME',
    help: 'Capture driver; the first that is there, in this order.',
    choices: ['tcpdump', 'dumpcap', 'cap'],
  },
  window: { kind: 'text', value: 'TIME', help: 'Begin a new run after this time, such as 15m, 1h or 24h.' },
  duration: { kind: 'text', value: 'TIME', help: 'Stop after this time, such as 30s or 8h.' },
  metrics: { kind: 'text', value: 'HOST:PORT', help: 'Serve what is counted as Prometheus metrics there, such as 127.0.0.1:9477.' },
  buffer: { kind: 'number', value: 'MIB', help: 'Kernel capture buffer in MiB, for each interface.', default: 256 },
  snaplen: { kind: 'number', value: 'BYTES', help: 'Bytes captured of each packet.', default: 262144 },
  spec: { kind: 'list', value: 'FILE', help: 'OpenAPI document that describes what should be there; may be given more than once.' },
  service: { kind: 'text', value: 'NAME', help: 'Only this service (as `earshot services` names it).' },
  run: { kind: 'text', value: 'RUN', help: 'Only this run: its number, its label, `latest` or `latest~1`. Without it: all runs together.' },
  label: { kind: 'text', value: 'TEXT', help: 'A name for this run.' },
  format: { kind: 'text', value: 'FORMAT', help: 'How the answer is written.' },
  output: { kind: 'text', value: 'PATH', short: 'o', help: 'Write to this file (or folder) instead of standard output.' },
  'show-values': { kind: 'flag', help: 'Show values of paths and queries as they are. They may be personal data.' },
  all: { kind: 'flag', help: 'Also list what was only probed, refused, or seen without an answer.' },
  apart: { kind: 'flag', help: 'Take every host for a service of its own: join none, whatever earshot.yaml says.' },
  kind: { kind: 'text', value: 'KIND', help: 'Only findings of this kind.' },
  state: { kind: 'text', value: 'STATE', help: 'Only operations in this lifecycle state.' },
  'fail-on': { kind: 'text', value: 'LEVEL', help: 'Exit with 1 when something at or above this level is there.' },
  clean: { kind: 'flag', help: 'Leave the x-earshot evidence out.' },
  openapi: { kind: 'text', value: 'VERSION', help: 'OpenAPI version to write.', choices: ['3.1', '3.0'], default: '3.1' },
  depth: {
    kind: 'text',
    value: 'DEPTH',
    help: 'How deep to look: into every body; into fewer bodies of operations that are known well; at headers only.',
    choices: ['full', 'adaptive', 'headers'],
    default: 'adaptive',
  },
  workers: {
    kind: 'number',
    value: 'N',
    help: 'Threads that share the connections out among them, beside the one that reads; 1: all in one. Without it: by cores and input.',
  },
  config: { kind: 'text', value: 'FILE', help: 'Settings file; earshot.yaml in this folder is read by itself.' },
  'log-format': {
    kind: 'text',
    value: 'FORMAT',
    help: 'How messages on standard error are written.',
    choices: ['text', 'json'],
    default: 'text',
  },
  quiet: { kind: 'flag', short: 'q', help: 'No progress and no summary.' },
} as const satisfies Record<string, OptionRow>

export type OptionName = keyof typeof OPTIONS

/** Values after flags, environment, settings file and defaults were laid over each other. */
export type OptionValues = { readonly [name in OptionName]?: string | number | boolean | readonly string[] }

/** Options of every command. */
export const COMMON_OPTIONS: readonly OptionName[] = ['config', 'log-format', 'quiet']

export const environmentName = (option: OptionName): string => `EARSHOT_${option.toUpperCase().replaceAll('-', '_')}`

/** A text option's value, or undefined. */
export function textOption(options: OptionValues, name: OptionName): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export function numberOption(options: OptionValues, name: OptionName): number | undefined {
  const value = options[name]
  return typeof value === 'number' ? value : undefined
}

export function listOption(options: OptionValues, name: OptionName): readonly string[] {
  const value = options[name]
  return Array.isArray(value) ? (value as readonly string[]) : []
}

export const flagOption = (options: OptionValues, name: OptionName): boolean => options[name] === true
