import { expect, it } from 'vitest'
import { addDefinition, emptyTool, mergeTool } from '../../../inventory/ai/mcp-tool.ts'

const wording = (atUs: number, one: string) => ({
  n: 1,
  firstUs: atUs,
  lastUs: atUs,
  text: 'x',
  classes: new Set([one]),
  versions: new Set(['1']),
})

it('remembers every wording with those it was shown to', () => {
  const [a, b] = [emptyTool('t'), emptyTool('t')]
  addDefinition(a, 'h', wording(5, 'roots'))
  addDefinition(b, 'h', wording(3, ''))
  mergeTool(a, b)
  expect(a.definitions.get('h')).toEqual({
    n: 2,
    firstUs: 3,
    lastUs: 5,
    text: 'x',
    classes: new Set(['roots', '']),
    versions: new Set(['1']),
  })
})

it('keeps of too many wordings the same ones, whatever came first', () => {
  const made = (order: number[]) => {
    const tool = emptyTool('t')
    for (const n of order) addDefinition(tool, String(n).padStart(4, '0'), wording(n, ''))
    return [...tool.definitions.keys()].sort()
  }
  const up = Array.from({ length: 100 }, (_, n) => n)
  expect(made(up)).toEqual(made([...up].reverse()))
  expect(made(up)).toHaveLength(64)
})
