import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { capturesToRead } from '../../cli/captures.ts'
import { replayFixture, scratchFolder } from '../support/inventory-files.ts'
import { earshot, earshotUntil } from '../support/memory-io.ts'

const folder = scratchFolder('captures')
const CAPTURE = 'fixtures/shop-v1/capture.pcap'
const bytes = readFileSync(CAPTURE)
const HEADER_BYTES = 24

async function groupsOf(paths: string[], follow: boolean): Promise<string[]> {
  const found: string[] = []
  for await (const group of capturesToRead(paths, follow, AbortSignal.timeout(2000)))
    found.push(group.paths.join(' ') + (group.follow === undefined ? '' : ' …'))
  return found
}

test('named captures are read together, and standard input by itself; with follow the last one goes on', async () => {
  const other = join(folder, 'other.pcap')
  writeFileSync(other, bytes)
  expect(await groupsOf([CAPTURE, '-', other], false)).toEqual([`${CAPTURE} ${other}`, '-'])
  expect(await groupsOf([CAPTURE, other], true)).toEqual([CAPTURE, `${other} …`])
})

async function followed(path: string, write: () => Promise<void>): Promise<string> {
  const db = join(folder, `${path.replaceAll('/', '_')}.db`)
  const stop = new AbortController()
  const replaying = earshotUntil(stop.signal, 'replay', path, '--follow', '--quiet', '--db', db)
  await write()
  for (let tries = 0; tries < 100; tries++) {
    await delay(100)
    const { out } = await earshot('runs', '--db', db, '--format', 'json')
    if (out !== '' && JSON.parse(out).runs[0]?.exchanges >= 150) break
  }
  await delay(500)
  stop.abort()
  expect((await replaying).code).toBe(0)
  return (await earshot('export', 'canonical', '--db', db)).out
}

const whole = async (): Promise<string> => (await earshot('export', 'canonical', '--db', await replayFixture(folder, 'shop-v1'))).out

test('a capture that grows gives the inventory of the whole', async () => {
  const path = join(folder, 'growing.pcap')
  writeFileSync(path, bytes.subarray(0, 3000))
  const inventory = await followed(path, async () => {
    await delay(300)
    appendFileSync(path, bytes.subarray(3000))
  })
  expect(inventory).toBe(await whole())
})

test('a ring of captures gives the inventory of the whole', async () => {
  const ring = join(folder, 'ring')
  mkdirSync(ring)
  // cut behind a record, as a ring is
  let cut = HEADER_BYTES
  while (cut < bytes.length / 2) cut += 16 + bytes.readUInt32LE(cut + 8)
  writeFileSync(join(ring, 'ring.pcap1'), bytes.subarray(0, cut))
  const inventory = await followed(ring, async () => {
    await delay(500)
    writeFileSync(join(ring, 'ring.pcap0'), Buffer.concat([bytes.subarray(0, HEADER_BYTES), bytes.subarray(cut)]))
  })
  expect(inventory).toBe(await whole())
})

test('a filter cannot follow, and says what can', async () => {
  const { code, err } = await earshot('replay', CAPTURE, '--follow', '--filter', 'tcp', '--db', join(folder, 'none.db'))
  expect(code).toBe(2)
  expect(err).toMatch(/tcpdump -r -/)
})
