import { expect, test } from 'vitest'
import { judgeConfigOf } from '../../cli/judge-settings.ts'
import { parseSettings } from '../../cli/settings-file.ts'

const read = (yaml: string) => judgeConfigOf(parseSettings(yaml, 'e.yaml'))

test('policy, exceptions, owners and thresholds', () => {
  const config = read(`
policy:
  - id: no-open-cards
    about: No unauthenticated operation may return card data.
    severity: critical
    forbid: { auth: none, response.sensitive: pci.* }
  - { id: all-described, about: Every host must have a description., of: service, require: { described: true } }
allow:
  - { rule: shadow-operation, service: shop.example, path: /internal/*, reason: health checks, expires: 2027-03-31 }
owners:
  - { owner: payments, path: /pay/* }
judge: { postTls: true, dormantDays: 7 }
`)
  expect(config.policy?.rules).toEqual([
    expect.objectContaining({
      id: 'no-open-cards',
      severity: 'critical',
      of: 'operation',
      forbid: { auth: ['none'], 'response.sensitive': ['pci.*'] },
    }),
    expect.objectContaining({ id: 'all-described', severity: 'medium', of: 'service', require: { described: ['true'] } }),
  ])
  expect(config.policy?.exceptions).toEqual([
    {
      rule: 'shadow-operation',
      service: 'shop.example',
      path: '/internal/*',
      reason: 'health checks',
      expiresUs: Date.parse('2027-04-01') * 1000,
    },
  ])
  expect(config.policy?.owners).toEqual([{ owner: 'payments', path: '/pay/*' }])
  expect(config).toMatchObject({ postTls: true, dormantUs: 7 * 86_400_000_000 })
})

test('nothing is nothing', () => {
  expect(read('db: a.db')).toEqual({})
})

test.each([
  ['policy:\n  - {id: a, about: b}', /e\.yaml line 2: policy\[0\] needs forbid or require/],
  ['policy:\n  - {id: a, about: b, forbid: {colour: red}}', /line 2: policy\[0\]\.forbid\.colour is not known here/],
  [
    'policy:\n  - id: a\n    about: b\n    of: service\n    forbid:\n      auth: none',
    /line 6: policy\[0\]\.forbid\.auth is not known here/,
  ],
  ['policy:\n  - {id: a, about: b, severity: grave, forbid: {auth: none}}', /severity must be one of info, low/],
  [
    'policy:\n  - {id: a, about: b, forbid: {auth: none}}\n  - {id: a, about: b, forbid: {auth: none}}',
    /line 3: policy\[1\]\.id "a" is there twice/,
  ],
  ['allow:\n  - {rule: x}', /line 2: allow\[0\] needs a reason/],
  ['allow:\n  - {reason: x}', /would allow everything/],
  ['allow:\n  - {rule: x, reason: y, expires: soon}', /expires must be a day/],
  ['owners:\n  - {service: x}', /owners\[0\]\.owner must be a text/],
  ['judge: {lossShare: 2}', /judge\.lossShare must be a number from 0 to 1/],
  ['judge: {loudness: 2}', /judge\.loudness is not known here/],
])('%s is told with line and reason', (yaml, message) => {
  expect(() => read(yaml)).toThrow(message)
})
