import { describe, expect, it } from 'vitest'
import { CallTable } from '../../../inventory/ai/mcp-calls.ts'
import { readReply } from '../../../inventory/ai/mcp-reply.ts'
import { asked as askedFor } from './mcp-dialogue.ts'

const asked = (id: string) => askedFor('tools/call', { name: 't', id })
const reply = (id: string) => readReply({ kind: 'result', id, result: {} }, 1)

describe('requests and replies that wait for each other', () => {
  it('meet once, in either order', () => {
    const table = new CallTable()
    expect(table.ask('stream s', asked('n1'))).toBeNull()
    expect(table.reply('stream s', reply('n1'))?.asked.id).toBe('n1')
    expect(table.reply('stream s', reply('n1'))).toBeNull()
    expect(table.ask('stream s', asked('n1'))).not.toBeNull()
    expect(table.reply('stream other', reply('n2'))).toBeNull()
    expect(table.ask('stream s', asked('n2'))).toBeNull()
  })

  it('meet across two tables, ids with spaces too', () => {
    const [a, b] = [new CallTable(), new CallTable()]
    a.ask('stream s', asked('sx y z'))
    b.reply('stream s', reply('sx y z'))
    expect(a.merge(b)).toHaveLength(1)
    expect(a.merge(b)).toHaveLength(0)
  })

  it('give up the oldest when too many wait', () => {
    const table = new CallTable()
    for (let i = 0; i < 5000; i++) table.ask('stream s', asked(`n${i}`))
    expect(table.dropped).toBe(5000 - 4096)
    expect(table.reply('stream s', reply('n0'))).toBeNull()
    expect(table.reply('stream s', reply('n4999'))).not.toBeNull()
  })
})
