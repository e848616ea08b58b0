// The laws of the whole: the same input gives the same inventory, however it was cut, and inventories add up in any order.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'

const folder = scratchFolder('invariance')
const canonical = async (db: string, ...more: string[]): Promise<string> => {
  const { code, out, err } = await earshot('export', 'canonical', '--db', db, ...more)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

/** pcap records of a capture (little endian, microseconds), for cutting it apart. */
function recordsOf(file: string): { header: Buffer; records: Buffer[] } {
  const bytes = readFileSync(file)
  const records: Buffer[] = []
  for (let at = 24; at < bytes.length; ) {
    const length = 16 + bytes.readUInt32LE(at + 8)
    records.push(bytes.subarray(at, at + length))
    at += length
  }
  return { header: bytes.subarray(0, 24), records }
}

test('the same capture twice gives the same canonical export, in files with different keys', async () => {
  const first = await replayFixture(folder, 'shop-v1')
  const again = join(folder, 'again.db')
  await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', again, '--quiet')
  expect(await canonical(again)).toBe(await canonical(first))
})

test('a capture split over files, read as one run, is the capture', async () => {
  const whole = await replayFixture(folder, 'shop-v2')
  const { header, records } = recordsOf('fixtures/shop-v2/capture.pcap')
  const parts = [0, 1, 2].map((part) => {
    const file = join(folder, `part-${part}.pcap`)
    writeFileSync(file, Buffer.concat([header, ...records.slice((part * records.length) / 3, ((part + 1) * records.length) / 3)]))
    return file
  })
  const split = join(folder, 'split.db')
  expect((await earshot('replay', ...parts, '--db', split, '--quiet')).code).toBe(0)
  expect(await canonical(split)).toBe(await canonical(whole))
})

test('every packet captured twice gives the same exchanges', async () => {
  const { header, records } = recordsOf('fixtures/shop-v1/capture.pcap')
  const twice = join(folder, 'twice.pcap')
  writeFileSync(twice, Buffer.concat([header, ...records.flatMap((record) => [record, record])]))
  const exchanges = async (file: string) => (await earshot('exchanges', file, '--format', 'jsonl')).out.replaceAll(file, '')
  expect(await exchanges(twice)).toBe(await exchanges('fixtures/shop-v1/capture.pcap'))
})

test('two runs in one file add up to what either order gives', async () => {
  const [ab, ba] = [join(folder, 'ab.db'), join(folder, 'ba.db')]
  for (const [db, order] of [
    [ab, ['shop-v1', 'mcp', 'model-call']],
    [ba, ['model-call', 'mcp', 'shop-v1']],
  ] as const)
    for (const name of order) expect((await earshot('replay', `fixtures/${name}/capture.pcap`, '--db', db, '--quiet')).code).toBe(0)
  expect(await canonical(ab)).toBe(await canonical(ba))
})
