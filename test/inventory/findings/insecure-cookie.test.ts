import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const found = (...cookies: string[]) =>
  foundIn(
    'insecure-cookie',
    cookies.map((cookie, i) => ({ line: `GET /a${'bcdefg'[i]}`, answerHeaders: { 'set-cookie': cookie } })),
  )

it('is said once of a cookie, however many operations set it', () => {
  expect(found('sid=1', 'sid=2; Secure', 'auth=3; Secure; HttpOnly')).toMatchObject([
    { path: 'sid', severity: 'low', evidence: [{ n: 1 }, { n: 2 }, { n: 2 }] },
    { path: 'auth', severity: 'info', evidence: [{ n: 1 }] },
  ])
})

it('is silent about cookies with all three', () => {
  expect(found('sid=1; Secure; HttpOnly; SameSite=Lax')).toEqual([])
})
