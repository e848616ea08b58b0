import { expect, it } from 'vitest'
import { findInSpecs } from '../../../inventory/judge/in-specs.ts'
import { specLines } from '../../../inventory/judge/spec-match.ts'
import { operation, service, spec } from './build-inventory.ts'

it('finds an operation in force, retired, or only its path', () => {
  const lines = specLines([spec('A', ['a'], ['GET /x', 'GET /old'], '1'), spec('A', ['a'], ['GET /x'], '2'), spec('B', ['b'], ['GET /b'])])
  const find = (text: string) => {
    const subject = operation(text)
    const { operation: found, retiredFrom, pathOnly, lines: mine } = findInSpecs(service('a', subject), subject, lines, false)
    return [found !== null, retiredFrom?.version ?? null, pathOnly, mine.length]
  }
  expect(find('GET /x')).toEqual([true, null, false, 1])
  expect(find('GET /old')).toEqual([false, '1', false, 1])
  expect(find('POST /x')).toEqual([false, null, true, 1])
  expect(find('GET /b')).toEqual([false, null, false, 1])
})
