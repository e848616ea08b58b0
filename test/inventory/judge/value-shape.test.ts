import { expect, it } from 'vitest'
import { fitsShape } from '../../../inventory/judge/value-shape.ts'
import { schemaOf } from './build-inventory.ts'

it.each<[string | undefined, unknown[], boolean | null]>([
  ['digits:3:4', ['123', '4567'], true],
  ['digits:3:4', [123, 999], true],
  ['digits:3:4', ['12345'], false],
  ['digits:3:4', ['abc'], false],
  ['number:0:130', [7, 99], true],
  ['number:0:130', [1000], false],
  ['number:0:130', ['44'], true],
  ['short:8:11', ['DEUTDEFF'], true],
  ['short:8:11', ['hello'], false],
  ['name', ['Ann Smith'], true],
  ['name', ['2024-01-15T10:00:00Z'], false],
  ['word', ['male'], true],
  ['word', ['true', 'false'], false],
  ['text', ['s3cret!'], true],
  ['text', ['https://example.com/a'], false],
  [undefined, ['x'], true],
  [undefined, [true], null],
  ['text', [], null],
])('%s of %j is %s', (shape, values, expected) => expect(fitsShape(shape, schemaOf(values))).toBe(expected))
