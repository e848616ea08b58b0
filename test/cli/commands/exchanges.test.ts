import { expect, test } from 'vitest'
import { earshot } from '../../support/memory-io.ts'

const CAPTURE = 'fixtures/shop-v1/capture.pcap'

test('jsonl has what tools rely on', async () => {
  const { code, out } = await earshot('exchanges', CAPTURE, '--format', 'jsonl')
  expect(code).toBe(0)
  const first = JSON.parse(out.split('\n')[0] as string)
  expect(first).toMatchObject({
    capture: CAPTURE,
    protocol: 'http/1.1',
    flow: { client: expect.stringMatching(/^10\.77\.0\.1:\d+$/), server: '10.77.0.2:8080' },
    stream: null,
    pairing: 'certain',
    request: { method: 'GET', target: '/', host: 'shop.example.test:8080', version: 'HTTP/1.1', bodyBytes: 0, truncated: false },
    response: { status: 200, contentType: 'text/html; charset=utf-8', interim: [] },
    encapsulation: [],
    decrypted: false,
    anomalies: [],
  })
})

test('values of queries and paths are masked unless asked for', async () => {
  const masked = (await earshot('exchanges', CAPTURE, '--format', 'jsonl')).out
  expect(masked).toContain('/api/v1/products?page=***&perPage=***')
  expect(masked).toContain('/api/v1/users/{integer}')
  expect((await earshot('exchanges', CAPTURE, '--format', 'jsonl', '--show-values')).out).toContain('/api/v1/users/4200')
})

test('har is valid JSON with one entry a request', async () => {
  const { log } = JSON.parse((await earshot('exchanges', CAPTURE, '--format', 'har')).out)
  expect(log.version).toBe('1.2')
  expect(log.entries.length).toBe((await earshot('exchanges', CAPTURE, '--format', 'jsonl')).out.trim().split('\n').length)
})

test('the table is for people', async () => {
  expect((await earshot('exchanges', CAPTURE)).out).toMatch(/TIME +PAIR +STATUS +METHOD +BYTES +URL\n[\d:.]+ +certain +200 +GET/)
})
