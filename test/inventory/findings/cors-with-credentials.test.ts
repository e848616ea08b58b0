import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const found = (origin: string | null, allowed: string) =>
  foundIn('cors-with-credentials', [
    {
      line: 'GET /me',
      headers: origin === null ? {} : { origin },
      answerHeaders: { 'access-control-allow-origin': allowed, 'access-control-allow-credentials': 'true' },
    },
  ])

it('fires on any origin and on the null origin', () => {
  expect([found(null, '*'), found('null', 'null')].map((each) => each.length)).toEqual([1, 1])
})

it('is silent about one origin, which may stand on a list', () => {
  expect(found('https://app.example', 'https://app.example')).toEqual([])
})
