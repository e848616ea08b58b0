import { expect, it } from 'vitest'
import { patternsOf, type UserType } from '../../../../inventory/judge/sensitive-types/user-type.ts'

it('types that are known by name alone have no pattern', () => {
  const type = { id: 'a', pattern: 'x', validator: null } as UserType
  expect(patternsOf([type, { ...type, id: 'b', pattern: null }])).toEqual([{ type: 'a', pattern: 'x', validator: null }])
})
