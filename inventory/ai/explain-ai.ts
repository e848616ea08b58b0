// Why something is said to be an MCP server, a provider or an agent, and what is known of it, line by line.

import type { Agent, AiInventory, AiProvider, McpServer } from './ai-model.ts'
import { sortedKeys } from './counts.ts'
import { percentileMs } from './durations.ts'
import { foldAliases } from './mcp-aliases.ts'
import { mcpStatus } from './mcp-json.ts'
import { judgeMcp, MCP_SIGNALS } from './mcp-signals.ts'
import { nameDialects } from './provider.ts'

/** What goes by `id`: `ip:port/path`, `ip:port /path` or a name of an MCP server; id, host or address of a provider; a name of an agent. */
export function explainAi(id: string, ai: AiInventory): string[] {
  const plain = id.replace(/^(\S+) (\/.*)$/, '$1$2')
  const servers = foldAliases(ai.mcpServers).filter(
    (server) =>
      `${server.address}${server.path}` === plain ||
      [...server.hosts.keys()].some((host) => `${host}${server.path}` === plain) ||
      server.names.has(id),
  )
  const providers = nameDialects(ai.providers).filter((one) => one.id === id || one.host === id || one.address === id)
  const agents = [...ai.agents.values()].filter((one) => one.name === id || `${one.address}${one.path}` === plain)
  return [...servers.flatMap(explainServer), ...providers.flatMap(explainProvider), ...agents.flatMap(explainAgent)]
}

const list = (title: string, counts: ReadonlyMap<string, unknown>): string[] =>
  counts.size === 0 ? [] : [`  ${title}: ${sortedKeys(counts).join(', ')}`]

function explainServer(server: McpServer): string[] {
  const { score, confidence } = judgeMcp(server)
  const signals = Object.entries(MCP_SIGNALS).filter(([id]) => server.evidence.has(id))
  return [
    `${server.address} ${server.path}: MCP ${confidence}, score ${score}, ${mcpStatus(server)}`,
    ...signals.map(([id, { weight, text }]) => `  ${weight < 0 ? '−' : '+'}${Math.abs(weight)} ${text} (${server.evidence.get(id)} times)`),
    `  served ${server.served}, authentication required ${server.authRequired}, rejected ${server.rejected}`,
    ...list('named', server.names),
    ...list('versions', server.versions),
    ...list('revisions', server.protocolVersions),
    ...list('hosts', server.hosts),
    ...list('named by', server.declaredBy),
    ...list('authentication', server.auth),
    ...list('about authentication', server.authFacts),
    ...(server.open > 0 ? [`  answered without credentials: ${server.open} times`] : []),
    ...list('capabilities', server.capabilities),
    ...(server.partialLists > 0 ? [`  lists that were cut off or lack pages: ${server.partialLists}`] : []),
    ...[...server.clients.values()]
      .sort(byName)
      .map(({ name, version, addresses }) => `  client ${name} ${version} from ${sortedKeys(addresses).join(', ')}`),
    ...[...server.tools.values()].sort(byName).map(toolLine),
  ]
}

function toolLine(tool: McpServer['tools'] extends Map<string, infer Tool> ? Tool : never): string {
  const middle = percentileMs(tool.durations, 0.5)
  const parts = [
    tool.listed ? 'listed' : 'not listed',
    `${tool.calls} calls`,
    ...(tool.errors > 0 ? [`${tool.errors} errors`] : []),
    ...(middle === null ? [] : [`half within ${middle} ms`]),
    ...(tool.definitions.size > 1 ? [`${tool.definitions.size} declarations`] : []),
    ...(tool.sensitive.size > 0 ? [`with ${sortedKeys(tool.sensitive).join(', ')}`] : []),
  ]
  return `  tool ${tool.name}: ${parts.join(', ')}`
}

function explainProvider(provider: AiProvider): string[] {
  const { id, kind, host, address, visibility, requests, errors, tokensIn, tokensOut, connections, bytesIn, bytesOut } = provider
  const what =
    visibility === 'encrypted'
      ? `${connections} connections inside TLS, known by the name of the server alone; ${bytesOut} bytes there, ${bytesIn} back`
      : `${requests} requests, ${errors} errors, ${tokensIn} tokens in, ${tokensOut} out`
  return [
    `${id} (${kind}) at ${host || address} ${address}: ${what}`,
    ...list('models', provider.models),
    ...list('operations', provider.operations),
    ...list('forwards to', provider.upstreams),
    ...list('sensitive in prompts', provider.prompts),
    ...(provider.open > 0 ? [`  answered without credentials: ${provider.open} times`] : []),
    ...[...provider.credentials]
      .map(
        ([hash, { kind: form, n, clients }]) =>
          `  credential ${form} ${hash.toString(16).padStart(14, '0')} from ${sortedKeys(clients).join(', ')} (${n} times)`,
      )
      .sort(),
    ...[...provider.callers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([from, caller]) =>
          `  client ${from}: ${caller.requests} requests${caller.toolResults > 0 ? ', hands back results of tools: an agent' : ''}`,
      ),
  ]
}

function explainAgent(agent: Agent): string[] {
  return [
    `${agent.name || 'agent'} ${agent.version} (${agent.protocol}) at ${agent.address}${agent.path}: ${agent.declared ? 'declared by a card' : 'was talked to'}`,
    ...list('revisions', agent.protocolVersions),
    ...list('skills', agent.skills),
    ...list('addresses in the card', agent.urls),
    ...list('asks for', agent.authDeclared),
    ...list('was sent', agent.auth),
    ...list('methods', agent.methods),
    ...list('tools', agent.tools),
    ...list('clients', agent.clients),
  ]
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1)
