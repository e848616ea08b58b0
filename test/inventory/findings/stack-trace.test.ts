import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('names the platform', () => {
  const answer = 'TypeError: no\n    at handle (/srv/app/index.js:10:15)\n    at next (/srv/app/node_modules/express/lib/router.js:3:1)'
  expect(foundIn('stack-trace', [{ line: 'GET /a' }, { line: 'GET /a', status: 500, answer }])).toMatchObject([
    { evidence: [{ text: 'a stack trace of node in an error answer', n: 1 }] },
  ])
})

it('is silent about a trace that is what was asked for', () => {
  const answer = 'Traceback (most recent call last):\n  File "/srv/app.py", line 12, in orders'
  expect(foundIn('stack-trace', [{ line: 'GET /builds/log', answer }])).toEqual([])
})
