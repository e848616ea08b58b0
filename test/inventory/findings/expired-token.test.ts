import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const call = (exp: number, status: number) => ({
  line: 'GET /orders',
  status,
  headers: {
    'x-api-key': `${['{"alg":"RS256"}', `{"exp":${exp}}`].map((part) => Buffer.from(part).toString('base64url')).join('.')}.c2ln`,
  },
})

it('looks at tokens wherever they stand, against the time of the packets', () => {
  expect(foundIn('expired-token', [call(1_767_000_000, 200)])).toMatchObject([{ severity: 'high', evidence: [{ n: 1 }] }])
})

it('is silent where the token was refused or is good for years', () => {
  expect(foundIn('expired-token', [call(1_767_000_000, 401), call(4_000_000_000, 200)])).toEqual([])
})
