import { XMLParser } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { escapeXml, junit } from '../../../inventory/export/junit.ts'
import type { Severity } from '../../../inventory/findings/finding.ts'
import { finding } from '../../../inventory/findings/rule.ts'

const found = (severity: Severity, service = 'a.example') =>
  finding(
    { id: 'weak-token', kind: 'auth', severity },
    { service, method: 'GET', template: '/<a>' },
    { evidence: [{ text: 'seen & told', n: 3 }], firstUs: 0, lastUs: 0 },
  )
const parse = (xml: string) =>
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (name) => ['testsuite', 'testcase'].includes(name) }).parse(
    xml,
  ).testsuites
const summaries = new Map([['weak-token', 'A token proves little.']])

test('a suite a service, a failure a finding from the level on', () => {
  const suites = parse(junit({ findings: [found('high'), found('low')], services: ['b.example'], failOn: 'high', summaries }))
  expect(suites).toMatchObject({ tests: '3', failures: '1' })
  expect(suites.testsuite.map(({ name, failures }: { name: string; failures: string }) => [name, failures])).toEqual([
    ['a.example', '1'],
    ['b.example', '0'],
  ])
  const [failed, passed] = suites.testsuite[0].testcase
  expect(failed.failure).toMatchObject({ type: 'high', message: 'A token proves little.', '#text': 'seen & told (3 times)' })
  expect(failed.name).toMatch(/^weak-token: a\.example GET \/<a> \([0-9a-f]{12}\)$/)
  expect(passed).not.toHaveProperty('failure')
  expect(suites.testsuite[1].testcase[0].name).toBe('no findings')
})

test('without a level, medium fails', () => {
  expect(parse(junit({ findings: [found('medium'), found('low')], services: [], failOn: null, summaries }))).toMatchObject({
    failures: '1',
  })
})

test('no text breaks out of its place', () => {
  expect(escapeXml('<a b="c">&\u0000\u001b\ud800')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;???')
  expect(escapeXml('😀')).toBe('😀')
})
