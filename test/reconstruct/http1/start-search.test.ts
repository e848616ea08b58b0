import { expect, test } from 'vitest'
import { StartSearch } from '../../../reconstruct/http1/start-search.ts'
import { MessagePool } from '../../../reconstruct/message-pool.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

const REQUEST = 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n'

/** Reads pieces that are neighbours in the stream; tells the verdicts and what begins where. */
function search(pieces: readonly string[], fresh = true, limits = DEFAULT_LIMITS) {
  const pool = new MessagePool(limits, new Counters())
  const lookout = new StartSearch('request', pool)
  lookout.begin()
  let offset = 0
  const verdicts: string[] = []
  for (const piece of pieces) {
    const verdict = lookout.read(Buffer.from(piece, 'latin1'), 0, piece.length, fresh, offset, 7, 0)
    verdicts.push(verdict === 'found' ? `found ${offset + lookout.at}` : verdict === 'again' ? `again ${lookout.startOffset}` : verdict)
    offset += piece.length
  }
  return { lookout, verdicts, pool }
}

test('a start line behind junk is found where it begins', () => {
  expect(search([`junk\r\n${REQUEST}`]).verdicts).toEqual(['found 6'])
  expect(search(['junk', `more\r\n${REQUEST}`]).verdicts).toEqual(['more', 'found 10'])
})

test('a start line cut by the end of a packet is carried until it is certain', () => {
  const { lookout, verdicts } = search(['x\r\nGET /a HT', 'TP/1.1\r\nHost: x\r\n\r\n'])
  expect(verdicts).toEqual(['more', 'found 12'])
  expect(lookout).toMatchObject({ startOffset: 3, acknowledged: 7 })
  const carried = lookout.take()
  expect(carried?.bytes.toString('latin1', 0, carried.used)).toBe('GET /a HT')
  expect(lookout.take()).toBeNull()
})

test('what only looked like one is looked at again behind its first byte', () => {
  const { lookout, verdicts } = search(['GET /a', ' is how it goes\r\n'])
  expect(verdicts).toEqual(['more', 'again 1'])
  expect(Buffer.from(lookout.again).toString()).toBe('ET /a')
})

test('at the end a whole start line at the first byte of a packet counts, and nothing else', () => {
  expect(search(['GET /a HTTP/1.1\r\n']).lookout.takeCut()).not.toBeNull()
  expect(search(['x\r\nGET /a HTTP/1.1\r\n']).lookout.takeCut()).toBeNull()
  expect(search(['GET /a HT']).lookout.takeCut()).toBeNull()
})

test('after too much junk only the first byte of a packet is looked at', () => {
  const junk = 'x'.repeat(DEFAULT_LIMITS.resyncBytes + 1)
  const { pool, verdicts } = search([junk, `y\r\n${REQUEST}`, REQUEST])
  expect(verdicts).toEqual(['more', 'more', `found ${junk.length + 3 + REQUEST.length}`])
  expect(pool.counters.get('http.resync-given-up')).toBe(1)
})

test('what cannot be carried for want of memory begins nothing, and is counted', () => {
  const long = `x\r\nGET /${'a'.repeat(5000)}`
  const { lookout, verdicts, pool } = search([long, ' HTTP/1.1\r\n\r\n'], false, { ...DEFAULT_LIMITS, messageTotalBytes: 400 })
  expect(verdicts).toEqual(['more', 'more'])
  expect(lookout.take()).toBeNull()
  expect(pool.counters.get('http.resync-bytes-skipped')).toBe(long.length + ' HTTP/1.1\r\n\r\n'.length)
  expect(lookout.skipped).toBe(pool.counters.get('http.resync-bytes-skipped'))
})
