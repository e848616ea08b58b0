// Who talks to which model and to which tool, as a graph. A client that calls a model and tools, or hands results of tools to a model,
// is an agent.

import type { AiInventory, McpServer } from './ai-model.ts'
import { sortedKeys } from './counts.ts'
import { foldAliases } from './mcp-aliases.ts'
import { judgeMcp } from './mcp-signals.ts'
import { nameDialects } from './provider.ts'

export interface MapNode {
  /** Letters, digits and underscores: good for any format. */
  readonly id: string
  readonly kind: 'client' | 'agent' | 'model' | 'vector-db' | 'tool' | 'mcp-server' | 'remote-agent'
  readonly label: string
  /** A tool stands inside its server. */
  readonly inside: string | null
  /** Null where nobody has said what is allowed. */
  readonly sanctioned: boolean | null
}

interface MapEdge {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly n: number
}

export interface AiMap {
  readonly nodes: readonly MapNode[]
  readonly edges: readonly MapEdge[]
  /** Edges beyond the bound, the thinnest ones. */
  readonly left: number
}

export interface AiMapOptions {
  /** Only MCP servers and their clients. */
  readonly only?: 'mcp'
  /** Says whether a provider may be used; without it nobody has said. */
  readonly isSanctioned?: (provider: { id: string; host: string; address: string }) => boolean
}

const EDGES_MAX = 500

export function aiMap(ai: AiInventory, options: AiMapOptions = {}): AiMap {
  const map = new MapBuilder()
  const servers = foldAliases(ai.mcpServers).filter((server) => server.served > 0 && judgeMcp(server).confidence !== 'candidate')
  addServers(map, servers)
  if (options.only !== 'mcp') {
    addProviders(map, ai, options)
    addAgents(map, ai)
  }
  return map.done()
}

class MapBuilder {
  readonly #nodes = new Map<string, MapNode>()
  readonly #edges = new Map<string, MapEdge>()
  readonly #ids = new Map<string, string>()
  readonly #roles = new Map<string, Set<'model' | 'tool'>>()
  readonly #names = new Map<string, Set<string>>()

  node(key: string, kind: MapNode['kind'], label: string, inside: string | null = null, sanctioned: boolean | null = null): string {
    let id = this.#ids.get(key)
    if (id === undefined) {
      id = `${kind.replace(/\W/g, '_')}_${this.#ids.size + 1}`
      this.#ids.set(key, id)
      this.#nodes.set(id, { id, kind, label, inside, sanctioned })
    }
    return id
  }

  /** `names`: what the client calls itself. */
  client(address: string, role: 'model' | 'tool' | null, names: Iterable<string>): string {
    const id = this.node(`client ${address}`, 'client', address)
    if (role !== null) this.#roles.set(id, (this.#roles.get(id) ?? new Set()).add(role))
    const known = this.#names.get(id) ?? new Set()
    for (const name of names) known.add(name)
    this.#names.set(id, known)
    return id
  }

  edge(from: string, to: string, label: string, n: number): void {
    const key = `${from} ${to} ${label}`
    const before = this.#edges.get(key)
    this.#edges.set(key, { from, to, label, n: n + (before?.n ?? 0) })
  }

  done(): AiMap {
    const sorted = [...this.#edges.values()].sort((a, b) => b.n - a.n || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))
    const edges = sorted.slice(0, EDGES_MAX)
    const nodes = [...this.#nodes.values()].map((node): MapNode => {
      if (node.kind !== 'client') return node
      const names = [...(this.#names.get(node.id) ?? [])].sort().slice(0, 4)
      const kind = (this.#roles.get(node.id)?.size ?? 0) > 1 ? 'agent' : 'client'
      return { ...node, kind, label: [...names, node.label].join('\n') }
    })
    return { nodes, edges, left: sorted.length - edges.length }
  }
}

const ipOf = (address: string): string => address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')

function addServers(map: MapBuilder, servers: readonly McpServer[]): void {
  for (const server of servers) {
    const label = `${sortedKeys(server.names).join(', ') || 'MCP server'}\n${server.address}${server.path}`
    const id = map.node(serverKey(server), 'mcp-server', label)
    for (const [address, { requests, tools }] of [...server.callers].sort(byKey)) {
      // What a gateway forwards comes from the address of the gateway.
      const gateway = servers.find((one) => one !== server && ipOf(one.address) === address && shareTools(one, server))
      const names = [...server.clients.values()].filter(({ addresses }) => addresses.has(address)).map(({ name }) => name)
      const from = gateway === undefined ? map.client(address, 'tool', names) : map.node(serverKey(gateway), 'mcp-server', '')
      if (tools.size === 0) map.edge(from, id, 'asks', requests)
      for (const [tool, n] of [...tools].sort(byKey)) map.edge(from, map.node(`${serverKey(server)} ${tool}`, 'tool', tool, id), 'calls', n)
    }
  }
}

const serverKey = (server: McpServer): string => `server ${server.address} ${server.path} ${sortedKeys(server.names).join()}`

const shareTools = (a: McpServer, b: McpServer): boolean => [...b.tools.keys()].some((name) => a.tools.has(name))

function addProviders(map: MapBuilder, ai: AiInventory, { isSanctioned }: AiMapOptions): void {
  for (const provider of nameDialects(ai.providers)) {
    const allowed = isSanctioned === undefined ? null : isSanctioned(provider)
    const kind = provider.kind === 'vector-db' ? 'vector-db' : 'model'
    const place = `provider ${provider.id} ${provider.host || provider.address}`
    const known = (model: string): string =>
      map.node(`${place} ${model}`, kind, `${model === '' ? provider.id : model}\n${provider.host || provider.address}`, null, allowed)
    for (const address of [...provider.clients.keys()].sort()) {
      const caller = provider.callers.get(address)
      const from = map.client(address, kind === 'model' ? 'model' : null, caller?.agents.keys() ?? [])
      if (caller !== undefined && caller.toolResults > 0) map.client(address, 'tool', [])
      const models = [...(caller?.models ?? [])].sort(byKey)
      for (const [model, n] of models) map.edge(from, known(model), 'asks', n)
      if (models.length === 0)
        map.edge(from, known(''), provider.visibility === 'encrypted' ? 'inside TLS' : 'asks', provider.clients.get(address) ?? 1)
    }
  }
}

function addAgents(map: MapBuilder, ai: AiInventory): void {
  for (const [key, agent] of [...ai.agents].sort(byKey)) {
    if (agent.declared) continue
    const id = map.node(`agent ${key}`, 'remote-agent', `${agent.name || agent.protocol}\n${agent.address}${agent.path}`)
    for (const [address, n] of [...agent.clients].sort(byKey)) map.edge(map.client(address, null, []), id, agent.protocol, n)
  }
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)
