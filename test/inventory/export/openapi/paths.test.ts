import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathsOf } from '../../../../inventory/export/openapi/paths.ts'
import { sortedOperations } from '../../../../inventory/export/sorted-operations.ts'
import { sampleInventory } from '../../../support/sample-inventory.ts'

const paths = (...operations: string[]): string[] =>
  pathsOf(sortedOperations(sampleInventory({ a: operations.map((operation) => ({ operation })) }))).map(({ path }) => path)

test('one path for each template, whatever its parameters are called', () => {
  expect(paths('GET /u/{id}', 'PUT /u/{userId}', 'GET /u/me')).toEqual(['/u/me', '/u/{id}'])
})

test('no name twice in one path', () => expect(paths('GET /a/{id}/b/{id}')).toEqual(['/a/{id}/b/{id2}']))

test('text is percent-encoded as a path is, no more', () => {
  expect(paths('GET /a b/50%/x?y#z/ü/a:b@c;d=e,f')).toEqual(['/a%20b/50%25/x%3Fy%23z/%C3%BC/a:b@c;d=e,f'])
  expect(paths('GET /a}b/\ud800')).toEqual(['/a%7Db/%EF%BF%BD'])
})

test('any text gives a path that is one', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'binary' }).filter((text) => !/[{}/]/.test(text)),
        { minLength: 1, maxLength: 4 },
      ),
      (words) => {
        for (const path of paths(`GET /${words.join('/').replaceAll(' ', '_')}`)) expect(path).toMatch(/^(\/[\w.~!$&'()*+,;=:@%-]*)+$/)
      },
    ),
  )
})
