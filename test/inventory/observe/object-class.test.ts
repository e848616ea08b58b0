import { expect, it } from 'vitest'
import { objectClassOf } from '../../../inventory/observe/object-class.ts'
import { observe } from '../learn/build-observation.ts'

const classOf = (path: string): number => objectClassOf(path.split('/').slice(1), observe(`GET ${path}`).segments)

it('consecutive numbers are consecutive classes, however long they are', () => {
  expect(['/a/41', '/a/42', '/a/256', '/a/90071992547409930000257'].map(classOf)).toEqual([41, 42, 0, (547409930000257 % 1e8) % 256])
})

it('the last id in the path counts; other ids scatter', () => {
  expect(classOf('/a/41/b/42/c')).toBe(42)
  const classes = Array.from({ length: 32 }, (_, i) => classOf(`/a/0b5f2c1e-7a3d-4c7e-9a41-5d2e8f0c1a${(i + 16).toString(16)}`))
  expect(new Set(classes).size).toBeGreaterThan(24)
  expect(classes.filter((each, i) => each === classes[0]! + i).length).toBeLessThan(4)
})

it('words, versions and dates are no objects', () => {
  expect(['/users/me', '/api/v2', '/days/2026-01-01', '/'].map(classOf)).toEqual([-1, -1, -1, -1])
})
