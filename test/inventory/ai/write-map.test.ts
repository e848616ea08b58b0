import { expect, it } from 'vitest'
import type { AiMap } from '../../../inventory/ai/index.ts'
import { isMapFormat, writeMap } from '../../../inventory/ai/write-map.ts'

const map: AiMap = {
  nodes: [
    { id: 'client_1', kind: 'client', label: 'robot\n10.0.0.9', inside: null, sanctioned: null },
    { id: 'mcp_server_2', kind: 'mcp-server', label: 'desk', inside: null, sanctioned: null },
    { id: 'tool_3', kind: 'tool', label: 'a"]; click x <script>', inside: 'mcp_server_2', sanctioned: null },
    { id: 'model_4', kind: 'model', label: 'gpt', inside: null, sanctioned: false },
  ],
  edges: [
    { from: 'client_1', to: 'tool_3', label: 'calls', n: 2 },
    { from: 'client_1', to: 'model_4', label: 'asks', n: 1 },
  ],
  left: 3,
}

it('writes Mermaid in which a name from the network is only a name', () => {
  expect(writeMap(map, 'mermaid')).toBe(`flowchart LR
  client_1["robot<br/>10.0.0.9"]
  subgraph mcp_server_2["desk"]
    tool_3[/"a    click x  script "/]
  end
  model_4{{"gpt"}}
  client_1 -->|"calls 2"| tool_3
  client_1 -->|"asks 1"| model_4
  classDef unsanctioned stroke:#c00,stroke-width:2px,stroke-dasharray:4
  class model_4 unsanctioned
  %% 3 more connections are left out
`)
})

it('writes DOT', () => {
  const dot = writeMap(map, 'dot')
  expect(dot).toContain('  subgraph cluster_mcp_server_2 {')
  expect(dot).toContain('client_1 [shape=box, label="robot\\n10.0.0.9"];')
  expect(dot).toContain('client_1 -> tool_3 [label="calls 2"];')
  expect(dot).not.toContain('<script>')
})

it('knows its formats', () => expect([isMapFormat('dot'), isMapFormat('json'), isMapFormat(undefined)]).toEqual([true, false, false]))
