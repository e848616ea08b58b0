import { expect, test } from 'vitest'
import { KnownLists } from '../../../inventory/schema/known-lists.ts'
import { toJsonSchema } from '../../../inventory/schema/to-json-schema.ts'
import { learn } from '../../support/documents.ts'

const links = (n: number, values: string[]) => learn(Array.from({ length: n }, (_, i) => ({ link: { access: values[i % values.length] } })))
const accessOf = (lists: KnownLists, values: string[], around = 'link') => {
  const node = learn(values.map((access) => ({ [around]: { access } })))
  const schema = toJsonSchema(node, { direction: 'response', lists }) as { properties: Record<string, { properties: { access: object } }> }
  return schema.properties[around]?.properties.access
}

test('a place that came seldom has the list of the same place elsewhere', () => {
  const lists = new KnownLists()
  lists.learn(links(30, ['open', 'company', 'hidden']))
  expect(accessOf(lists, ['open', 'open'])).toEqual({ type: 'string', enum: ['company', 'hidden', 'open'] })
  expect(accessOf(lists, ['open'], 'folder')).toEqual({ type: 'string' })
  expect(accessOf(lists, ['open', 'alice'])).toEqual({ type: 'string' })
})
test('the longer list holds; lists that differ say nothing, whichever came first', () => {
  const [short, long, other] = [links(30, ['open']), links(30, ['open', 'company']), links(30, ['open', 'closed'])]
  for (const nodes of [
    [short, long],
    [long, short],
  ]) {
    const lists = new KnownLists()
    for (const node of nodes) lists.learn(node)
    expect(accessOf(lists, ['open'])).toEqual({ type: 'string', enum: ['company', 'open'] })
  }
  for (const nodes of [
    [long, other, long],
    [other, long, other],
  ]) {
    const lists = new KnownLists()
    for (const node of nodes) lists.learn(node)
    expect(accessOf(lists, ['open'])).toEqual({ type: 'string' })
  }
})
test('lists of items are lists too, and stand under the name of the array', () => {
  const lists = new KnownLists()
  lists.learn(learn(Array.from({ length: 20 }, (_, i) => ({ link: { access: [i % 2 === 0 ? 'open' : 'company'] } }))))
  const node = learn([{ link: { access: ['open'] } }])
  expect(toJsonSchema(node, { direction: 'response', lists })).toMatchObject({
    properties: { link: { properties: { access: { items: { enum: ['company', 'open'] } } } } },
  })
})
test('places at the top of a body say nothing about each other', () => {
  const lists = new KnownLists()
  lists.learn(learn(Array.from({ length: 30 }, (_, i) => ({ region: ['north', 'south'][i % 2] }))))
  const schema = toJsonSchema(learn([{ region: 'north' }]), { direction: 'response', lists })
  expect(schema).toEqual({ type: 'object', properties: { region: { type: 'string' } } })
})
