import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('is one finding of the service, with each product once', () => {
  const calls = ['GET /a', 'GET /b'].map((line) => ({ line, answerHeaders: { server: 'nginx/1.18.0', 'x-powered-by': 'PHP/7.4.3' } }))
  expect(foundIn('version-banner', calls)).toMatchObject([
    {
      evidence: [
        { text: 'a header for the framework names PHP/7.4.3', n: 2 },
        { text: 'the Server header names nginx/1.18.0', n: 2 },
      ],
    },
  ])
})

it('is silent about servers without a name', () => {
  expect(foundIn('version-banner', [{ line: 'GET /a' }, { line: 'GET /b', answerHeaders: { 'x-powered-by': 'hidden' } }])).toEqual([])
})
