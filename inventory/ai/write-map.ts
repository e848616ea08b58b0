// The map as Mermaid (for Markdown) and as DOT (for Graphviz). Labels come from the network: whatever could end a quote is taken out.

import type { AiMap, MapNode } from './ai-map.ts'

type MapFormat = 'mermaid' | 'dot'

export const isMapFormat = (format: string | undefined): format is MapFormat => format === 'mermaid' || format === 'dot'

export const writeMap = (map: AiMap, format: MapFormat): string => (format === 'mermaid' ? mermaid(map) : dot(map))

const LABEL_LENGTH_MAX = 80

/** Lines of a label without anything that a drawing program would take for its own. */
const plain = (text: string): string[] =>
  text.split('\n').map((line) =>
    line
      .replace(/["\\<>`#&;{}[\]|]/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u{e0000}-\u{e007f}]/gu, '')
      .slice(0, LABEL_LENGTH_MAX),
  )

const SHAPES: Readonly<Record<MapNode['kind'], readonly [open: string, close: string]>> = {
  client: ['[', ']'],
  agent: ['([', '])'],
  model: ['{{', '}}'],
  'vector-db': ['[(', ')]'],
  tool: ['[/', '/]'],
  'mcp-server': ['[[', ']]'],
  'remote-agent': ['((', '))'],
}

function mermaid({ nodes, edges, left }: AiMap): string {
  const lines = ['flowchart LR']
  const draw = (node: MapNode, indent: string): void => {
    const [open, close] = SHAPES[node.kind]
    lines.push(`${indent}${node.id}${open}"${plain(node.label).join('<br/>')}"${close}`)
  }
  const isBox = (node: MapNode): boolean => nodes.some(({ inside }) => inside === node.id)
  for (const node of nodes.filter(({ inside }) => inside === null)) {
    if (!isBox(node)) {
      draw(node, '  ')
      continue
    }
    lines.push(`  subgraph ${node.id}["${plain(node.label).join('<br/>')}"]`)
    for (const inner of nodes) if (inner.inside === node.id) draw(inner, '    ')
    lines.push('  end')
  }
  for (const { from, to, label, n } of edges) lines.push(`  ${from} -->|"${plain(label)[0]} ${n}"| ${to}`)
  const odd = nodes.filter(({ sanctioned }) => sanctioned === false).map(({ id }) => id)
  if (odd.length > 0)
    lines.push('  classDef unsanctioned stroke:#c00,stroke-width:2px,stroke-dasharray:4', `  class ${odd.join(',')} unsanctioned`)
  if (left > 0) lines.push(`  %% ${left} more connections are left out`)
  return `${lines.join('\n')}\n`
}

const DOT_SHAPES: Readonly<Record<MapNode['kind'], string>> = {
  client: 'box',
  agent: 'oval',
  model: 'hexagon',
  'vector-db': 'cylinder',
  tool: 'parallelogram',
  'mcp-server': 'box3d',
  'remote-agent': 'doublecircle',
}

function dot({ nodes, edges, left }: AiMap): string {
  const lines = ['digraph ai {', '  rankdir=LR;', '  compound=true;', '  node [fontname="sans-serif"];']
  const draw = (node: MapNode, indent: string): void => {
    const odd = node.sanctioned === false ? ', color="#cc0000", style=dashed' : ''
    lines.push(`${indent}${node.id} [shape=${DOT_SHAPES[node.kind]}, label="${plain(node.label).join('\\n')}"${odd}];`)
  }
  for (const node of nodes.filter(({ inside }) => inside === null)) {
    const inner = nodes.filter(({ inside }) => inside === node.id)
    if (inner.length === 0) {
      draw(node, '  ')
      continue
    }
    lines.push(`  subgraph cluster_${node.id} {`, `    label="${plain(node.label).join('\\n')}";`)
    draw(node, '    ')
    for (const tool of inner) draw(tool, '    ')
    lines.push('  }')
  }
  for (const { from, to, label, n } of edges) lines.push(`  ${from} -> ${to} [label="${plain(label)[0]} ${n}"];`)
  if (left > 0) lines.push(`  // ${left} more connections are left out`)
  return `${lines.join('\n')}\n}\n`
}
