import { describe, expect, it } from 'vitest'
import { ScalarReader } from '../../../inventory/observe/scalar.ts'
import { readQueryPair } from '../../../inventory/observe/value-list.ts'
import { FORMAT_BIT } from '../../../inventory/schema/formats.ts'

const scalars = new ScalarReader((bytes, start, end) =>
  new TextDecoder().decode(bytes.subarray(start, end)) === '52.5,13.4' ? ['place'] : [],
)
const read = (value: string) => readQueryPair({ name: 'a', value }, scalars)

describe('a value of a query', () => {
  it.each(['1,2', 'a,b,c', 'x@example.com,y@example.com', Array.from({ length: 64 }, () => 'v').join(',')])('%s is a list', (value) => {
    expect(read(value).items).toHaveLength(value.split(',').length)
    expect(read(value).scalar).toEqual(scalars.read(value, 'a'))
  })

  it.each([
    '1',
    'a b',
    'a,',
    ',a',
    'a,,b',
    'a, b',
    'a;b,c',
    '52.5,13.4',
    Array.from({ length: 65 }, () => 'v').join(','),
    `${'v'.repeat(4096)},v`,
  ])('%s is none', (value) => {
    expect(read(value)).not.toHaveProperty('items')
    expect(read(value).scalar.formats & FORMAT_BIT.proseLike).toBe(/[ ,]/.test(value) ? FORMAT_BIT.proseLike : 0)
  })

  it('says of each item what it is', () => {
    expect(read('x@example.com,y@example.com').items?.map(({ formats }) => formats)).toEqual([FORMAT_BIT.email, FORMAT_BIT.email])
  })
})
