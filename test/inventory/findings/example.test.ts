import { expect, it } from 'vitest'
import { described } from '../../../inventory/findings/example.ts'
import { parseSpec } from '../../../inventory/spec/index.ts'

it('makes a document that can be attached', () => {
  const spec = parseSpec(described('/users: {get: {}}', '2'), 'a.yaml')
  expect(spec).toMatchObject({ title: 'Shop', version: '2', warnings: [], operations: [{ method: 'GET', segments: ['users'] }] })
})
