import { describe, expect, it } from 'vitest'
import { judgeSensitive } from '../../../inventory/judge/index.ts'
import { type OperationFacts, operation, service } from './build-inventory.ts'

const types = (facts: OperationFacts) => {
  const subject = operation('POST /things/{id}', facts)
  return judgeSensitive(service('a', subject), subject).map(({ location, path, type }) => `${location} ${path} ${type}`)
}
const bodies = (name: string, values: unknown[]) => types({ responses: values.map((value) => ({ [name]: value })) })
/** Published test numbers. */
const CARDS = ['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117', '3530111333300000', '4012888888881881']
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

describe('sensitive fields', () => {
  it('have a path in every place of a message', () => {
    const found = types({
      requests: [{ user: { password: 'hunter2 again' } }],
      responses: [{ users: [{ email: 'a@example.org' }, { email: 'b@example.org' }] }],
      parameters: {
        'query:email': ['c@example.org'],
        'path:ssn': times(6, (i) => `536-90-43${10 + i}`),
        'cookie:mail': ['d@example.org'],
        'header:x-user-email': ['e@example.org'],
      },
    })
    expect(found).toEqual([
      'path ssn us_ssn',
      'query email email',
      'request.body $.user.password password',
      'request.cookie mail email',
      'request.header x-user-email email',
      'response.body $.users[].email email',
    ])
  })

  it('are found by value where the name says nothing', () => {
    expect(bodies('data', ['jane@example.org'])).toEqual(['response.body $.data email'])
    expect(bodies('value', CARDS)).toEqual(['response.body $.value card_pan'])
    expect(bodies('note', ['hello', 'world', 'ghp_000000000000000000000000000000000000'])).toEqual(['response.body $.note github_token'])
  })

  it('are found by name in several languages, where the values agree', () => {
    expect(
      bodies(
        'geburtsdatum',
        times(5, (i) => `198${i}-05-17`),
      ),
    ).toEqual(['response.body $.geburtsdatum date_of_birth'])
    expect(bodies('numeroCarte', ['4111111111111111'])).toEqual(['response.body $.numeroCarte card_pan'])
    expect(bodies('apellido', ['García', 'López'])).toEqual(['response.body $.apellido last_name'])
    expect(types({ responses: [{ patient: { name: 'Ann Smith' } }] })).toEqual(['response.body $.patient.name person_name'])
  })

  it('need a card beside them to be the end of a card', () => {
    expect(bodies('expiryDate', ['12/29', '01/30'])).toEqual([])
    expect(types({ responses: [{ card: { expiryDate: '12/29' } }, { card: { expiryDate: '01/30' } }] })).toEqual([
      'response.body $.card.expiryDate card_expiry',
    ])
  })

  const lookAlikes: [string, unknown[]][] = [
    ['createdAt', times(9, (i) => 1_700_000_000 + i * 977)],
    ['eventTime', times(9, (i) => 1_700_000_000_123 + i * 97_711)],
    ['orderNumber', times(20, (i) => String(536_904_399 + i * 7919))],
    ['ticket', times(20, (i) => String(2_125_552_368 + i * 7919))],
    ['snowflake', times(20, (i) => `1${String(27_361_273_612_736 + i * 99_991).padStart(17, '0')}`)],
    ['requestId', times(5, (i) => `0f8fad5b-d9cb-469f-a165-70867728950${i}`)],
    ['etag', times(5, (i) => `d41d8cd98f00b204e9800998ecf8427${i}`)],
    ['release', times(9, (i) => `1.${i}.20.3`)],
    ['cardType', ['visa', 'amex']],
    ['emailVerified', [true, false]],
    ['passwordPolicyUrl', ['https://example.com/policy']],
    ['phonePattern', ['+## ### ####']],
    ['tokenCount', [12, 99]],
    ['nextPageToken', times(9, (i) => `q7Zp2LmX9vKc4RtY8wB${i}`)],
    ['passwordHint', ['the usual one']],
    ['productName', ['Blue Shirt', 'Red Hat']],
    ['price', [12.5, 99.99]],
    ['ratio', [0.12345, 0.98765]],
    ['locale', ['de', 'fr']],
    ['logo', ['logo@2x.png']],
    ['status', ['single', 'green', 'unknown']],
  ]
  it.each(lookAlikes)('%s is none', (name, values) => expect(bodies(name, values)).toEqual([]))

  it('are not invented where the name is right and the values are not', () => {
    expect(
      bodies(
        'ssn',
        times(12, () => '***-**-****'),
      ),
    ).toEqual([])
    expect(
      bodies(
        'iban',
        times(12, (i) => `see letter ${i}`),
      ),
    ).toEqual([])
    expect(
      bodies(
        'email',
        times(12, (i) => `user-${i}`),
      ),
    ).toEqual([])
  })

  it('are credentials in URLs and Basic headers too', () => {
    expect(types({ auth: { basic: 3, 'api-key:query:api_key': 2 } })).toEqual([
      'query api_key api_key',
      'request.header authorization http_basic',
    ])
  })

  it('keep the types that fit less well', () => {
    const subject = operation('GET /x', { responses: times(8, (i) => ({ ssn: `53690439${i}` })) })
    const [field] = judgeSensitive(service('a', subject), subject)
    expect(field).toMatchObject({ type: 'us_ssn', verdict: 'confirmed', distinct: 8, severity: 'critical' })
    expect(field?.evidence.length).toBeGreaterThan(1)
  })
})
