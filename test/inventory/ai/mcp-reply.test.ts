import { expect, it } from 'vitest'
import { cursorHash } from '../../../inventory/ai/definition-hash.ts'
import { readReply } from '../../../inventory/ai/mcp-reply.ts'

it('is reduced to facts without contents', () => {
  const text = JSON.stringify({ card: '4111111111111111', DB_PASSWORD: 'planted' })
  const facts = readReply({ kind: 'result', id: 'n1', result: { content: [{ type: 'text', text }] } }, 1)
  expect(JSON.stringify(facts)).not.toMatch(/planted|4111/)
  expect([...facts.kinds.keys()]).toEqual(['results card_pan'])
  const [part] = [facts.shape?.arrays?.item.objects?.properties.get('text')?.schema]
  expect([...(part?.objects?.properties.keys() ?? [])].sort()).toEqual(['DB_PASSWORD', 'card'])
})

it('reads what a server says about itself', () => {
  const result = {
    protocolVersion: '2025-11-25',
    capabilities: { tools: { listChanged: true }, logging: {}, resources: { subscribe: false } },
    serverInfo: { name: 'desk', title: 'Desk', version: '2' },
    instructions: 'Ask kindly.',
  }
  expect(readReply({ kind: 'result', id: 'n1', result }, 1)).toMatchObject({
    serverName: 'desk',
    serverTitle: 'Desk',
    instructions: 'Ask kindly.',
    capabilities: ['tools', 'tools.listChanged', 'logging', 'resources'],
  })
})

it('reads the lists, and whether they go on', () => {
  const reply = (result: object) => readReply({ kind: 'result', id: 'n1', result }, 1)
  expect(reply({ resourceTemplates: [{ uriTemplate: 'a://{x}' }], nextCursor: 'p2' })).toMatchObject({
    templates: ['a://{x}'],
    nextCursor: cursorHash('p2'),
  })
  expect(reply({ prompts: [{ name: 'p', description: 'says', arguments: [{ name: 'q', description: 'what' }] }] })).toMatchObject({
    prompts: ['p'],
    promptTexts: ['p: says\nwhat'],
  })
})
