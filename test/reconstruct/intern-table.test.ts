import { describe, expect, it } from 'vitest'
import { InternTable } from '../../reconstruct/intern-table.ts'

describe('the table of names', () => {
  it('gives a name one id, whatever becomes of the buffer it was first read from', () => {
    for (const buffer of [Buffer.alloc(8), new Uint8Array(8)]) {
      const table = new InternTable(16, true)
      const write = (text: string) => buffer.set(Buffer.from(text))
      write('X-Trace')
      const id = table.intern(buffer, 0, 7)
      write('ZZZZZZZ')
      write('x-trace')
      const other = table.intern(buffer, 0, 7)
      expect(other).toBe(id)
      expect(table.idOf('x-trace')).toBe(id)
      expect(table.name(id)).toBe('x-trace')
    }
  })

  it('answers -1 when it is full, and still knows what it has', () => {
    const table = new InternTable(2, true)
    const ids = ['a', 'b', 'c', 'a'].map((name) => table.intern(Buffer.from(name), 0, 1))
    expect(ids).toEqual([0, 1, -1, 0])
    expect(table.idOf('c')).toBe(-1)
  })

  it('takes letters for equal only where it folds', () => {
    expect(new InternTable(4, false).intern(Buffer.from('A'), 0, 1)).toBe(0)
    const table = new InternTable(4, false)
    expect([table.intern(Buffer.from('A'), 0, 1), table.intern(Buffer.from('a'), 0, 1)]).toEqual([0, 1])
  })
})
