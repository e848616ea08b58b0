import { expect, test } from 'vitest'
import { fieldNames, NAME } from '../../reconstruct/field-names.ts'

test('known names have the same id in every table and any case', () => {
  for (const [name, id] of Object.entries(NAME)) {
    const bytes = Buffer.from(name.toUpperCase())
    expect(fieldNames(64).intern(bytes, 0, bytes.length)).toBe(id)
    expect(fieldNames(64).name(id)).toBe(name)
  }
})
