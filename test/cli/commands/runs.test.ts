import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('runs')

test('each replay is a run, and can be named', async () => {
  const db = await replayFixture(folder, 'shop-v1', '--label', 'monday')
  await earshot('replay', 'fixtures/shop-v2/capture.pcap', '--db', db, '--label', 'tuesday', '--quiet')
  const { runs } = JSON.parse((await earshot('runs', '--db', db, '--format', 'json')).out)
  expect(runs.map((run: { label: string; kind: string; source: string }) => [run.label, run.kind, run.source])).toEqual([
    ['monday', 'replay', 'capture.pcap'],
    ['tuesday', 'replay', 'capture.pcap'],
  ])
  const of = async (run: string) => JSON.parse((await earshot('endpoints', '--db', db, '--run', run, '--format', 'json')).out).endpoints
  expect(JSON.stringify(await of('latest'))).toContain('wishlists')
  expect(JSON.stringify(await of('latest~1'))).not.toContain('wishlists')
  expect(await of('monday')).toEqual(await of('1'))
})
