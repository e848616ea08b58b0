import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownFile, ownVersion } from '../../../sensor/base/own-files.ts'

test.each(['cli/workers/worker-thread', 'sensor/live/cap-child'])('%s is found in a working tree, and is built', (name) => {
  expect(ownFile(name)).toEqual({ path: join(process.cwd(), `${name}.ts`), isSource: true })
  expect(existsSync(ownFile(name).path)).toBe(true)
  if (existsSync('dist')) expect(existsSync(`dist/${name}.js`)).toBe(true)
})

test('the version is that of package.json', () => {
  expect(ownVersion()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version)
})

test.skipIf(!existsSync('dist/cli/main.js'))('what is built runs wherever it is installed, with workers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-installed-'))
  try {
    for (const part of ['dist', 'package.json']) cpSync(part, join(folder, part), { recursive: true })
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
    const run = (...words: string[]) => execFileSync(process.execPath, [join(folder, 'dist/cli/main.js'), ...words], { encoding: 'utf8' })
    expect(run('--version').trim()).toBe(ownVersion())
    run('replay', 'fixtures/shop-v1/capture.pcap', '--db', join(folder, 'a.db'), '--workers', '2', '--quiet')
    expect(run('endpoints', '--db', join(folder, 'a.db'))).toContain('GET')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
