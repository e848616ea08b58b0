import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import { openInput } from '../../cli/input.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { memoryIo } from '../support/memory-io.ts'

const CAPTURE = 'fixtures/shop-v1/capture.pcap'

async function count(path: string, filter?: string): Promise<number> {
  let packets = 0
  const io = memoryIo({ stdin: createReadStream(CAPTURE) })
  await openInput(path, { packet: () => void packets++ }, { counters: new Counters(), filter, io })
  return packets
}

test('a file, standard input and a filter that lets all through give the same packets', async () => {
  const whole = await count(CAPTURE)
  expect(whole).toBeGreaterThan(300)
  expect(await count('-')).toBe(whole)
  expect(await count(CAPTURE, 'tcp')).toBe(whole)
  expect(await count(CAPTURE, 'tcp port 9')).toBe(0)
})

test('a filter that is none is a user error', async () => {
  await expect(count(CAPTURE, 'port of call')).rejects.toMatchObject({ name: 'UserError', exitCode: 2 })
})
