import { expect, it } from 'vitest'
import { call, result, session, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('finds cards and addresses in the text of results, and leaves arguments to other rules', () => {
  const text = 'jane.doe@mail.example.org paid with 4111 1111 1111 1111'
  const asked = (given: object, content: object[]) => [
    ...session(),
    turn({ request: call(9, 'tools/call', { name: 'find', arguments: given }), response: result(9, { content }) }),
  ]
  expect(
    findInMcp('mcp-personal-data', asked({}, [{ type: 'text', text }]))
      .map(({ type }) => type)
      .sort(),
  ).toEqual(['card_pan', 'email'])
  expect(findInMcp('mcp-personal-data', asked({ q: text }, []))).toEqual([])
})
