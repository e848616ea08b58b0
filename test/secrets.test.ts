// Secrets planted everywhere in a capture occur nowhere that earshot writes: not in the file, its WAL, nor any command's output.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'cbor2'
import { expect, test } from 'vitest'
import { CaptureBuilder } from '../fixtures/build/packet-builder.ts'
import { scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'

const folder = scratchFolder('secrets')

/** Invented, each of a form that a careless tool would keep. */
const SECRETS = {
  bearer: 'plantedBearerT0ken4477aa',
  cookie: 'plantedCookieV4lue9911bb',
  password: 'plantedPassw0rd3322cc',
  card: '4111111111111111',
  pathEmail: 'planted.path@secret.example',
  queryEmail: 'planted.query@secret.example',
  bodyEmail: 'planted.body@secret.example',
  responseName: 'Plantedfirst Plantedlast',
  apiKey: 'planted-api-key-5566dd',
}

function capture(): string {
  const build = new CaptureBuilder()
  const body = JSON.stringify({
    email: SECRETS.bodyEmail,
    password: SECRETS.password,
    card: SECRETS.card,
    nested: [{ note: SECRETS.bodyEmail }],
  })
  const reply = JSON.stringify({ name: SECRETS.responseName, card: SECRETS.card, email: SECRETS.bodyEmail })
  for (let at = 0; at < 40; at++) {
    const path = `/users/${encodeURIComponent(SECRETS.pathEmail)}/cards?email=${encodeURIComponent(SECRETS.queryEmail)}&page=${at}`
    const head = `POST ${path} HTTP/1.1\r\nHost: api.example.test\r\nAuthorization: Bearer ${SECRETS.bearer}\r\nCookie: session=${SECRETS.cookie}\r\nX-Api-Key: ${SECRETS.apiKey}\r\nContent-Type: application/json\r\n`
    build
      .connection({ clientPort: 40_000 + at })
      .handshake()
      .request(`${head}Content-Length: ${body.length}\r\n\r\n${body}`)
      .respond(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: session=${SECRETS.cookie}; Path=/\r\nContent-Length: ${reply.length}\r\n\r\n${reply}`,
      )
      .close()
  }
  for (let at = 0; at < 40; at++) addCbor(build, 41_000 + at)
  const file = join(folder, 'secrets.pcap')
  writeFileSync(file, build.bytes())
  return file
}

/** The same secrets in a body that is no text. */
function addCbor(build: CaptureBuilder, clientPort: number): void {
  const body = encode({ email: SECRETS.bodyEmail, password: SECRETS.password, code: SECRETS.apiKey, status: SECRETS.responseName })
  const head = (start: string): Uint8Array =>
    Buffer.concat([Buffer.from(`${start}Content-Type: application/cbor\r\nContent-Length: ${body.length}\r\n\r\n`), body])
  build
    .connection({ clientPort })
    .handshake()
    .request(head('PUT /readings HTTP/1.1\r\nHost: api.example.test\r\n'))
    .respond(head('HTTP/1.1 200 OK\r\n'))
    .close()
}

test('no planted secret reaches the disk or an output', async () => {
  const file = capture()
  const db = join(folder, 'inventory.db')
  const outputs: [string, string][] = []
  const call = async (...argv: string[]) => {
    const { code, out, err } = await earshot(...argv)
    expect({ argv, code, err: code === 0 ? '' : err }).toEqual({ argv, code: 0, err: '' })
    outputs.push([argv.join(' '), out + err])
  }
  await call('replay', file, '--db', db)
  for (const format of ['table', 'jsonl', 'har']) await call('exchanges', file, '--format', format)
  for (const format of ['table', 'json', 'jsonl', 'csv', 'md'])
    for (const command of ['endpoints', 'services', 'findings', 'mcp', 'ai', 'runs', 'coverage'])
      await call(command, '--db', db, '--format', format, ...(command === 'endpoints' ? ['--all'] : []))
  for (const what of ['openapi', 'canonical', 'csv']) await call('export', what, '--db', db)
  await call('diff', db, db)
  for (const id of JSON.parse((await earshot('findings', '--db', db, '--format', 'json')).out).findings.map(
    (finding: { id: string }) => finding.id,
  ))
    await call('explain', id, '--db', db)
  for (const name of readdirSync(folder))
    if (name.startsWith('inventory.db')) outputs.push([name, readFileSync(join(folder, name), 'latin1')])

  // the capture itself does hold them: the search below can find what it looks for
  const raw = readFileSync(file, 'latin1')
  for (const [kind, secret] of Object.entries(SECRETS)) {
    expect(raw.includes(secret) || raw.includes(encodeURIComponent(secret)), kind).toBe(true)
    for (const [where, text] of outputs)
      expect(text.includes(secret) || text.includes(encodeURIComponent(secret)), `${kind} in ${where}`).toBe(false)
  }
})
