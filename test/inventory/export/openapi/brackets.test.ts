import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleFields, assembleForm } from '../../../../inventory/export/openapi/brackets.ts'

const text = { type: 'string' }
const fields = (...names: string[]) =>
  names.map((name) => ({ name, schema: name.endsWith('[]') ? { type: 'array', items: text } : text, required: false }))
const schemas = (...names: string[]) => assembleFields(fields(...names)).map(({ name, schema, deep }) => [name, schema, deep])

test('names of one object are one parameter, however deep', () => {
  expect(schemas('filter[a]', 'filter[b][c]', 'filter[b][d]', 'filter[tags][]', 'sort')).toEqual([
    [
      'filter',
      {
        type: 'object',
        properties: {
          a: text,
          b: { type: 'object', properties: { c: text, d: text } },
          tags: { type: 'array', items: text },
        },
      },
      true,
    ],
    ['sort', text, false],
  ])
})
test('a list keeps its name; a list of objects, half a bracket and a name with a plain twin stay as they are', () => {
  for (const names of [['a[]'], ['a[][b]'], ['a[b'], ['a]b['], ['[a]'], ['a', 'a[b]'], ['a[b]c']])
    expect(schemas(...names).map(([name, , deep]) => [name, deep])).toEqual(names.map((name) => [name, false]))
})
test('a property that is now a value and now an object may be either', () => {
  expect(schemas('f[a]', 'f[a][b]')).toEqual([
    ['f', { type: 'object', properties: { a: { anyOf: [text, { type: 'object', properties: { b: text } }] } } }, true],
  ])
})
test('an object is required with one of its properties', () => {
  const [field] = assembleFields([
    { name: 'f[a][b]', schema: text, required: true },
    { name: 'f[c]', schema: text, required: false },
  ])
  expect(field).toMatchObject({ required: true, schema: { required: ['a'], properties: { a: { required: ['b'] } } } })
})
test('a form tells how its objects are written', () => {
  const properties = { 'user[name]': text, 'user[age]': text, note: text }
  expect(assembleForm({ type: 'object', properties, required: ['note', 'user[name]'], 'x-earshot-samples': 3 })).toEqual({
    schema: {
      type: 'object',
      'x-earshot-samples': 3,
      properties: { user: { type: 'object', properties: { name: text, age: text }, required: ['name'] }, note: text },
      required: ['user', 'note'],
    },
    encoding: { user: { style: 'deepObject', explode: true } },
  })
  expect(assembleForm(text)).toEqual({ schema: text, encoding: {} })
})
test('no name is lost and none comes twice', () => {
  const name = fc.stringMatching(/^[ab](\[[cd]?\]){0,3}$/)
  fc.assert(
    fc.property(fc.uniqueArray(name), (names) => {
      const made = assembleFields(fields(...names))
      expect(new Set(made.map((field) => field.name)).size).toBe(made.length)
      for (const each of names) expect(made.some((field) => each === field.name || each.startsWith(`${field.name}[`))).toBe(true)
    }),
  )
})
