// MCP over the transport of 2024-11-05, whose replies travel on another connection.

import { ADD, MCP_INITIALIZE, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

export const MCP_OLD_PROTOCOL: Rule = {
  id: 'mcp-old-protocol',
  kind: 'mcp',
  severity: 'low',
  summary: 'An MCP server speaks what newer revisions have taken out: the HTTP+SSE transport, or batches.',
  remedy: 'Move to streamable HTTP.',
  references: ['Model Context Protocol 2025-03-26, Transports'],
  examples: {
    fires: {
      text: 'an event stream that names where to post',
      calls: [
        {
          line: 'GET /sse',
          headers: { accept: 'text/event-stream' },
          answerHeaders: { 'content-type': 'text/event-stream' },
          answer:
            'event: endpoint\ndata: /messages?sessionId=1\n\nevent: message\ndata: {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2024-11-05","capabilities":{"tools":{}},"serverInfo":{"name":"desk","version":"1"}}}\n\n',
        },
        { line: 'POST /messages?sessionId=1', body: MCP_INITIALIZE, status: 202, answer: null },
      ],
    },
    silent: { text: 'streamable HTTP', calls: mcpSession([{ tools: [ADD] }]) },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      const streams = server.transports.get('http+sse') ?? 0
      const batches = server.traits.get('batches') ?? 0
      const evidence = [
        ...(streams > 0 ? [{ text: 'event streams that name a message endpoint', n: streams }] : []),
        ...(batches > 0 ? [{ text: 'batches of messages', n: batches }] : []),
      ]
      if (evidence.length === 0) continue
      yield finding(MCP_OLD_PROTOCOL, placeOfServer(server), { evidence, firstUs: server.seen.firstUs, lastUs: server.seen.lastUs })
    }
  },
}
