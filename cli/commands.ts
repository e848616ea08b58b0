import type { Command } from './command.ts'

/**
 * Every command, in the order of the help: first what learns, then what answers, then what helps. What a command needs is loaded when it runs, so
 * that the help does not wait for it.
 */
export const COMMANDS: readonly Command[] = [
  {
    name: 'sniff',
    summary: 'Learn from a mirror port, live, and write the inventory down',
    description: 'Runs until interrupted (Ctrl-C). Everything seen is in the file when it ends; a kill loses at most the last second.',
    options: [
      'interface',
      'db',
      'filter',
      'spec',
      'window',
      'duration',
      'driver',
      'buffer',
      'snaplen',
      'label',
      'depth',
      'workers',
      'vxlan-port',
      'geneve-port',
      'tenants',
      'metrics',
    ],
    examples: [
      'sudo earshot sniff -i eth1 --db inventory.db',
      "sudo earshot sniff -i eth1 --filter 'tcp and not port 22' --window 1h --db inventory.db",
      'sudo earshot sniff -i eth1 -i eth2 --duration 8h --metrics 127.0.0.1:9477 --db inventory.db',
    ],
    load: () => import('./commands/sniff.ts'),
  },
  {
    name: 'replay',
    summary: 'Learn from captures and write the inventory down',
    description:
      'Several captures are one run, read in the order of their packets: the files of a ring, the two directions of a tap, several interfaces. A folder stands for the captures in it.',
    arguments: [{ syntax: '<file...>', help: 'captures (pcap, pcapng, also compressed), folders, or - for standard input' }],
    options: ['db', 'spec', 'filter', 'follow', 'label', 'depth', 'workers', 'vxlan-port', 'geneve-port', 'tenants'],
    examples: [
      'earshot replay capture.pcap --db inventory.db',
      'earshot replay /var/captures/2026-11-24/ --db inventory.db --spec openapi.yaml',
      'earshot replay /var/captures/ring/ --follow --db inventory.db',
      'ssh gateway "tcpdump -i eth1 -w - port 8080" | earshot replay - --db inventory.db',
    ],
    load: () => import('./commands/replay.ts'),
  },
  {
    name: 'exchanges',
    summary: 'List the HTTP exchanges in captures, one by one',
    description: 'Each capture is read afresh. Values in paths and queries are masked unless --show-values is given.',
    arguments: [{ syntax: '<file...>', help: 'captures (pcap, pcapng, also compressed), folders, or - for standard input' }],
    options: ['format', 'show-values', 'filter', 'output'],
    examples: [
      'earshot exchanges capture.pcap',
      'earshot exchanges capture.pcap --format jsonl | jq .request.target',
      'tcpdump -r big.pcap -w - port 8080 | earshot exchanges -',
    ],
    load: () => import('./commands/exchanges.ts'),
  },
  {
    name: 'endpoints',
    summary: 'List the API operations that are really running',
    description:
      'Probe-only, refused and one-sided operations are listed with --all. Operations of an attached specification that nobody called have 0 exchanges.',
    options: ['db', 'run', 'service', 'apart', 'state', 'all', 'format'],
    examples: [
      'earshot endpoints --db inventory.db',
      'earshot endpoints --db inventory.db --state shadow',
      'earshot endpoints --db inventory.db --format csv > endpoints.csv',
    ],
    load: () => import('./commands/endpoints.ts'),
  },
  {
    name: 'services',
    summary: 'List the services: who offers the operations',
    options: ['db', 'run', 'apart', 'format'],
    description:
      'SAME AS names services that look like one: replicas with numbers, tenants, several names of one address; --format json tells why. They are joined where earshot.yaml says so (services: { orders: [api-1.example.com, api-2.example.com] }), a bare address with the only name that is served there by itself. The file keeps them apart: --apart shows them so.',
    examples: ['earshot services --db inventory.db', 'earshot services --db inventory.db --format json'],
    load: () => import('./commands/services.ts'),
  },
  {
    name: 'findings',
    summary: 'List what deserves a look, most severe first',
    description:
      '`earshot explain ID` shows the evidence behind one of them. Rules of your own, owners and exceptions stand in earshot.yaml. Formats: table, json, jsonl, csv, md, junit, sarif.',
    options: ['db', 'run', 'service', 'apart', 'kind', 'format', 'fail-on'],
    examples: [
      'earshot findings --db inventory.db',
      'earshot findings --db inventory.db --kind sensitive --format json',
      'earshot findings --db inventory.db --fail-on high --format junit > earshot.xml',
    ],
    load: () => import('./commands/findings.ts'),
  },
  {
    name: 'mcp',
    summary: 'List MCP servers with their tools and clients',
    description:
      'Candidates, for which the evidence is weak, are listed with --all. With --format mermaid or dot: the map of clients, servers and tools. `earshot explain ADDRESS/PATH` shows the evidence.',
    options: ['db', 'run', 'all', 'format'],
    examples: [
      'earshot mcp --db inventory.db',
      'earshot mcp --db inventory.db --format json | jq ".servers[].tools[].name"',
      'earshot mcp --db inventory.db --format mermaid > map.mmd',
    ],
    load: () => import('./commands/mcp.ts'),
  },
  {
    name: 'ai',
    summary: 'List model providers, model servers and agents',
    description:
      'With --format mermaid or dot: the map of who talks to which model and to which tool. Providers that are not in judge.aiProviders of earshot.yaml are drawn as not sanctioned.',
    options: ['db', 'run', 'format'],
    examples: [
      'earshot ai --db inventory.db',
      'earshot ai --db inventory.db --format json | jq ".providers[].models"',
      'earshot ai --db inventory.db --format dot | dot -Tsvg > map.svg',
    ],
    load: () => import('./commands/ai.ts'),
  },
  {
    name: 'explain',
    summary: 'Say why: the evidence behind a finding, an operation, a service, an MCP server or a provider of models',
    arguments: [
      {
        syntax: '<id...>',
        help: 'the id of a finding, an operation such as: shop.example.com GET /users/{id}, an MCP server such as: 10.0.0.5:80/mcp, a provider such as: openai',
      },
    ],
    options: ['db', 'run', 'apart'],
    examples: [
      'earshot explain f-3b1c9a20 --db inventory.db',
      'earshot explain shop.example.com GET "/users/{userId}" --db inventory.db',
      'earshot explain 10.0.0.5:8080/mcp --db inventory.db',
    ],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'runs',
    summary: 'List the runs in an inventory: each replay and each window of a sniff',
    options: ['db', 'format'],
    examples: ['earshot runs --db inventory.db'],
    load: () => import('./commands/runs.ts'),
  },
  {
    name: 'coverage',
    summary: 'Tell what could be seen and what could not, per server and in words',
    options: ['db', 'run', 'format'],
    examples: ['earshot coverage --db inventory.db', 'earshot coverage --db inventory.db --format json | jq .coverage.counters'],
    load: () => import('./commands/coverage.ts'),
  },
  {
    name: 'spec',
    summary: 'Attach, list or remove the OpenAPI documents that say what should be there',
    description: 'Several versions of one document are attached oldest first: what an older one had and the newest has not is retired.',
    arguments: [
      { syntax: '<action>', help: 'add, list or remove' },
      { syntax: '[what...]', help: 'files to add, or ids to remove' },
    ],
    options: ['db', 'format'],
    examples: [
      'earshot spec add openapi.yaml --db inventory.db',
      'earshot spec list --db inventory.db',
      'earshot spec remove 1 --db inventory.db',
    ],
    load: () => import('./commands/spec.ts'),
  },
  {
    name: 'export',
    summary: 'Write the inventory as a document: OpenAPI and others',
    description: 'openapi writes one document per service; with -o FOLDER/ one file each. --format chooses yaml or json.',
    arguments: [{ syntax: '<what>', help: 'openapi, canonical, har, csv, sarif, report' }],
    options: ['db', 'run', 'service', 'apart', 'format', 'openapi', 'clean', 'output'],
    examples: [
      'earshot export openapi --db inventory.db --service shop.example.com -o shop.yaml',
      'earshot export openapi --db inventory.db -o specs/',
      'earshot export canonical --db inventory.db | sha256sum',
    ],
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'diff',
    summary: 'Compare two runs or two inventory files: what appeared, vanished and changed',
    arguments: [
      { syntax: '<base>', help: 'a run (1, latest~1, a label), a file (old.db), or a run in a file (old.db#3)' },
      { syntax: '<head>', help: 'the same, for what it is compared with' },
    ],
    options: ['db', 'service', 'apart', 'format', 'fail-on', 'output'],
    examples: [
      'earshot diff latest~1 latest --db inventory.db',
      'earshot diff monday.db tuesday.db --fail-on breaking',
      'earshot diff v1.db v2.db --format md > changes.md',
    ],
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'interfaces',
    summary: 'List the network interfaces to sniff on',
    options: ['format'],
    examples: ['earshot interfaces', 'earshot interfaces --format json'],
    load: () => import('./commands/interfaces.ts'),
  },
  {
    name: 'doctor',
    summary: 'Check whether this machine and this user can capture, and say what to type if not',
    options: ['interface', 'format'],
    examples: ['earshot doctor', 'earshot doctor -i eth1'],
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'completion',
    summary: 'Print a completion script for a shell',
    arguments: [{ syntax: '<shell>', help: 'bash, zsh, fish' }],
    options: [],
    examples: ['source <(earshot completion bash)', 'earshot completion fish > ~/.config/fish/completions/earshot.fish'],
    load: () => import('./commands/completion.ts'),
  },
]
