import { expect, it } from 'vitest'
import { readDefinition, sessionHash } from '../../../inventory/ai/definition-hash.ts'

const tool = { name: 'a', description: 'b', inputSchema: { type: 'object', properties: { x: {}, y: {} } } }

it('changes when the declaration does, and only then', () => {
  const one = readDefinition(tool)!
  expect(readDefinition({ inputSchema: { properties: { y: {}, x: {} }, type: 'object' }, description: 'b', name: 'a', _meta: 1 })).toEqual(
    one,
  )
  expect(readDefinition({ ...tool, description: 'B' })!.hash).not.toBe(one.hash)
  expect(one.hash).toMatch(/^[0-9a-f]{64}$/)
})

it('keeps no text that is too long, and gives up on what is too deep', () => {
  expect(readDefinition({ ...tool, description: 'x'.repeat(100_000) })).toMatchObject({ text: null })
  expect(readDefinition({ ...tool, inputSchema: JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) })).toBeNull()
})

it('hides sessions, and tells those of two servers apart', () => {
  expect(sessionHash('a:1', 's')).not.toContain('s-1')
  expect(sessionHash('a:1', 's')).not.toBe(sessionHash('b:1', 's'))
})
