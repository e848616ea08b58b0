import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('findings')

test('sensitive fields are told with type, place and confidence; values are not', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const { findings } = JSON.parse((await earshot('findings', '--db', db, '--kind', 'sensitive', '--format', 'json')).out)
  const email = findings.find((one: { type: string; location: string }) => one.type === 'email' && one.location === 'response.body')
  expect(email).toMatchObject({
    service: 'shop.example.test:8080',
    path: expect.stringContaining('email'),
    confidence: expect.any(Number),
    evidence: expect.any(Array),
  })
  expect(JSON.stringify(findings)).not.toMatch(/mail\.example\.org|4111111111111111/)
})

test('--fail-on is the exit code', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  expect((await earshot('findings', '--db', db, '--fail-on', 'info')).code).toBe(1)
  expect((await earshot('findings', '--db', db, '--fail-on', 'none')).code).toBe(0)
  expect((await earshot('findings', '--db', db, '--fail-on', 'dreadful')).code).toBe(2)
})

test('an unknown kind is refused', async () => {
  expect(await earshot('findings', '--db', await replayFixture(folder, 'shop-v1'), '--kind', 'odd')).toMatchObject({
    code: 2,
    err: expect.stringContaining('unknown kind'),
  })
})

const withSettings = (text: string): string => {
  const file = join(folder, `${Math.random()}.yaml`)
  writeFileSync(file, text)
  return file
}

test('a rule of the settings file decides, and an exception sets aside with a word about it', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const rule = 'policy:\n  - { id: no-deletes, about: Nothing may be deleted., severity: critical, forbid: { method: DELETE } }\n'
  const broken = await earshot(
    'findings',
    '--db',
    db,
    '--kind',
    'policy',
    '--fail-on',
    'critical',
    '--format',
    'json',
    '--config',
    withSettings(`${rule}owners: [{ owner: shop }]`),
  )
  expect(broken.code).toBe(1)
  expect(JSON.parse(broken.out).findings[0]).toMatchObject({
    rule: 'policy-violation',
    type: 'no-deletes',
    severity: 'critical',
    owner: 'shop',
  })
  const allowed = await earshot(
    'findings',
    '--db',
    db,
    '--kind',
    'policy',
    '--fail-on',
    'critical',
    '--config',
    withSettings(`${rule}allow: [{ type: no-deletes, reason: a shop }]`),
  )
  expect(allowed).toMatchObject({ code: 0, err: expect.stringMatching(/^\d+ more (?:is|are) allowed by the settings file\n$/) })
})

test('settings that cannot be read are told with their line', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const { code, err } = await earshot('findings', '--db', db, '--config', withSettings('policy:\n  - id: a\n    forbid: {auth: none}'))
  expect([code, err]).toEqual([2, expect.stringMatching(/yaml line 2: policy\[0\]\.about must be a text/)])
})

test('types of the user are looked for while learning, and told like the others', async () => {
  const config = withSettings(
    'types:\n  - { id: order_number, pattern: "[A-Z]{2}-\\\\d+|[0-9a-f-]{36}", names: [sku, slug], severity: high, categories: [shop] }',
  )
  const db = join(folder, 'types.db')
  expect((await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', db, '--config', config)).code).toBe(0)
  const { findings } = JSON.parse(
    (await earshot('findings', '--db', db, '--kind', 'sensitive', '--format', 'json', '--config', config)).out,
  )
  expect(findings.some(({ type, severity }: { type: string; severity: string }) => type === 'order_number' && severity === 'high')).toBe(
    true,
  )
})

test.each([
  ['junit', /^<\?xml.*<testsuite name="shop\.example\.test:8080"/s],
  ['sarif', /"version": "2\.1\.0"/],
  ['md', /^\d+ findings: .*### /s],
])('as %s', async (format, text) => {
  const { code, out } = await earshot('findings', '--db', await replayFixture(folder, 'shop-v1'), '--format', format)
  expect([code, out]).toEqual([0, expect.stringMatching(text)])
})

test('an unknown format is refused before the file is opened', async () => {
  expect(await earshot('findings', '--db', 'none.db', '--format', 'pdf')).toMatchObject({ code: 2, err: expect.stringContaining('junit') })
})
