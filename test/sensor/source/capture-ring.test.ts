import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { CaptureRing } from '../../../sensor/source/capture-ring.ts'

const root = mkdtempSync(join(tmpdir(), 'earshot-ring-'))
afterAll(() => rmSync(root, { recursive: true }))

let folder = ''
let count = 0
beforeEach(() => {
  folder = join(root, String(count++))
  mkdirSync(folder)
})

/** Writes a file as if at `second`. */
function write(name: string, second: number, text = 'x'): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  utimesSync(path, second, second)
  return path
}

test('files come in the order in which they were written, not in that of their names', () => {
  const second = write('ring.pcap0', 200)
  const first = write('ring.pcap1', 100)
  const ring = new CaptureRing(folder)
  expect(ring.next()).toBe(first)
  ring.leave(first)
  expect(ring.next()).toBe(second)
  ring.leave(second)
  expect(ring.next()).toBeNull()
})

test('a file that is written anew comes again', () => {
  const path = write('ring.pcap0', 100)
  const ring = new CaptureRing(folder)
  ring.leave(path)
  expect(ring.next()).toBeNull()
  write('ring.pcap0', 300, 'y')
  expect(ring.next()).toBe(path)
})

test('a file is over once another one is written', () => {
  const path = write('a.pcap', 100)
  const ring = new CaptureRing(folder)
  expect(ring.isOver(path)).toBe(false)
  write('b.pcap', 101)
  expect(ring.isOver(path)).toBe(true)
})

test('empty files and other files are no part of it', () => {
  write('empty.pcap', 100, '')
  write('notes.txt', 100)
  expect(new CaptureRing(folder).next()).toBeNull()
})

test('a folder that is not there is a user error', () => {
  expect(() => new CaptureRing(join(folder, 'none'))).toThrow(/cannot be read \(ENOENT\)/)
})
