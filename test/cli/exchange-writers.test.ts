import { expect, test } from 'vitest'
import { EXCHANGE_FORMATS, exchangeWriter } from '../../cli/exchange-writers.ts'
import { memoryIo } from '../support/memory-io.ts'

test.each(EXCHANGE_FORMATS)('%s of no exchange is a whole document', (format) => {
  let text = ''
  const writer = exchangeWriter(format, { write: (piece) => void (text += piece), showValues: false, io: memoryIo() })
  writer.begin()
  writer.end(1)
  if (format === 'har') expect(JSON.parse(text).log.entries).toEqual([])
  if (format === 'jsonl') expect(text).toBe('')
  if (format === 'table') expect(text).toMatch(/no HTTP exchanges/)
  if (format === 'none') expect(text).toBe('0 exchanges\n')
})
