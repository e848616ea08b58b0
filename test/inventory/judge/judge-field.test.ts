import { describe, expect, it } from 'vitest'
import { judgeField, verdictOf } from '../../../inventory/judge/judge-field.ts'
import { schemaOf } from './build-inventory.ts'

const confidence = (name: string, values: unknown[], type: string): number =>
  judgeField(name, [], schemaOf(values)).find((verdict) => verdict.type.id === type)?.confidence ?? 0

describe('the verdict on a field', () => {
  it('grows with distinct values, not with repeated ones', () => {
    const ssn = (n: number) => Array.from({ length: n }, (_, i) => `536-90-${4300 + i}`)
    const one = confidence('ssn', ssn(1), 'us_ssn')
    expect(confidence('ssn', ssn(30), 'us_ssn')).toBeGreaterThan(one)
    expect(confidence('ssn', Array(30).fill(ssn(1)[0]), 'us_ssn')).toBeCloseTo(one)
  })

  it('falls with each value that does not pass', () => {
    const bsn = ['111222333', '123456782', '232262536']
    expect(confidence('bsn', bsn, 'nl_bsn')).toBeGreaterThan(confidence('bsn', [...bsn, '111222334'], 'nl_bsn'))
  })

  it('has three grades', () => {
    expect([0.9, 0.8, 0.6, 0.5, 0.1].map(verdictOf)).toEqual(['confirmed', 'confirmed', 'suspected', null, null])
  })

  it('says nothing of nothing', () => {
    expect(judgeField('ssn', [], schemaOf([]))).toEqual([])
    expect(judgeField('ssn', [], schemaOf([null, null]))).toEqual([])
    expect(judgeField('', [], schemaOf(['x']))).toEqual([])
  })
})
