import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allSame,
  isDate,
  isDay,
  isRun,
  luhn,
  mod1110,
  remainder,
  verhoeff,
  weighted,
} from '../../../../inventory/observe/detectors/check-digits.ts'

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 18 }).map((list) => list.join(''))
const completions = (body: string, test: (digits: string) => boolean): number =>
  Array.from({ length: 10 }, (_, check) => `${body}${check}`).filter(test).length

describe('check digits', () => {
  it('have exactly one right value', () => {
    fc.assert(
      fc.property(digits, (body) => {
        expect(completions(body, luhn)).toBe(1)
        expect(completions(body, verhoeff)).toBe(1)
        expect(completions(body, mod1110)).toBe(1)
      }),
    )
  })

  it('notice a wrong digit', () => {
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, where, by) => {
        const at = where % body.length
        const whole = Array.from({ length: 10 }, (_, check) => `${body}${check}`).find(verhoeff)!
        const wrong = `${whole.slice(0, at)}${(Number(whole[at]) + by) % 10}${whole.slice(at + 1)}`
        expect(verhoeff(wrong)).toBe(false)
      }),
    )
  })

  it('sum and divide beyond what a double holds', () => {
    expect(weighted('123', [1, 2, 3])).toBe(14)
    fc.assert(
      fc.property(digits, fc.integer({ min: 2, max: 97 }), (text, by) => {
        expect(remainder(text, by)).toBe(Number(BigInt(text) % BigInt(by)))
      }),
    )
  })
})

describe('numbers that nobody was given', () => {
  it('are all the same digit, or count', () => {
    expect([allSame('000'), allSame('001'), isRun('123456789'), isRun('987654321'), isRun('890123'), isRun('124')]).toEqual([
      true,
      false,
      true,
      true,
      true,
      false,
    ])
  })
})

describe('days', () => {
  it('are those of the calendar', () => {
    expect([isDay(2, 29), isDay(2, 30), isDay(4, 31), isDay(0, 1), isDay(13, 1), isDay(12, 31)]).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
    ])
    expect([isDate(2023, 2, 29), isDate(2024, 2, 29), isDate(1900, 2, 29), isDate(2000, 2, 29)]).toEqual([false, true, false, true])
  })
})
