import { describe, expect, it } from 'vitest'
import { RULES } from '../../../inventory/findings/index.ts'
import { judge, verdictKey } from '../../../inventory/judge/index.ts'
import { inventory, NOW_US, operation, service, spec } from './build-inventory.ts'

const shop = () =>
  inventory([
    service(
      'shop.example',
      operation('GET /users/{id}', { responses: Array.from({ length: 8 }, (_, i) => ({ email: `user${i}@example.org` })) }),
      operation('GET /legacy', { statuses: { 200: 3 } }),
      operation('GET /nothing', { statuses: { 404: 3 }, tier: 'probe' }),
    ),
  ])
const context = { specs: [spec('Shop', ['shop.example'], ['GET /users/{id}', 'GET /orders'])], now: NOW_US }

describe('judge', () => {
  it('has something to say about each operation, seen or only described', () => {
    const verdicts = judge(shop(), context)
    const states = Object.fromEntries([...verdicts.states].map(([key, list]) => [key, list.map(({ state }) => state)]))
    expect(states).toEqual({
      [verdictKey('shop.example', 'GET /users/{}')]: ['documented'],
      [verdictKey('shop.example', 'GET /legacy')]: ['shadow'],
      [verdictKey('shop.example', 'GET /nothing')]: ['probe-only'],
      [verdictKey('shop.example', 'GET /orders')]: ['orphan'],
    })
    expect(verdicts.findings.map(({ rule }) => rule).sort()).toEqual([
      'clear-text-data',
      'orphan-operation',
      'sensitive-data',
      'shadow-operation',
      'unauthenticated-sensitive',
    ])
    expect(verdicts.coverage.get('shop.example')?.adequate).toBe(true)
  })

  it('says the same of the same, whatever the order of services and operations', () => {
    const turned = shop()
    for (const each of turned.services.values()) each.operations = new Map([...each.operations].reverse())
    expect(JSON.stringify(judge(turned, context).findings)).toBe(JSON.stringify(judge(shop(), context).findings))
  })

  it('gives findings ids that stay when parameters get better names', () => {
    const renamed = shop()
    for (const each of renamed.services.get('shop.example')!.operations.values())
      for (const segment of each.segments) if (segment.kind === 'parameter') segment.name = 'userId'
    expect(judge(renamed, context).findings.map(({ id }) => id)).toEqual(judge(shop(), context).findings.map(({ id }) => id))
  })

  it('is silent about an empty inventory', () => {
    expect(judge(inventory([]), { specs: [], now: NOW_US }).findings).toEqual([])
  })

  it('has rules with ids of their own, prose and references', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
    for (const { id, summary, remedy, references } of RULES) {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
      expect(summary, id).toMatch(/^[A-Z].*\.$/)
      expect(remedy, id).toMatch(/^[A-Z].*\.$/s)
      expect(references.length, id).toBeGreaterThan(0)
    }
  })
})
