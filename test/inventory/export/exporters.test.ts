import { describe, expect, test } from 'vitest'
import { EXPORTERS, exporterFor } from '../../../inventory/export/exporters.ts'
import { UserError } from '../../../sensor/base/errors.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

describe.each(EXPORTERS.map((exporter) => [exporter.format, exporter] as const))('%s', (format, exporter) => {
  const INVENTORY = sampleInventory({
    'a.example': [{ operation: 'GET /a/{id}', responses: { 200: [{ id: 1 }] } }],
    'b.example': [{ operation: 'POST /b', requests: [{ x: 1 }] }],
  })
  const text = (inventory = INVENTORY, options = {}) => [...exporter.write({ inventory, verdicts: null, options })].join('')

  test('is found by its name, and says what it is', () => {
    expect(exporterFor(format)).toBe(exporter)
    expect(exporter.summary).toMatch(/^[^A-Z].*[^.]$|^OpenAPI|^HAR/)
    expect(exporter.mediaType).toContain('/')
  })
  test('ends with a line end, also when there is nothing', () => {
    expect(text()).toMatch(/\n$/)
    expect(text(sampleInventory({}))).toMatch(/\n$/)
  })
  test('gives the same bytes for the same evidence in another order', () => {
    const turned = { ...INVENTORY, services: new Map([...INVENTORY.services].reverse()) }
    expect(text(turned)).toBe(text())
  })
  test('keeps to one service when asked', () => {
    if (format !== 'sarif') expect(text()).toContain('b.example')
    expect(text(INVENTORY, { service: 'a.example' }).replace(/"(hosts|servers)": \{[^}]*\}/g, '')).not.toContain('/b')
  })
})

test('a format that is not there', () => expect(() => exporterFor('docx')).toThrow(UserError))
