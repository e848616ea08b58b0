import { expect, it } from 'vitest'
import { EXPOSED_PATHS, exposedPath } from '../../../inventory/observe/exposed-path.ts'

const idOf = (path: string): string | undefined => exposedPath(path.split('/').slice(1))?.id

it('ids are unique and begin with their kind', () => {
  expect(new Set(EXPOSED_PATHS.map(({ id }) => id)).size).toBe(EXPOSED_PATHS.length)
  for (const { id, kind } of EXPOSED_PATHS) expect(id.split(':')[0]).toBe(kind)
})

it('finds them at the root and further down, in any case', () => {
  expect(['/.env', '/app/.ENV.bak', '/.git/HEAD', '/x/actuator/env', '/metrics', '/admin', '/api/v2/admin/users'].map(idOf)).toEqual([
    ...['file:.env', 'file:.env', 'file:.git', 'debug:actuator', 'metrics:prometheus', 'admin', 'admin'],
  ])
})

it('is silent about what only looks alike', () => {
  for (const path of ['/environment', '/env', '/actuator/health', '/users/admin', '/administrators', '/customers/7/metrics', '/a.git', '/'])
    expect(idOf(path), path).toBeUndefined()
})

it('costs little on long paths', () => {
  expect(idOf(`/${'actuator/'.repeat(100_000)}`)).toBeUndefined()
})
