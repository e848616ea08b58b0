import { expect, test } from 'vitest'
import { bar, createProgress } from '../../cli/progress.ts'
import { memoryIo } from '../support/memory-io.ts'

test('nothing is shown for the first second, and nothing at all in a pipe', () => {
  let now = 0
  const terminal = memoryIo({ errIsTerminal: true, now: () => now })
  const progress = createProgress(terminal, false)
  for (now = 0; now < 1000; now += 50) progress.update(() => 'working')
  expect(terminal.written.err).toBe('')
  now = 1001
  progress.update(() => 'working')
  expect(terminal.written.err).toContain('working')
  progress.clear()
  expect(terminal.written.err.endsWith('\r\u001b[K')).toBe(true)

  const pipe = memoryIo({ now: () => now })
  const silent = createProgress(pipe, false)
  now += 5000
  silent.update(() => 'working')
  silent.clear()
  expect(pipe.written.err).toBe('')
})

test('the bar fills', () => {
  expect(bar(0, 10)).toBe(`[${' '.repeat(24)}] 0 %`)
  expect(bar(10, 10)).toBe(`[${'#'.repeat(24)}] 100 %`)
  expect(bar(20, 10)).toContain('100 %')
})
