import { expect, test } from 'vitest'
import { ChangeList } from '../../../inventory/diff/change-list.ts'

const AT = { service: 'a.example', method: 'GET', template: '/a' }
const levelOf = (detail: object, options = {}): string | undefined => {
  const list = new ChangeList(options)
  list.add('operation-removed', AT, { text: 'x', ...detail })
  return list.changes[0]?.level
}

test('thin evidence costs one level, and no level is above what is allowed', () => {
  expect(levelOf({})).toBe('breaking')
  expect(levelOf({ chance: 0.2 })).toBe('warning')
  expect(levelOf({ atMost: 'warning' })).toBe('warning')
  expect(levelOf({ atMost: 'info', chance: 0.2 })).toBe('info')
})

test('the user has the last word', () => {
  expect(levelOf({ chance: 0.2 }, { levels: { 'operation-removed': 'breaking' } })).toBe('breaking')
  expect(levelOf({}, { levels: { 'operation-removed': 'none' } })).toBeUndefined()
})

test('order does not depend on the order of adding', () => {
  const texts = ['b', 'a', 'c']
  const sorted = (order: string[]) => {
    const list = new ChangeList({})
    for (const text of order) list.add('operation-added', AT, { text })
    list.add('operation-removed', AT, { text: 'z' })
    return list.sorted().map(({ text }) => text)
  }
  expect(sorted(texts)).toEqual(['z', 'a', 'b', 'c'])
  expect(sorted([...texts].reverse())).toEqual(sorted(texts))
})
