// Two versions of a description and a capture in which every state occurs at least twice, and every near miss at least once.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CaptureBuilder } from '../fixtures/build/packet-builder.ts'
import { scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'

const folder = scratchFolder('lifecycle')
const DAY_US = 86_400_000_000

/** `GET /orders?debug=1 200`, and what else stands in the answer. */
interface Call {
  readonly line: string
  readonly status?: number
  readonly headers?: string
  readonly body?: string
  readonly times?: number
}

const ADDRESSES: Record<string, string> = {
  'shop.example': '10.0.0.2',
  'other.example': '10.0.0.3',
  'catch.example': '10.0.0.4',
  'oneway.example': '10.0.0.5',
  'lossy.example': '10.0.0.6',
}
let port = 40_000

function talk(capture: CaptureBuilder, host: string, calls: readonly Call[], oneWay = false): void {
  for (const { line, status = 200, headers = '', body = '{"ok":true}', times = 1 } of calls) {
    for (let i = 0; i < times; i++) {
      const [method, path] = line.split(' ') as [string, string]
      const connection = capture.connection({ client: '10.0.1.9', server: ADDRESSES[host]!, clientPort: port++ })
      const type = body === '' ? '' : 'content-type: application/json\r\n'
      const before = capture.packets.length
      connection
        .handshake()
        .request(`${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n\r\n`)
        .respond(`HTTP/1.1 ${status} X\r\n${type}${headers}content-length: ${body.length}\r\n\r\n${body}`)
        .close()
      // The mirror sees what clients send only: source address 10.0.1.9 behind 14 bytes of Ethernet and 12 of IP.
      if (oneWay) {
        const kept = capture.packets.slice(before).filter(({ bytes }) => bytes[14 + 14] === 1)
        capture.packets.splice(before, capture.packets.length, ...kept)
      }
      capture.wait(1_000_000)
    }
  }
}

function record(): CaptureBuilder {
  const capture = new CaptureBuilder({ startUs: 1_750_000_000_000_000 })
  talk(capture, 'shop.example', [
    { line: 'GET /quiet/reports', times: 2 },
    { line: 'GET /quiet/exports', times: 2 },
  ])
  capture.wait(40 * DAY_US)
  talk(capture, 'shop.example', [
    { line: 'GET /orders', times: 3 },
    { line: 'GET /items', times: 3 },
    { line: 'GET /v1/things', times: 2 },
    { line: 'GET /v2/things', times: 2 },
    { line: 'GET /v1/stock', times: 2 },
    { line: 'GET /v2/stock', times: 2 },
    { line: 'GET /legacy/prices', times: 2 },
    { line: 'GET /legacy/taxes', times: 2 },
    { line: 'GET /ended/sales', times: 2 },
    { line: 'GET /retired/well', status: 410, times: 2 },
    { line: 'GET /marked/customers', times: 2 },
    { line: 'GET /announced/invoices', headers: 'deprecation: @1740000000\r\n', times: 2 },
    { line: 'GET /hidden/backups', times: 2 },
    { line: 'GET /hidden/logs', times: 2 },
    { line: 'DELETE /orders', status: 204, body: '' },
    { line: 'PUT /items', times: 2 },
    { line: 'GET /drifting/rates?debug=yes', times: 2 },
    { line: 'GET /drifting/quotas?verbose=yes', times: 2 },
    { line: 'GET /secret/keys', status: 401, headers: 'www-authenticate: Basic realm="x"\r\n', times: 2 },
    { line: 'GET /secret/users', status: 403, times: 2 },
    // near misses: asked for in vain, a preflight, seen once, and a mistake of a client on a known path
    { line: 'GET /nothing/here', status: 404, times: 3 },
    { line: 'GET /nothing/there/now', status: 404, times: 3 },
    { line: 'OPTIONS /orders', status: 204, body: '', headers: 'access-control-allow-methods: GET\r\n', times: 2 },
    { line: 'GET /hidden/once' },
  ])
  talk(
    capture,
    'other.example',
    ['/orders', '/items', '/own/bread', '/own/salt'].map((path) => ({ line: `GET ${path}`, times: 2 })),
  )
  const nonsense = ['/wp/login', '/phpmyadmin/index', '/solr/admin', '/cgi/test', '/jenkins/script', '/manager/status', '/boaform/admin']
  talk(
    capture,
    'catch.example',
    ['/real', ...nonsense].map((path) => ({ line: `GET ${path}`, body: '{"page":"welcome"}', times: 2 })),
  )
  talk(capture, 'oneway.example', [{ line: 'GET /used', times: 6 }], true)
  const before = capture.packets.length
  talk(capture, 'lossy.example', [{ line: 'GET /used', body: `{"text":"${'x'.repeat(6000)}"}`, times: 6 }])
  // One packet of each long answer is missing.
  const lossy = capture.packets.splice(before, capture.packets.length)
  let answers = 0
  capture.packets.push(...lossy.filter(({ bytes }) => bytes.length < 1400 || answers++ % 4 !== 1))
  return capture
}

const paths = (list: readonly string[]): string =>
  list.map((path) => `'${path}': {get: {responses: {default: {description: ok}}}}`).join(', ')
const document = (version: string, host: string, body: string): string =>
  `{openapi: 3.1.0, info: {title: ${host}, version: '${version}'}, servers: [{url: 'http://${host}'}], paths: {${body}}}`

const COMMON = [
  ...['/orders', '/items', '/v1/things', '/v2/things', '/v1/stock', '/v2/stock', '/quiet/reports', '/quiet/exports'],
  ...['/announced/invoices', '/unused/wishes', '/unused/hopes'],
]
const responses = 'responses: {default: {description: ok}}'
const SPECS = [
  document('1', 'shop.example', paths([...COMMON, '/legacy/prices', '/legacy/taxes', '/retired/well'])),
  document(
    '2',
    'shop.example',
    `${paths(COMMON)}, /marked/customers: {get: {deprecated: true, ${responses}}}, /ended/sales: {get: {x-sunset: '2025-01-01', ${responses}}}, /drifting/rates: {get: {parameters: [], ${responses}}}, /drifting/quotas: {get: {parameters: [], ${responses}}}`,
  ),
  document('1', 'catch.example', paths(['/real'])),
  document('1', 'oneway.example', paths(['/used', '/idle'])),
  document('1', 'lossy.example', paths(['/used', '/idle'])),
]

async function states(capture: CaptureBuilder, name: string): Promise<Record<string, string[]>> {
  const [file, db] = [join(folder, `${name}.pcap`), join(folder, `${name}.db`)]
  writeFileSync(file, capture.bytes())
  const specs = SPECS.flatMap((text, i) => {
    writeFileSync(join(folder, `${i}.yaml`), text)
    return ['--spec', join(folder, `${i}.yaml`)]
  })
  expect(await earshot('replay', file, '--db', db, '--quiet', ...specs)).toMatchObject({ code: 0 })
  const { endpoints } = JSON.parse((await earshot('endpoints', '--db', db, '--all', '--format', 'json')).out)
  return Object.fromEntries(
    endpoints.map((row: { service: string; method: string; template: string; states: string[] }) => [
      `${row.service} ${row.method} ${row.template}`,
      row.states,
    ]),
  )
}

test('every state is where it should be, and nowhere else', async () => {
  expect(await states(record(), 'whole')).toEqual({
    // every path is answered alike: nothing is known to be there
    'catch.example GET /boaform/admin': ['undocumented'],
    'catch.example GET /cgi/test': ['undocumented'],
    'catch.example GET /jenkins/script': ['undocumented'],
    'catch.example GET /manager/status': ['undocumented'],
    'catch.example GET /phpmyadmin/index': ['undocumented'],
    'catch.example GET /real': ['documented'],
    'catch.example GET /solr/admin': ['undocumented'],
    'catch.example GET /wp/login': ['undocumented'],
    // bytes are missing, or one direction: silence proves nothing
    'lossy.example GET /idle': ['unobserved'],
    'lossy.example GET /used': ['documented'],
    'oneway.example GET /idle': ['unobserved'],
    'oneway.example GET /used': ['unobserved'],
    'oneway.example GET /{param1}': ['documented'],
    // described for another host; and described nowhere
    'other.example GET /items': ['shadow'],
    'other.example GET /orders': ['shadow'],
    'other.example GET /own/bread': ['undocumented'],
    'other.example GET /own/salt': ['undocumented'],
    'shop.example DELETE /orders': ['shadow'],
    'shop.example GET /announced/invoices': ['deprecated-in-use', 'documented'],
    'shop.example GET /drifting/quotas': ['drifted', 'documented'],
    'shop.example GET /drifting/rates': ['drifted', 'documented'],
    'shop.example GET /ended/sales': ['zombie', 'documented'],
    'shop.example GET /hidden/backups': ['shadow'],
    'shop.example GET /hidden/logs': ['shadow'],
    // once is too rarely
    'shop.example GET /hidden/{hidden}': ['undocumented'],
    'shop.example GET /items': ['documented'],
    'shop.example GET /legacy/prices': ['zombie'],
    'shop.example GET /legacy/taxes': ['zombie'],
    'shop.example GET /marked/customers': ['deprecated-in-use', 'documented'],
    'shop.example GET /orders': ['documented'],
    'shop.example GET /quiet/exports': ['dormant', 'documented'],
    'shop.example GET /quiet/reports': ['dormant', 'documented'],
    'shop.example GET /secret/keys': ['guarded'],
    'shop.example GET /secret/users': ['guarded'],
    'shop.example GET /unused/hopes': ['orphan'],
    'shop.example GET /unused/wishes': ['orphan'],
    'shop.example GET /v1/stock': ['superseded', 'documented'],
    'shop.example GET /v1/things': ['superseded', 'documented'],
    'shop.example GET /v2/stock': ['documented'],
    'shop.example GET /v2/things': ['documented'],
    'shop.example GET /{param1}/{param1Child}': ['probe-only'],
    'shop.example GET /{param1}/{param1Child}/{param1ChildChild}': ['probe-only'],
    'shop.example PUT /items': ['shadow'],
  })
})

test('with a fifth of the packets lost nothing is called an orphan', async () => {
  for (const seed of [1, 2, 3]) {
    const capture = record()
    let state = seed
    capture.packets = capture.packets.filter(() => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state / 2_147_483_648 >= 0.2
    })
    const seen = await states(capture, `lossy-${seed}`)
    expect(Object.entries(seen).filter(([, flags]) => flags.includes('orphan'))).toEqual([])
    expect(seen['shop.example GET /unused/wishes']).toContain('unobserved')
  }
})
