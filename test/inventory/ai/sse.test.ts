import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readEvents } from '../../../inventory/ai/sse.ts'

it('reads events whatever the line ends, with comments, ids and data of several lines', () => {
  const text = '\uFEFF: hello\nevent: endpoint\ndata: /a\n\nid: 7\ndata: one\ndata:two\nretry: 10\n\ndata\n\nevent: lost\n\ndata: cut off'
  const expected = [
    { event: 'endpoint', data: '/a', id: '' },
    { event: 'message', data: 'one\ntwo', id: '7' },
    { event: 'message', data: '', id: '7' },
  ]
  for (const end of ['\n', '\r\n', '\r']) expect(readEvents(text.replaceAll('\n', end))).toEqual(expected)
})

it('tells of a prefix nothing that the whole does not tell', () => {
  const line = fc.constantFrom('data: a', 'data: {"x":1}', 'event: e', 'id: 1', ': c', '', 'retry: 3')
  fc.assert(
    fc.property(fc.array(line), fc.nat(), (lines, cut) => {
      const text = lines.join('\n')
      const whole = readEvents(text)
      const part = readEvents(text.slice(0, cut % (text.length + 1)))
      expect(whole.slice(0, part.length)).toEqual(part)
    }),
  )
})
