import { describe, expect, it } from 'vitest'
import { detect } from './accepts.ts'

describe('detectValue', () => {
  it('names all types that a value may be of, sorted', () => {
    expect(detect('536904399')).toContain('us_ssn')
    expect([...detect('536904399')]).toEqual([...detect('536904399')].sort())
  })

  it('gives one and the same frozen list for equal answers', () => {
    expect(detect('jane@example.org')).toBe(detect('john@example.com'))
    expect(detect('hello')).toBe(detect('world'))
    expect(detect('')).toEqual([])
  })

  it('looks at the value and at nothing around it', () => {
    expect(detect('jane@example.org')).toEqual(['email'])
    expect(detect('xjane@example.orgx y')).toEqual([])
  })

  it('takes time in proportion to the length, whatever the value', () => {
    const hostile = [
      'a@',
      'a.',
      '1 ',
      '-',
      'org.',
      '\n ',
      'File "',
      'x:',
      '[*',
      '<',
      'AAAA',
      '%B',
      '=',
      'eyJ.',
      'é',
      '(1)',
      '+1-',
      'st 1 ',
      '$2$',
    ]
    for (const unit of hostile) {
      const time = (length: number): number => {
        const text = unit.repeat(Math.ceil(length / unit.length))
        const from = performance.now()
        for (let i = 0; i < 20; i++) detect(`${text}${i}`)
        return (performance.now() - from) / 20
      }
      time(1000)
      // Values are at most 64 KiB for any detector; a quadratic pattern would take seconds here.
      expect(time(60_000), JSON.stringify(unit)).toBeLessThan(150)
    }
  })
})
