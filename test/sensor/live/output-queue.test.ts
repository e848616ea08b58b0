import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { OutputQueue } from '../../../sensor/live/output-queue.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-queue-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('everything is written in order', async () => {
  const path = join(folder, 'all')
  const descriptor = openSync(path, 'w')
  const queue = new OutputQueue(64 * 1024 * 1024, descriptor)
  const expected: Buffer[] = []
  for (let index = 0; index < 5000; index++) {
    const [head, body] = [Buffer.from(`#${index};`), Buffer.alloc(index % 900, index & 0xff)]
    expect(queue.add(head, body)).toBe(true)
    expected.push(head, body)
    if (index % 1000 === 0) await delay(1)
  }
  await new Promise<void>((resolve) => queue.whenEmpty(resolve))
  closeSync(descriptor)
  expect(readFileSync(path).equals(Buffer.concat(expected))).toBe(true)
})

test('a reader that does not read costs packets, never memory nor time', async () => {
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  const descriptor = openSync(path, 'r+')
  const queue = new OutputQueue(1024 * 1024, descriptor)
  const part = Buffer.alloc(1000)
  let taken = 0
  while (queue.add(part)) taken++
  expect(taken).toBe(1048)
  await delay(20)
  // the pipe itself has taken a little; then it is full again
  while (queue.add(part)) taken++
  expect(taken).toBeLessThan(1048 + 80)
  // let it go: the blocked write ends once somebody reads
  const reader = spawn('head', ['-c', String(taken * part.length), path], { stdio: 'ignore' })
  await Promise.all([once(reader, 'exit'), new Promise<void>((resolve) => queue.whenEmpty(resolve))])
  closeSync(descriptor)
})
