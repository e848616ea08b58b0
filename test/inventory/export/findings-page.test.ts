import { expect, test } from 'vitest'
import { findingsPage } from '../../../inventory/export/findings-page.ts'
import { finding } from '../../../inventory/findings/rule.ts'

const found = (template: string, evidence = [{ text: 'bearer: never expires', n: 3 }]) =>
  finding(
    { id: 'weak-token', kind: 'auth', severity: 'low' },
    { service: 'a.example', method: 'GET', template },
    { confidence: 0.7, evidence, firstUs: 0, lastUs: 0 },
  )

test('one rule is told once, with all its places', () => {
  const page = findingsPage([{ ...found('/a'), owner: 'team *one*' }, found('/b')])
  expect(page).toMatch(/^2 findings: 2 low\.\n/)
  expect(page.match(/### /g)).toHaveLength(1)
  expect(page).toContain('- `a.example GET /a` (`')
  expect(page).toContain(', 70 % sure, owned by team \\*one\\*)')
  expect(page).toContain('  - bearer: never expires (3×)')
  expect(page).toContain('**What to do.** Refuse the algorithm none')
})

test('long evidence is cut, and nothing is said of nothing', () => {
  const rows = Array.from({ length: 20 }, (_, i) => ({ text: `row ${i}`, n: 1 }))
  expect(findingsPage([found('/a', rows)])).toContain('  - and 12 more')
  expect(findingsPage([])).toBe('No findings.\n')
})

test('texts of the traffic are no markup', () => {
  expect(findingsPage([found('/a', [{ text: '<img src=x> | [a](b)', n: 1 }])])).toContain('\\<img src=x\\> \\| \\[a\\](b)')
})
