// MCP servers, model providers and agents, found passively.

export type { McpServerJson } from './ai-json.ts'
export { aiJson, mcpServersJson, mcpStatus } from './ai-json.ts'
export type { Agent, AiInventory, AiProvider, McpServer, McpTool } from './ai-model.ts'
export type { AiObserverOptions } from './ai-observer.ts'
export { AiObserver, emptyAi } from './ai-observer.ts'
export type { CatalogueEntry } from './catalogue.ts'
export { decodeAi, encodeAi } from './codec.ts'
export { hashCredentials } from './hash-credentials.ts'
export { foldAliases } from './mcp-aliases.ts'
export { judgeMcp, MCP_SIGNALS } from './mcp-signals.ts'
export { mergeAi } from './merge.ts'
