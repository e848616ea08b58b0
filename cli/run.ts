import { Command as Commander, CommanderError, Option } from 'commander'
import { EXIT, UserError } from '../sensor/base/errors.ts'
import type { Command } from './command.ts'
import type { Io } from './io.ts'
import { createLog, type LogFormat } from './log.ts'
import { COMMON_OPTIONS, environmentName, OPTIONS, type OptionName, type OptionRow, type OptionValues } from './options.ts'
import { VERSION } from './version.ts'

const ABOUT = `Tells which APIs, MCP servers and AI services are really running, and what they carry, from a mirror port or a capture file.

  earshot replay capture.pcap --db inventory.db    learn from a capture
  earshot sniff -i eth1 --db inventory.db          learn from a mirror port
  earshot endpoints --db inventory.db              what is there
  earshot findings --db inventory.db               what to look at first`

/**
 * The command line as a function: runs one command line against `io` and answers with the exit code. 0 fine, 1 findings or
 * changes at or above --fail-on, 2 usage or unreadable input, 3 failed.
 */
export async function run(commands: readonly Command[], argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number = EXIT.ok
  const program = new Commander('earshot').description(ABOUT).version(VERSION, '-V, --version').exitOverride()
  program.configureOutput({
    writeOut: (text) => io.out(text),
    writeErr: (text) => io.err(text),
    getOutHelpWidth: () => io.columns,
    getErrHelpWidth: () => io.columns,
  })
  program.configureHelp({ sortSubcommands: false }).showHelpAfterError('(earshot --help lists the commands)')
  for (const command of commands) addCommand(program, command, io, (code) => (exitCode = code))
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    return report(error, argv, io)
  }
}

function addCommand(program: Commander, command: Command, io: Io, done: (code: number) => void): void {
  const sub = program.command(command.name).summary(command.summary)
  sub.description([command.summary, command.description].filter(Boolean).join('\n\n'))
  for (const { syntax, help } of command.arguments ?? []) sub.argument(syntax, help)
  const names: readonly OptionName[] = [...command.options, ...COMMON_OPTIONS]
  for (const name of names) sub.addOption(commanderOption(name))
  sub.addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`)
  sub.action(async (...received: unknown[]) => {
    const flags = flagsOf(names, sub.opts())
    // loaded late, as the command is: the parser of the settings file takes longer to load than the help to print
    const { resolveOptions } = await import('./config.ts')
    const options = resolveOptions(names, flags, io.env)
    const positional = received
      .slice(0, command.arguments?.length ?? 0)
      .flat()
      .filter((value) => value !== undefined) as string[]
    const loaded = await command.load()
    done(await loaded.run({ arguments: positional, options }, io))
  })
}

function commanderOption(name: OptionName): Option {
  const row: OptionRow = OPTIONS[name]
  const value = row.kind === 'flag' ? '' : ` <${row.value ?? 'VALUE'}>`
  const notes = [row.choices?.join(', '), row.default !== undefined && `default ${row.default}`].filter(Boolean).join('; ')
  const option = new Option(`${row.short ? `-${row.short}, ` : ''}--${name}${value}`, notes ? `${row.help} (${notes})` : row.help)
  // one value a flag, as in `-i eth1 -i eth2`: a variadic option would swallow the arguments behind it
  if (row.kind === 'list') option.argParser((text: string, before: unknown) => [...(Array.isArray(before) ? before : []), text])
  return option
}

function flagsOf(names: readonly OptionName[], parsed: Record<string, unknown>): OptionValues {
  const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return Object.fromEntries(names.map((name) => [name, parsed[camel(name)]]).filter(([, value]) => value !== undefined)) as OptionValues
}

function report(error: unknown, argv: readonly string[], io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  const log = createLog(io, logFormat(argv, io))
  if (error instanceof UserError) {
    log.error(error.message, error.hint)
    return error.exitCode
  }
  // a bug of ours: the stack is what helps to mend it
  log.error(
    `earshot failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    'This is a fault of earshot, please report it.',
  )
  return EXIT.failed
}

function logFormat(argv: readonly string[], io: Io): LogFormat {
  const at = argv.indexOf('--log-format')
  const given =
    at >= 0 ? argv[at + 1] : (argv.find((word) => word.startsWith('--log-format='))?.slice(13) ?? io.env[environmentName('log-format')])
  return given === 'json' ? 'json' : 'text'
}
