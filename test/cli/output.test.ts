import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createOutput } from '../../cli/output.ts'
import { memoryIo } from '../support/memory-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-output-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a file appears only when it is whole; the older one stays until then', () => {
  const file = join(folder, 'out.txt')
  writeFileSync(file, 'old')
  const output = createOutput(memoryIo(), file)
  output.write('new')
  expect(readFileSync(file, 'utf8')).toBe('old')
  output.close()
  expect(readFileSync(file, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['out.txt'])
})

test('a folder that is not there is told', () => {
  const file = join(folder, 'none', 'out.txt')
  expect(() => createOutput(memoryIo(), file)).toThrow(/cannot write/)
  expect(existsSync(file)).toBe(false)
})

test('a full disk is exit 3', () => {
  expect(() => {
    const output = createOutput(memoryIo(), '/dev/full/x')
    output.write('x')
  }).toThrow(expect.objectContaining({ exitCode: 3 }))
})

test('standard output is written in large pieces and to the end', () => {
  const pieces: string[] = []
  const output = createOutput(memoryIo({ out: (text) => void pieces.push(text) }), undefined)
  for (let at = 0; at < 70_000; at++) output.write('ab')
  output.close()
  expect(pieces.join('')).toHaveLength(140_000)
  expect(pieces.length).toBeLessThan(5)
})
