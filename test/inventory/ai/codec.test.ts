import { expect, it } from 'vitest'
import { AiObserver, decodeAi, emptyAi, encodeAi } from '../../../inventory/ai/index.ts'
import { session } from './mcp-dialogue.ts'

it('gives back what it was given, schemas of tools included', () => {
  const observer = new AiObserver()
  for (const exchange of session()) observer.observe(exchange)
  const ai = observer.inventory()
  const back = decodeAi(encodeAi(ai))
  const [server] = back.mcpServers.values()
  expect(server?.tools.get('add')?.arguments.objects?.properties.get('a')?.schema.numbers).toMatchObject({ n: 2, min: 1, max: 2 })
  expect(encodeAi(back)).toEqual(encodeAi(ai))
  expect(decodeAi(encodeAi(emptyAi()))).toEqual(emptyAi())
})
