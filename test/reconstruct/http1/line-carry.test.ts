import { expect, test } from 'vitest'
import { LineCarry } from '../../../reconstruct/http1/line-carry.ts'

const lineOf = ({ bytes, start, end }: LineCarry) => Buffer.from(bytes.subarray(start, end)).toString('latin1')

test('a line is the same in one piece and in two, and what follows is left alone', () => {
  for (const line of ['hello\r\n', 'hello\n']) {
    for (let at = 0; at <= line.length; at++) {
      const carry = new LineCarry(20)
      const first = Buffer.from(line.slice(0, at))
      const second = Buffer.from(`${line.slice(at)}rest`)
      const behind = carry.read(first, 0, first.length)
      if (at < line.length) {
        expect(behind).toBe(-1)
        expect(carry.carried).toBe(at)
        expect(carry.read(second, 0, second.length)).toBe(line.length - at)
      }
      expect(lineOf(carry)).toBe('hello')
      expect(carry.carried).toBe(0)
    }
  }
})

test('a line over the bound is told as such', () => {
  const carry = new LineCarry(4)
  const long = Buffer.from('123456')
  expect(carry.read(long, 0, 6)).toBe(-1)
  expect(carry.tooLong).toBe(true)
  carry.reset()
  expect(carry.read(Buffer.from('ab\n'), 0, 3)).toBe(3)
  expect(carry.tooLong).toBe(false)
})
