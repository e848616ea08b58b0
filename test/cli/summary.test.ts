import { expect, test } from 'vitest'
import { writeSummary } from '../../cli/summary.ts'
import { createInventory } from '../../inventory/index.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { memoryIo } from '../support/memory-io.ts'

const NONE = { merged: 0, split: 0 }

test('an empty run says that nothing arrived, and what to do', () => {
  const io = memoryIo()
  writeSummary(
    { run: 3, exchanges: 0, inventory: createInventory(), counters: new Counters(), findings: 0, templates: NONE },
    { io, db: 'x.db', seconds: 1.25 },
  )
  expect(io.written.out).toBe('')
  expect(io.written.err).toMatch(/^run 3: 0 packets \(0 B\), 0 exchanges in 1\.3 s\n/)
  expect(io.written.err).toContain('0 services, 0 operations')
  expect(io.written.err).toContain('not seen: no packets arrived')
})

test('halves without a partner are told', () => {
  const io = memoryIo()
  const counters = Counters.fromRecord({ 'http.requests': 7, 'http.responses': 5, 'http.exchanges': 5 })
  writeSummary(
    { run: 1, exchanges: 7, inventory: createInventory(), counters, findings: 1, templates: NONE },
    { io, db: 'x.db', seconds: 1 },
  )
  expect(io.written.err).toContain('2 requests or responses have no partner')
  expect(io.written.err).toContain('1 finding\n')
})

test('templates that were decided otherwise are told, with where to look', () => {
  const io = memoryIo()
  const totals = { run: 2, exchanges: 7, inventory: createInventory(), counters: new Counters(), findings: 0 }
  writeSummary({ ...totals, templates: { merged: 3, split: 1 } }, { io, db: 'x.db', seconds: 1 })
  expect(io.written.err).toContain('templates: 3 merged, 1 split since earlier runs; earshot diff 1 2 --db x.db tells which')
})
