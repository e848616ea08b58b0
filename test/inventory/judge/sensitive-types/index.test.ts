import { expect, it } from 'vitest'
import { SENSITIVE_TYPES, sensitiveType } from '../../../../inventory/judge/index.ts'
import { RANDOM_SHARE } from '../../../../inventory/observe/detectors/index.ts'

it('has rows that are complete and told apart', () => {
  expect(new Set(SENSITIVE_TYPES.map(({ id }) => id)).size).toBe(SENSITIVE_TYPES.length)
  for (const type of SENSITIVE_TYPES) {
    expect(type.id).toMatch(/^[a-z0-9_]+$/)
    expect(type.title.length, type.id).toBeGreaterThan(2)
    expect(type.categories.length, type.id).toBeGreaterThan(0)
    for (const worth of type.confidence) expect(worth >= 0 && worth < 1, type.id).toBe(true)
    // What can only be told by name has one.
    if (type.detect === 'name') expect(type.names?.length ?? 0, type.id).toBeGreaterThan(0)
    for (const name of type.names ?? []) expect(name, type.id).toBe(name.toLowerCase())
  }
})

it('finds a type by its id', () => {
  expect(sensitiveType('card_pan')?.severity).toBe('critical')
  expect(sensitiveType('none')).toBeUndefined()
  for (const type of RANDOM_SHARE.keys()) expect(sensitiveType(type), type).toBeDefined()
})
