// MCP servers, their tools, and providers of models: what changed. A list says what is missing only if it is whole, and was shown to the
// same kind of client; a provider that is silent may only be silent.

import type { AiInventory, AiProvider, McpServer, McpTool } from '../ai/ai-model.ts'
import { foldAliases } from '../ai/mcp-aliases.ts'
import { judgeMcp } from '../ai/mcp-signals.ts'
import { nameDialects } from '../ai/provider.ts'
import type { DiffOptions } from './change.ts'
import type { ChangeList, ChangePlace } from './change-list.ts'

export function diffAi(list: ChangeList, base: AiInventory, head: AiInventory, options: DiffOptions): void {
  diffServers(list, serversOf(base), serversOf(head), options)
  diffProviders(list, nameDialects(base.providers), nameDialects(head.providers), options)
}

/** Those that are there beyond reasonable doubt, and serve. */
const serversOf = (ai: AiInventory): McpServer[] =>
  foldAliases(ai.mcpServers).filter((server) => server.served > 0 && judgeMcp(server).confidence !== 'candidate')

/** By address and path; of several behind one address, by name. */
function same(server: McpServer, servers: readonly McpServer[]): McpServer | undefined {
  const here = servers.filter((one) => one.address === server.address && one.path === server.path)
  return here.find((one) => [...one.names.keys()].some((name) => server.names.has(name))) ?? (here.length === 1 ? here[0] : undefined)
}

function diffServers(list: ChangeList, base: readonly McpServer[], head: readonly McpServer[], { service }: DiffOptions): void {
  const wanted = (server: McpServer): boolean => service === undefined || placeOf(server).service === service
  for (const server of head.filter(wanted)) {
    const before = same(server, base)
    if (before !== undefined) diffServer(list, before, server)
    else
      list.add('mcp-server-added', placeOf(server), {
        text: `the MCP server ${nameOf(server)} is used now, with ${server.tools.size} tools`,
        after: nameOf(server),
      })
  }
  for (const server of base.filter(wanted))
    if (same(server, head) === undefined)
      list.add('mcp-server-not-observed', placeOf(server), {
        text: `the MCP server ${nameOf(server)} was not used`,
        before: nameOf(server),
      })
}

function diffServer(list: ChangeList, base: McpServer, head: McpServer): void {
  const at = placeOf(head)
  const [was, is] = [textOf(base.versions), textOf(head.versions)]
  if (was !== is && was !== '' && is !== '')
    list.add('mcp-version-changed', at, { text: `its version is ${is} now`, before: was, after: is })
  if (base.open === 0 && base.served > 0 && hasCredentials(base) && head.open > 0)
    list.add('mcp-auth-dropped', at, { text: `it answers without credentials now: ${head.open} times` })
  for (const [name, tool] of [...head.tools].sort(byName)) {
    if (!tool.listed) continue
    const before = base.tools.get(name)
    if (before?.listed === true) diffTool(list, at, before, tool)
    else if (wasMissing(base, head, name))
      list.add('mcp-tool-added', at, { place: `tool ${name}`, text: `the tool ${name} is listed now`, after: name })
  }
  for (const [name, tool] of [...base.tools].sort(byName))
    if (tool.listed && isMissing(base, head, name))
      list.add('mcp-tool-removed', at, { place: `tool ${name}`, text: `the tool ${name} is not listed any more`, before: name })
}

/** A kind of client that was shown a whole list before, without it, is shown it now; or nobody knows who was shown what. */
function wasMissing(base: McpServer, head: McpServer, name: string): boolean {
  if (base.listings.size === 0) return false
  const shown = [...head.listings].filter(([, { tools }]) => tools.includes(name)).map(([one]) => one)
  return shown.length === 0 || shown.some((one) => base.listings.has(one))
}

/** The same kind of client is shown a whole list without it. */
const isMissing = (base: McpServer, head: McpServer, name: string): boolean =>
  head.tools.get(name)?.listed !== true &&
  [...base.listings].some(([one, { tools }]) => tools.includes(name) && head.listings.get(one)?.tools.includes(name) === false)

function diffTool(list: ChangeList, at: ChangePlace, base: McpTool, head: McpTool): void {
  for (const hash of head.definitions.keys()) if (base.definitions.has(hash)) return
  const [before, after] = [base.definition, head.definition]
  const parts = before === null || after === null ? 'its declaration' : changedParts(before, after)
  list.add('mcp-tool-changed', at, { place: `tool ${head.name}`, text: `the tool ${head.name} changed ${parts}`, before, after })
}

function changedParts(before: string, after: string): string {
  const [old, now] = [before, after].map((text) => JSON.parse(text) as Record<string, unknown>)
  const names = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])
  const changed = [...names].filter((name) => JSON.stringify(old?.[name]) !== JSON.stringify(now?.[name])).sort()
  return changed.join(', ') || 'its declaration'
}

function diffProviders(list: ChangeList, base: readonly AiProvider[], head: readonly AiProvider[], { service }: DiffOptions): void {
  const key = ({ id, host, address }: AiProvider): string => `${id} ${host || address}`
  const known = new Map<string, Set<string>>()
  for (const provider of base) {
    const models = known.get(key(provider)) ?? new Set()
    for (const model of provider.models.keys()) models.add(model)
    known.set(key(provider), models)
  }
  const told = new Set<string>()
  for (const provider of head) {
    const at = { service: provider.host || provider.address, method: null, template: null }
    if (service !== undefined && at.service !== service) continue
    const models = known.get(key(provider))
    if (models === undefined) {
      if (!told.has(key(provider))) list.add('ai-provider-added', at, { text: `${provider.id} is called now`, after: provider.id })
      told.add(key(provider))
      continue
    }
    for (const model of [...provider.models.keys()].sort())
      if (!models.has(model))
        list.add('ai-model-added', at, { place: `model ${model}`, text: `the model ${model} is called now`, after: model })
  }
}

function placeOf(server: McpServer): ChangePlace {
  const [host] = [...server.hosts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return { service: host?.[0].replace(/:80$/, '') ?? server.address, method: null, template: server.path }
}

const nameOf = (server: McpServer): string => `${textOf(server.names) || 'without a name'} at ${server.address}${server.path}`
const textOf = (counts: ReadonlyMap<string, number>): string => [...counts.keys()].sort().join(', ')
const hasCredentials = (server: McpServer): boolean => [...server.auth.keys()].some((scheme) => scheme !== 'none')
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)
