import { expect, test } from 'vitest'
import { covers } from '../../../inventory/diff/template-match.ts'
import { sampleOperation } from '../../support/sample-inventory.ts'

const covered = (wide: string, narrow: string): boolean =>
  covers(sampleOperation({ operation: wide }), sampleOperation({ operation: narrow }))

test.each([
  ['GET /tags/{t}', 'GET /tags/a', true],
  ['GET /tags/{t}/x/{u}', 'GET /tags/a/x/{v}', true],
  ['GET /files/{n}.json', 'GET /files/a.json', true],
  ['GET /files/{n}.json', 'GET /files/a.xml', false],
  ['GET /files/{n}.json', 'GET /files/.json', false],
  ['GET /tags/a', 'GET /tags/{t}', false],
  ['GET /tags/{t}', 'GET /tags/{u}', false],
  ['GET /tags/{t}', 'POST /tags/a', false],
  ['GET /tags/{t}', 'GET /tags/a/b', false],
  ['GET /{a}/b', 'GET /a/c', false],
])('%s takes in %s: %s', (wide, narrow, expected) => expect(covered(wide, narrow)).toBe(expected))
