import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const found = (line: string, method: string) => foundIn('verb-tampering', [{ line, headers: { 'x-http-method-override': method } }])

it('a read that changes things is graver than a POST that stands for a PATCH', () => {
  expect(found('GET /a', 'DELETE')).toMatchObject([{ severity: 'medium' }])
  expect(found('POST /a', 'PATCH')).toMatchObject([{ severity: 'low' }])
})

it('is silent where the header asks for what the request is anyway', () => {
  expect(found('POST /a', 'post')).toEqual([])
})
