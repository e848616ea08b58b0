import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePcap } from '../../../fixtures/build/capture-writer.ts'
import { UserError } from '../../../sensor/base/errors.ts'
import { expandInputs } from '../../../sensor/source/expand-inputs.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-inputs-'))
  for (const name of ['ring', 'empty', 'nested/deep']) mkdirSync(join(folder, name), { recursive: true })
  for (const name of ['ring.pcap10', 'ring.pcap', 'ring.pcap2', 'x.pcapng.zst', 'readme.txt'])
    writeFileSync(join(folder, 'ring', name), 'x')
  writeFileSync(join(folder, 'ring', 'newest.pcap'), '')
  writeFileSync(join(folder, 'ring', 'no-extension'), writePcap([]))
  writeFileSync(join(folder, 'nested', 'deep', 'a.cap'), 'x')
  symlinkSync(join(folder, 'nested', 'deep', 'a.cap'), join(folder, 'link.pcap'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const expand = (...names: string[]) => expandInputs(names.map((name) => join(folder, name))).map((path) => path.slice(folder.length + 1))

test('a directory stands for its capture files, by name or content, in the order of a ring', () => {
  expect(expand('ring')).toEqual(['ring/no-extension', 'ring/ring.pcap', 'ring/ring.pcap2', 'ring/ring.pcap10', 'ring/x.pcapng.zst'])
  expect(expand('nested')).toEqual(['nested/deep/a.cap'])
})

test('globs the shell left alone', () => {
  expect(expand('ring/ring.pcap*')).toEqual(['ring/ring.pcap', 'ring/ring.pcap2', 'ring/ring.pcap10'])
})

test('a file named twice, or by a link, is read once', () => {
  expect(expand('link.pcap', 'nested', 'nested/deep/a.cap')).toEqual(['link.pcap'])
})

test('the order given is kept; standard input and missing files stay', () => {
  expect(expandInputs(['-', '/missing/b.pcap', '/missing/a.pcap', '-'])).toEqual(['-', '/missing/b.pcap', '/missing/a.pcap'])
})

test('files named by the user are taken as they are', () => {
  expect(expand('ring/readme.txt')).toEqual(['ring/readme.txt'])
})

test('nothing to read is a mistake of the user', () => {
  expect(() => expandInputs([])).toThrow(UserError)
  expect(() => expand('empty')).toThrow(/no capture files in/)
  expect(() => expand('ring/*.nothing')).toThrow(/no file matches/)
})
