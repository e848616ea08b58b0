import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const accounts = { line: 'GET /accounts', answer: [{ iban: 'DE89370400440532013000' }], times: 2 }

it('is one finding of the service, never graver than high', () => {
  const calls = [accounts, { line: 'GET /cards', answer: [{ cardNumber: '4111111111111111', cvv: '123' }], times: 2 }]
  expect(foundIn('clear-text-data', calls)).toMatchObject([{ severity: 'high', method: null }])
})

it('is silent behind a TLS terminator, and about credentials, which have their own rule', () => {
  expect(foundIn('clear-text-data', [accounts], { config: { postTls: true } })).toEqual([])
  expect(foundIn('clear-text-data', [{ line: 'POST /login', body: { password: 'engine' }, times: 2 }])).toEqual([])
})

it('counts what was seen, not how often the operation was called', () => {
  const calls = [accounts, { line: 'GET /accounts', status: 403, answer: { error: 'no' }, times: 5 }]
  expect(foundIn('clear-text-data', calls)).toMatchObject([
    { evidence: [{ text: 'iban in response.body $[].iban of GET /accounts', n: 2 }] },
  ])
})
