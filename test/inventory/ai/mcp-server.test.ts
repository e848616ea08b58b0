import { expect, it } from 'vitest'
import { tally } from '../../../inventory/ai/counts.ts'
import { clientOf, emptyServer, mergeServer, toolOf } from '../../../inventory/ai/mcp-server.ts'

it('adds up, and keeps the declaration that was seen last', () => {
  const make = (lastUs: number, definition: string) => {
    const server = emptyServer('a:1', '/x')
    const tool = toolOf(server, 't')!
    tool.definition = definition
    tool.definitions.set(definition, { n: 1, firstUs: lastUs, lastUs, text: definition, classes: new Set(), versions: new Set() })
    server.served = 1
    clientOf(server, 'c', '1')!.n = 2
    return server
  }
  const sum = (...servers: ReturnType<typeof make>[]) => {
    const into = emptyServer('a:1', '/x')
    for (const server of servers) mergeServer(into, server)
    return into
  }
  const [old, late] = [make(1, 'z old'), make(2, 'a late')]
  expect(sum(old, late)).toEqual(sum(late, old))
  expect(sum(old, late)).toMatchObject({ served: 2 })
  expect(sum(late, old).tools.get('t')?.definition).toBe('a late')
  expect(sum(late, old).clients.get('c 1')?.n).toBe(4)
})

it('is bounded', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 10_000; i++) tally(counts, String(i))
  tally(counts, '0')
  expect([counts.size, counts.get('0')]).toEqual([4096, 2])
  const server = emptyServer('a:1', '/x')
  for (let i = 0; i < 5000; i++) toolOf(server, String(i))
  expect([server.tools.size, toolOf(server, 'more'), toolOf(server, '0')?.name]).toEqual([4096, null, '0'])
})
