import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { vxlan } from '../../../fixtures/build/wrappers.ts'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('replay')

test('the summary tells what was found and what comes next', async () => {
  const db = join(folder, 'summary.db')
  const { code, out, err } = await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', db)
  expect([code, out]).toEqual([0, ''])
  expect(err).toMatch(/run 1: \d+ packets .* exchanges in/)
  expect(err).toMatch(/found: 1 service, \d+ operations/)
  expect(err).toContain(`earshot endpoints --db ${db}`)
})

test('a capture filter leaves the rest out', async () => {
  const db = join(folder, 'filtered.db')
  const { code, err } = await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', db, '--filter', 'port 9')
  expect(code).toBe(0)
  expect(err).toMatch(/no packets arrived/)
})

test('a port that is none is told before anything is written', async () => {
  const { code, err } = await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', join(folder, 'port.db'), '--vxlan-port', 'http')
  expect(code).toBe(2)
  expect(err).toMatch(/--vxlan-port http is no port/)
  expect(existsSync(join(folder, 'port.db'))).toBe(false)
})

test('VXLAN on a port of its own is read when it is named', async () => {
  const capture = join(folder, 'vxlan.pcap')
  const build = new CaptureBuilder({ wrap: [vxlan(77, 7777)] })
  build.connection().handshake().request('GET /things/1 HTTP/1.1\r\nHost: api.example\r\n\r\n').respond('HTTP/1.1 204 No Content\r\n\r\n')
  writeFileSync(capture, build.bytes())
  const exchanges = async (...more: string[]) => {
    const db = join(folder, `vxlan-${more.length}.db`)
    await earshot('replay', capture, '--db', db, '--quiet', ...more)
    return JSON.parse((await earshot('runs', '--db', db, '--format', 'json')).out).runs[0].exchanges
  }
  expect(await exchanges()).toBe(0)
  expect(await exchanges('--vxlan-port', '7777')).toBe(1)
})

test('--depth headers learns operations without looking into bodies', async () => {
  const db = join(folder, 'headers.db')
  await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', db, '--depth', 'headers', '--quiet')
  const count = async (file: string) => JSON.parse((await earshot('endpoints', '--db', file, '--format', 'json')).out).endpoints.length
  expect(await count(db)).toBe(await count(await replayFixture(folder, 'shop-v1')))
})
