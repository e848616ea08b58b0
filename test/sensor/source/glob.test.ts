import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expandGlob, isGlob, matchesName } from '../../../sensor/source/glob.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-glob-'))
  for (const name of ['a', 'b/c']) mkdirSync(join(folder, name), { recursive: true })
  for (const name of ['a/1.pcap', 'a/2.pcap', 'a/.hidden.pcap', 'b/3.pcap', 'b/c/4.pcap', 'b/c/note.txt'])
    writeFileSync(join(folder, name), 'x')
})
afterAll(() => rmSync(folder, { recursive: true }))

const expand = (pattern: string) =>
  expandGlob(join(folder, pattern))
    .map((path) => path.slice(folder.length + 1))
    .sort()

test.each([
  ['a/*.pcap', ['a/1.pcap', 'a/2.pcap']],
  ['*/[13].pcap', ['a/1.pcap', 'b/3.pcap']],
  ['**/*.pcap', ['a/1.pcap', 'a/2.pcap', 'b/3.pcap', 'b/c/4.pcap']],
  ['b/**/4.pcap', ['b/c/4.pcap']],
  ['a/.*', ['a/.hidden.pcap']],
  ['b/../a/?.pcap', ['b/../a/1.pcap', 'b/../a/2.pcap']],
  ['nothing/*', []],
])('%s', (pattern, files) => {
  expect(
    expandGlob(`${folder}/${pattern}`)
      .map((path) => path.slice(folder.length + 1))
      .sort(),
  ).toEqual(files)
})

test('which names match', () => {
  expect(matchesName('a.b', 'a.b')).toBe(true)
  expect(matchesName('axb', 'a.b')).toBe(false)
  expect(matchesName('x1', 'x[!0-4]')).toBe(false)
  expect(matchesName('x7', 'x[!0-4]')).toBe(true)
  expect(matchesName('x(1)+', 'x(1)*')).toBe(true)
  expect(matchesName('x[', 'x[')).toBe(true)
})

test('what a glob is', () => {
  expect(['a*', 'a?', 'a[b]'].map(isGlob)).toEqual([true, true, true])
  expect(isGlob('/plain/name.pcap')).toBe(false)
  expect(expand('a/1.pcap')).toEqual(['a/1.pcap'])
})
