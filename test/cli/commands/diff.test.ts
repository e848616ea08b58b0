import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('diff')

test('two files, two runs, and a run in a file can be compared', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  await earshot('replay', 'fixtures/shop-v2/capture.pcap', '--db', db, '--quiet')
  const runs = await earshot('diff', 'latest~1', 'latest', '--db', db)
  expect(runs.code).toBe(0)
  expect(runs.out).toContain('wishlists')
  expect((await earshot('diff', `${db}#1`, `${db}#2`)).out.replaceAll(db, '')).toContain('wishlists')
  expect((await earshot('diff', '1', '2', '--db', db, '--fail-on', 'any')).code).toBe(1)
  expect((await earshot('diff', '1', '1', '--db', db, '--fail-on', 'any', '--format', 'json')).out).toContain('"changes": []')
})

test('the JSON has the promised shape', async () => {
  const [base, head] = [await replayFixture(folder, 'shop-v1'), await replayFixture(folder, 'shop-v2')]
  const answer = JSON.parse((await earshot('diff', base, head, '--format', 'json')).out)
  expect(answer).toMatchObject({ base, head, summary: expect.any(Object) })
  expect(answer.changes[0]).toMatchObject({
    id: expect.any(String),
    level: expect.stringMatching(/breaking|warning|info/),
    service: expect.any(String),
    text: expect.any(String),
  })
})

test('unknown formats, levels and runs are refused', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  for (const argv of [
    ['1', '1', '--format', 'pdf'],
    ['1', '1', '--fail-on', 'doom'],
    ['1', '9'],
  ])
    expect((await earshot('diff', ...argv, '--db', db)).code).toBe(2)
})
