import { afterEach, expect, test } from 'vitest'
import { type MetricsServer, metricsText, serveMetrics } from '../../cli/metrics.ts'
import { COUNTER_IDS, Counters } from '../../sensor/base/counters.ts'

let server: MetricsServer | undefined
afterEach(() => server?.close())

test('every counter is a metric with help and type, in names that Prometheus takes', () => {
  const text = metricsText(() => 0)
  expect(text.endsWith('\n')).toBe(true)
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  for (const sample of samples) expect(sample).toMatch(/^[a-z_][a-z0-9_]*(?:\{version="[^"]+"\})? -?[0-9.e+]+$/)
  expect(samples.length).toBeGreaterThan(COUNTER_IDS.length)
  expect(text.match(/^# TYPE/gm)).toHaveLength(samples.length)
})

test('a scrape sees what was counted until then', async () => {
  const counters = new Counters()
  server = await serveMetrics('127.0.0.1:0', (id) => counters.get(id))
  const scrape = async () => (await fetch(`http://${server?.address}/metrics`)).text()
  expect(await scrape()).toContain('earshot_capture_packets_total 0\n')
  counters.add('capture.packets', 12)
  expect(await scrape()).toContain('earshot_capture_packets_total 12\n')
  expect((await fetch(`http://${server.address}/`)).status).toBe(404)
})

test('an address that is none, or is taken, is told', async () => {
  for (const address of ['9477', 'localhost', '127.0.0.1:99999', ''])
    await expect(serveMetrics(address, () => 0)).rejects.toMatchObject({ name: 'UserError', exitCode: 2 })
  server = await serveMetrics('127.0.0.1:0', () => 0)
  await expect(serveMetrics(server.address, () => 0)).rejects.toMatchObject({ name: 'UserError', exitCode: 3 })
})
