import { expect, test } from 'vitest'
import { ScalarReader } from '../../../inventory/observe/scalar.ts'
import { foldBody, foldScalar } from '../../../inventory/schema/fold.ts'
import { createSchemaNode } from '../../../inventory/schema/schema-node.ts'
import { evidence, learn, learnText } from '../../support/documents.ts'

// Folding whole bodies against JSON.parse: test/inventory/observe/body/json.test.ts.

test('a body that was not read adds nothing', () => {
  const node = createSchemaNode()
  foldBody(node, { mediaType: 'image/png', bodyBytes: 9, truncated: false, keyHashes: [], tape: null })
  expect(node).toEqual(createSchemaNode())
})

test('words are kept for names that allow it, and for array items under them', () => {
  const node = learn([{ states: ['open', 'closed'], password: ['letmein'], email: 'nobody' }])
  const words = (name: string) =>
    [
      ...(node.objects?.properties.get(name)?.schema.arrays?.item ??
        node.objects?.properties.get(name)?.schema)!.strings!.distinct.values.values(),
    ].map(({ word }) => word)
  expect(words('states').sort()).toEqual(['closed', 'open'])
  expect(words('password')).toEqual([null])
  expect(words('email')).toEqual([null])
})

test('a word is one however its sender escapes it, and whatever came first', () => {
  const texts = ['{"media":"text\\/html"}', '{"media":"text/html"}', '{"media":"\\u006fpen"}']
  const evidenceOf = (order: readonly string[]): string => {
    const node = createSchemaNode()
    for (const text of order) learnText(text, node)
    return evidence(node)
  }
  expect(evidenceOf(texts)).toContain('"text/html"')
  expect(evidenceOf(texts)).toContain('"open"')
  expect(evidenceOf(texts.toReversed())).toBe(evidenceOf(texts))
})

test('parameters of any kind are counted', () => {
  const node = createSchemaNode()
  const reader = new ScalarReader(() => ['email'])
  foldScalar(node, reader.read('a@b.co', 'to'))
  foldScalar(node, { ...reader.read('', ''), kind: 'integer', number: 7 })
  foldScalar(node, { ...reader.read('', ''), kind: 'boolean' })
  foldScalar(node, { ...reader.read('', ''), kind: 'null' })
  expect(node).toMatchObject({ n: 4, nulls: 1, booleans: 1, strings: { n: 1 }, numbers: { n: 1, integers: 1, min: 7 } })
  expect(node.strings?.formats.get('email')).toBe(1)
  expect([...(node.strings?.distinct.values.values() ?? [])]).toEqual([{ n: 1, word: null, detected: ['email'] }])
})
