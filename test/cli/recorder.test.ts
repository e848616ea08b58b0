import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FLUSH_MS, Recorder } from '../../cli/recorder.ts'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import { type Depth, openStore, parseSpec, type SpecDocument, type Store } from '../../inventory/index.ts'
import { CaptureParser } from '../../sensor/index.ts'
import { scratchFolder } from '../support/inventory-files.ts'

const folder = scratchFolder('recorder')

function record(name: string, now: () => number, specs: readonly SpecDocument[] = []) {
  return recordInto(openStore(join(folder, name), { mode: 'write' }), now, specs)
}

function recordInto(store: Store, now: () => number, specs: readonly SpecDocument[], depth: Depth = 'full') {
  const recorder = new Recorder({ store, specs, kind: 'replay', source: 'test', label: undefined, version: '0', depth, now })
  const parser = new CaptureParser(recorder.pipeline.packets, recorder.counters)
  return { store, recorder, parser }
}

const bytes = readFileSync('fixtures/shop-v1/capture.pcap')

test('a flush comes when its time has come, not before', () => {
  let now = 0
  const { store, recorder, parser } = record('flush.db', () => now)
  parser.push(bytes, 0, bytes.length)
  expect(store.runs()[0]?.exchanges).toBe(0)
  now = FLUSH_MS
  recorder.flushIfDue()
  expect(store.runs()[0]?.exchanges).toBeGreaterThan(100)
  recorder.end()
  store.close()
})

test('windows: two runs whose exchanges add up, counters told once', () => {
  const { store, recorder, parser } = record('windows.db', () => 0)
  const half = parser.push(bytes, 0, Math.floor(bytes.length / 2))
  const first = recorder.endWindow()
  parser.push(bytes, half, bytes.length)
  const second = recorder.end()
  expect(store.runs().map((run) => run.exchanges)).toEqual([first.exchanges, second.exchanges])
  expect(first.counters.get('capture.packets') + second.counters.get('capture.packets')).toBe(recorder.counters.get('capture.packets'))
  expect(first.exchanges).toBeGreaterThan(10)
  expect(second.exchanges).toBeGreaterThan(10)
  store.close()
})

const SPEC = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /api/v1/users/{shopper}: { get: { responses: { '200': { description: a user } } } }
`

test('a description names parameters, and names stay from run to run', () => {
  const { store, recorder, parser } = record('names.db', () => 0, [parseSpec(SPEC, 'shop.yaml')])
  parser.push(bytes, 0, bytes.length)
  recorder.end()
  const templates = () => store.query('SELECT method, template FROM v_endpoint').map(({ method, template }) => `${method} ${template}`)
  expect(templates()).toContain('GET /api/v1/users/{shopper}')
  const again = recordInto(store, () => 0, [])
  again.parser.push(bytes, 0, bytes.length)
  again.recorder.end()
  expect(templates()).toContain('GET /api/v1/users/{shopper}')
  expect(store.query('SELECT template FROM run_operation WHERE run_id = 2').map(({ template }) => template)).toContain(
    '/api/v1/users/{shopper}',
  )
  store.close()
})

test('a run taken back leaves nothing', () => {
  const { store, recorder } = record('discard.db', () => 0)
  recorder.discard()
  expect(store.runs()).toEqual([])
  store.close()
})

/** Many calls of few operations; a field turns up late. */
function busyCapture(): Uint8Array {
  const capture = new CaptureBuilder()
  const connection = capture.connection().handshake()
  for (let call = 0; call < 1500; call++) {
    const body = JSON.stringify({ id: call, name: `name ${call % 7}`, ...(call >= 900 && { late: call % 2 === 0 }) })
    connection.request(`GET /users/${call}?page=${call % 9} HTTP/1.1\r\nHost: api.example\r\n\r\n`)
    connection.respond(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  }
  return capture.bytes()
}

test('adaptive depth reads fewer bodies, and finds the operations, parameters and fields that full depth finds', () => {
  const capture = busyCapture()
  const learned = (depth: Depth) => {
    const { store, recorder, parser } = recordInto(openStore(join(folder, `${depth}.db`), { mode: 'write' }), () => 0, [], depth)
    parser.push(capture, 0, capture.length)
    const { inventory, counters } = recorder.end()
    store.close()
    const operations = [...(inventory.services.get('api.example')?.operations ?? [])].map(([key, operation]) => {
      const body = operation.responses.get(200)?.bodies.get('application/json')
      return {
        key,
        n: operation.seen.n,
        parameters: [...operation.parameters.keys()],
        fields: [...(body?.schema.objects?.properties.keys() ?? [])],
      }
    })
    return { operations, passedOver: counters.get('inventory.bodies-passed-over') }
  }
  const [full, adaptive] = [learned('full'), learned('adaptive')]
  expect(full.passedOver).toBe(0)
  expect(adaptive.passedOver).toBeGreaterThan(600)
  expect(adaptive.operations).toEqual(full.operations)
  expect(full.operations[0]).toMatchObject({ n: 1500, fields: ['id', 'name', 'late'] })
})
