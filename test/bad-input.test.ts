// What a user can get wrong: each gets one clear sentence, a hint, the right exit code, and nothing that was there is lost.

import { chmodSync, copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { replayFixture, scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'

const folder = scratchFolder('bad-input')
const at = (name: string) => join(folder, name)
const CAPTURE = 'fixtures/shop-v1/capture.pcap'
let db = ''

beforeAll(async () => {
  db = await replayFixture(folder, 'shop-v1')
  mkdirSync(at('nothing'))
  writeFileSync(at('nothing/readme.txt'), 'no capture')
  writeFileSync(at('empty.pcap'), '')
  writeFileSync(at('text.pcap'), 'This is a text, not a capture. It is long enough to be read as one.\n'.repeat(20))
  const capture = readFileSync(CAPTURE)
  const odd = Buffer.from(capture)
  odd.writeUInt32LE(0x7fffffff, 24 + 8)
  writeFileSync(at('odd-record.pcap'), odd)
  writeFileSync(at('cut.pcap'), capture.subarray(0, Math.floor(capture.length / 2)))
  const linkType = Buffer.from(capture)
  linkType.writeUInt32LE(147, 20)
  writeFileSync(at('link-type.pcap'), linkType)
  writeFileSync(at('not-a.db'), 'certainly no database, but long enough to look at'.repeat(100))
  copyFileSync(db, at('newer.db'))
  const newer = new Database(at('newer.db'))
  newer.pragma('user_version = 9999')
  newer.close()
})

/** One sentence and perhaps a hint: no stack, no second complaint. */
function expectOneClearSentence(err: string): void {
  const lines = err.trimEnd().split('\n')
  expect(lines[0]).toMatch(/^earshot: .{10,}/)
  expect(lines.length).toBeLessThanOrEqual(2)
  expect(err).not.toMatch(/\n\s+at /)
}

describe('refused with exit 2', () => {
  test.each<[string, () => string[], RegExp]>([
    ['no such file', () => ['replay', at('none.pcap'), '--db', at('x.db')], /none\.pcap/],
    ['a folder without captures', () => ['replay', at('nothing'), '--db', at('x.db')], /no capture/i],
    ['an empty file', () => ['replay', at('empty.pcap'), '--db', at('x.db')], /empty/],
    ['a text file', () => ['exchanges', at('text.pcap')], /not a capture|no capture/i],
    ['an unknown format', () => ['exchanges', CAPTURE, '--format', 'xml'], /unknown format "xml"/],
    ['an unknown export', () => ['export', 'pdf', '--db', db], /unknown export "pdf"/],
    ['an unknown run', () => ['endpoints', '--db', db, '--run', '77'], /run/],
    ['an unknown service', () => ['endpoints', '--db', db, '--service', 'nobody.example'], /no service "nobody\.example"/],
    ['an unknown finding', () => ['explain', 'f-none', '--db', db], /nothing is known/],
    ['an unknown state', () => ['endpoints', '--db', db, '--state', 'undead'], /unknown state/],
    ['no database', () => ['endpoints', '--db', at('none.db')], /none\.db/],
    ['a file that is no database', () => ['endpoints', '--db', at('not-a.db')], /not an? (earshot )?(inventory|database)/i],
    ['a newer database', () => ['endpoints', '--db', at('newer.db')], /newer/],
    ['a document that is none', () => ['replay', CAPTURE, '--db', at('x.db'), '--spec', at('text.pcap')], /text\.pcap/],
    ['an interface that does not exist', () => ['sniff', '-i', 'nosuch0', '--db', at('x.db')], /nosuch0/],
    ['no interface', () => ['sniff', '--db', at('x.db')], /no interface/],
    ['a window that is none', () => ['sniff', '-i', 'lo', '--window', 'soon', '--db', at('x.db')], /--window/],
  ])('%s', async (_, argv, message) => {
    const { code, out, err } = await earshot(...argv())
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
    expectOneClearSentence(err)
  })
})

describe('read as far as possible', () => {
  test.each(['odd-record.pcap', 'cut.pcap'])('%s', async (name) => {
    const { code, out, err } = await earshot('exchanges', at(name), '--format', 'jsonl')
    expect(code).toBe(0)
    expect(err).toMatch(/cut short/)
    const whole = (await earshot('exchanges', CAPTURE, '--format', 'jsonl')).out.split('\n').length
    expect(out.split('\n').length).toBeLessThan(whole)
    if (name === 'cut.pcap') expect(out.split('\n').length).toBeGreaterThan(whole / 4)
  })

  test('an unknown link type is counted and told', async () => {
    const { code, err } = await earshot('replay', at('link-type.pcap'), '--db', at('link-type.db'))
    expect(code).toBe(0)
    expect(err).toMatch(/link type/)
  })

  test('one bad file among good ones costs only itself, and the exit code', async () => {
    const { code, out, err } = await earshot('exchanges', at('text.pcap'), CAPTURE, at('none.pcap'), '--format', 'jsonl')
    expect(code).toBe(2)
    expect(out.trim().split('\n').length).toBeGreaterThan(100)
    expect(err.match(/^earshot: /gm)).toHaveLength(2)
  })
})

describe('the inventory file survives', () => {
  test('a replay that fails leaves what was there', async () => {
    const before = (await earshot('export', 'canonical', '--db', db)).out
    expect((await earshot('replay', at('text.pcap'), '--db', db)).code).toBe(2)
    expect((await earshot('export', 'canonical', '--db', db)).out).toBe(before)
    expect(JSON.parse((await earshot('runs', '--db', db, '--format', 'json')).out).runs).toHaveLength(1)
  })

  test('a file cut in half is refused, not repaired', async () => {
    copyFileSync(db, at('half.db'))
    truncateSync(at('half.db'), Math.floor(readFileSync(db).length / 2))
    const { code, err } = await earshot('endpoints', '--db', at('half.db'))
    expect([2, 3]).toContain(code)
    expectOneClearSentence(err)
  })

  test('a second writer is told to wait', async () => {
    const other = new Database(db)
    other.exec('BEGIN EXCLUSIVE')
    const { code, err } = await earshot('replay', CAPTURE, '--db', db)
    other.exec('ROLLBACK')
    other.close()
    expect([2, 3]).toContain(code)
    expect(err).toMatch(/writ|lock|busy/i)
    expectOneClearSentence(err)
  })

  test.runIf(process.getuid?.() !== 0)('a read-only folder', async () => {
    mkdirSync(at('read-only'))
    chmodSync(at('read-only'), 0o500)
    const { code, err } = await earshot('replay', CAPTURE, '--db', at('read-only/x.db'))
    expect([2, 3]).toContain(code)
    expectOneClearSentence(err)
  })
})
