import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finding } from '../../../inventory/findings/rule.ts'
import { exceptionFor, fits, holds, isExpired, ownerOf, type Policy, wouldCover } from '../../../inventory/judge/policy.ts'

const found = (place: object, rule = 'stack-trace') =>
  finding({ id: rule, kind: 'exposure', severity: 'low' }, { service: 'shop.example', ...place }, { evidence: [], firstUs: 0, lastUs: 0 })

describe('patterns', () => {
  it('are texts, stars and comparisons', () => {
    expect([
      fits('pci.*', 'PCI.card_pan'),
      fits('*', ''),
      fits('/users/*/orders', '/users/{userId}/orders'),
      fits('a*b*c', 'axbyc'),
    ]).not.toContain(false)
    expect([fits('pci.*', 'pii.email'), fits('a*b', 'ab c'), fits('a*a', 'a'), fits('email', 'emails')]).not.toContain(true)
    expect([fits('>= 50', '50'), fits('<3', '2.5'), fits('> 50', '50'), fits('>= 50', 'many')]).toEqual([true, true, false, false])
  })

  it('fit what they were made from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z/.{}]{0,5}$/), { minLength: 1 }),
        fc.stringMatching(/^[a-z/]{0,5}$/),
        (parts, filler) => {
          expect(fits(parts.join('*'), parts.join(filler))).toBe(true)
        },
      ),
    )
  })

  it('cost no more than the length of the text', () => {
    const started = performance.now()
    expect(fits(`${'*a'.repeat(500)}*b`, 'a'.repeat(1_000_000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('conditions', () => {
  const fields = { auth: ['none', 'bearer'], method: ['GET'], sensitive: [] }

  it('hold where each field fits', () => {
    expect(holds({ auth: ['basic', 'none'], method: ['G*'] }, fields)).toBe(true)
    expect(holds({}, fields)).toBe(true)
  })

  it('do not where one does not, and a field without values fits nothing but what is not', () => {
    expect(holds({ auth: ['none'], method: ['POST'] }, fields)).toBe(false)
    expect(holds({ sensitive: ['*'] }, fields)).toBe(false)
    expect(holds({ sensitive: ['!*'], auth: ['!basic'] }, fields)).toBe(true)
    expect(holds({ auth: ['!none'] }, fields)).toBe(false)
  })
})

describe('exceptions and owners', () => {
  const policy: Policy = {
    rules: [],
    exceptions: [{ rule: 'stack-*', service: '*.example', path: '/debug/{id}', reason: 'r', expiresUs: 100 }],
    owners: [
      { owner: 'pay', service: 'shop.example', path: '/pay/*' },
      { owner: 'shop', service: 'shop.example' },
    ],
  }
  const there = found({ method: 'GET', template: '/debug/{thing}' })

  it('cover what fits, whatever parameters are called, until they run out', () => {
    expect(exceptionFor(policy, there, 99)?.reason).toBe('r')
    expect(exceptionFor(policy, there, 100)).toBeNull()
    expect(isExpired(policy.exceptions[0]!, 100)).toBe(true)
    expect(wouldCover(policy.exceptions[0]!, there)).toBe(true)
    expect(exceptionFor(policy, found({ template: '/debug' }), 0)).toBeNull()
    expect(exceptionFor(policy, found({ template: '/debug/{id}' }, 'weak-token'), 0)).toBeNull()
  })

  it('the first owner that fits owns it', () => {
    expect(ownerOf(policy, { service: 'shop.example', method: 'GET', template: '/pay/{id}' })).toBe('pay')
    expect(ownerOf(policy, { service: 'shop.example', method: null, template: null })).toBe('shop')
    expect(ownerOf(policy, { service: 'other', method: null, template: null })).toBeNull()
    expect(ownerOf(undefined, { service: 'other', method: null, template: null })).toBeNull()
  })
})
