import { expect, test } from 'vitest'
import { createLog } from '../../cli/log.ts'
import { memoryIo } from '../support/memory-io.ts'

test('text names what is wrong and what to do', () => {
  const io = memoryIo()
  const log = createLog(io, 'text')
  log.note('a')
  log.warn('b')
  log.error('c', 'd')
  expect(io.written).toEqual({ out: '', err: 'a\nwarning: b\nearshot: c\n  d\n' })
})

test('json is a line each', () => {
  const io = memoryIo()
  createLog(io, 'json').warn('b', 'h')
  expect(io.written.err).toBe('{"level":"warning","message":"b","hint":"h"}\n')
})
