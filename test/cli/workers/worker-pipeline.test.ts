// Threads as users have them, through the whole command; what workers find is compared in test/inventory/exchange-learner.test.ts.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Recorder } from '../../../cli/recorder.ts'
import { openStore } from '../../../inventory/index.ts'
import { CaptureParser } from '../../../sensor/index.ts'
import { scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'
import { readPackets, writePackets } from '../../support/recut.ts'

const folder = scratchFolder('workers')
const CAPTURE = 'fixtures/shop-v1/capture.pcap'

async function canonical(name: string, ...args: string[]): Promise<string> {
  const db = join(folder, `${name}.db`)
  const { code, err } = await earshot('replay', ...args, '--db', db, '--depth', 'full', '--quiet')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return (await earshot('export', 'canonical', '--db', db)).out
}

let recorder: Recorder | undefined
afterEach(() => recorder?.pipeline.abandon())

function record(name: string, workers: number) {
  const store = openStore(join(folder, name), { mode: 'write' })
  let now = 0
  const settings = {
    store,
    specs: [],
    kind: 'sniff',
    source: 'test',
    label: undefined,
    version: '0',
    depth: 'full',
    now: () => now,
  } as const
  recorder = new Recorder({ ...settings, workers })
  return {
    store,
    recorder,
    parser: new CaptureParser(recorder.pipeline.packets, recorder.counters),
    wait: (ms: number) => void (now += ms),
  }
}

test('two threads give the inventory of one, also of two half feeds', async () => {
  const one = await canonical('one', CAPTURE, '--workers', '1')
  const { header, packets } = readPackets(CAPTURE)
  const server = packets[1]!.frame.readUInt32BE(26)
  const half = (name: string, isServer: boolean) =>
    writePackets(
      join(folder, name),
      header,
      packets.filter(({ frame }) => (frame.readUInt32BE(26) === server) === isServer),
    )
  expect(await canonical('halves', half('client.pcap', false), half('server.pcap', true), '--workers', '2')).toBe(one)
})

test('windows and looks: runs add up, counters are told once, and what is known by then is known to the workers', () => {
  const { store, recorder, parser, wait } = record('windows.db', 2)
  const bytes = new Uint8Array(readFileSync(CAPTURE))
  const half = parser.push(bytes, 0, Math.floor(bytes.length / 2))
  wait(1500)
  // the workers are asked, and go on; what they answered is saved at a later look
  recorder.flushIfDue()
  const first = recorder.endWindow()
  parser.push(bytes, half, bytes.length)
  recorder.tick(1)
  const second = recorder.end()
  expect(store.runs().map(({ exchanges }) => exchanges)).toEqual([first.exchanges, second.exchanges])
  expect(first.exchanges + second.exchanges).toBe(recorder.exchanges)
  expect(first.counters.get('capture.packets') + second.counters.get('capture.packets')).toBe(recorder.counters.get('capture.packets'))
  expect(first.exchanges).toBeGreaterThan(10)
  expect(second.exchanges).toBeGreaterThan(10)
  store.close()
})

test('a run that is taken back stops its threads', () => {
  const { store, recorder } = record('discard.db', 2)
  recorder.discard()
  expect(store.runs()).toEqual([])
  store.close()
})
