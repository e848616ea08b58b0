// The contract of rules: each speaks on its firing example, is silent on the near miss, and says what it is about.

import { describe, expect, it } from 'vitest'
import { RULES } from '../../../inventory/findings/catalogue.ts'
import { playExample } from '../../support/play-example.ts'

it('ids are kebab-case, sorted, and each once', () => {
  const ids = RULES.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort())
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
})

describe.each(RULES)('$id', (rule) => {
  it('says what is wrong, what to do, and where to read about it', () => {
    for (const text of [rule.summary, rule.remedy]) expect(text).toMatch(/^[A-Z].*\.$/s)
    expect(rule.references.length).toBeGreaterThan(0)
    for (const { text } of Object.values(rule.examples)) expect(text).toMatch(/^[^A-Z].*[^.]$|^[A-Z]{2}.*[^.]$/)
  })

  it('fires on its example, with rows that prove it', () => {
    const found = playExample(rule.examples.fires).verdicts.findings.filter((finding) => finding.rule === rule.id)
    expect(found.length).toBeGreaterThan(0)
    for (const finding of found) {
      expect(finding.kind).toBe(rule.kind)
      expect(finding.evidence.length).toBeGreaterThan(0)
      expect(finding.confidence).toBeGreaterThan(0)
      expect(finding.lastUs).toBeGreaterThanOrEqual(finding.firstUs)
    }
  })

  it('is silent on its near miss', () => {
    const { findings } = playExample(rule.examples.silent).verdicts
    expect(findings.filter((finding) => finding.rule === rule.id)).toEqual([])
  })
})
