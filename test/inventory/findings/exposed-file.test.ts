import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('is found whatever the template became', () => {
  expect(foundIn('exposed-file', [{ line: 'GET /.git/config', answer: '[core]' }])).toMatchObject([
    { severity: 'high', evidence: [{ text: '.git was answered 2xx with a body', n: 1 }] },
  ])
})

it('is silent about a host that answers everything', () => {
  const lines = ['/.env', '/.git/config', '/.aws/credentials', '/id_rsa', '/dump.sql', '/orders']
  expect(
    foundIn(
      'exposed-file',
      lines.map((path) => ({ line: `GET ${path}`, answer: { page: 'welcome' } })),
    ),
  ).toEqual([])
})
