import { expect, test } from 'vitest'
import { report } from '../../../inventory/export/report.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

const text = (inventory: ReturnType<typeof sampleInventory>): string =>
  [...report.write({ inventory, verdicts: null, options: {} })].join('')

test('says what is there and what could not be seen', () => {
  const page = text(sampleInventory({ 'a.example': [{ operation: 'GET /a/{id}' }], 'b.example': [{ operation: 'GET /<script>|x' }] }))
  expect(page).toContain('| 2 | 2 | 2 | 0 | 0 | none |')
  expect(page).toContain('### a.example')
  expect(page).toContain('| GET | `/a/{id}` | 1 | 200 |')
  expect(page).toContain('were TLS: nothing inside was read')
})

test('nothing at all is a page too', () => expect(text(sampleInventory({}))).toContain('# API inventory'))
