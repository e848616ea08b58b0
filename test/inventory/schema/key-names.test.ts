import { expect, test } from 'vitest'
import { isDiscriminatorName, isValueKey, nameParts, wordManner } from '../../../inventory/schema/key-names.ts'

test('names fall into parts in any style', () => {
  for (const name of ['userId', 'user_id', 'USER-ID', 'UserID', 'user.id']) expect(nameParts(name)).toEqual(['user', 'id'])
  expect(nameParts('HTTPServer2Name')).toEqual(['http', 'server2', 'name'])
})
test.each([
  'password',
  'newPassword',
  'access_token',
  'userEmail',
  'id',
  'uuid',
  'X-Api-Key',
  'firstName',
  'first_name',
  'owner',
  'tokens',
  'accountNumber',
  'cvv',
  'pinHash',
])('%s is private', (name) => expect(wordManner(name)).toBe('none'))
test.each(['status', 'type', 'token_type', 'passwordPolicy', 'email_verified', 'state', 'priority', ''])('%s is not', (name) =>
  expect(wordManner(name)).not.toBe('none'),
)

test.each([
  '550e8400-e29b-41d4-a716-446655440000',
  '2024',
  '2024-05-06',
  'alice@example.org',
  'en-US',
  'deadbeef12',
  'aZ3kP0qLmX',
  'https://x.y/z',
  'cus_9s6XKzkNRiz8i3Ab',
  'AKIAIOSFODNN7EXAMPLE',
  'GB82WEST12345698765432',
])('%s is a value', (key) => expect(isValueKey(key)).toBe(true))
test.each([
  'id',
  '-1',
  '+1',
  '48x48',
  'address1',
  'sha256',
  'oauth2Token',
  'customfield_10001',
  '@type',
  '$ref',
  'dc:title',
  'first name',
  'X-Total',
  'EC2InstanceId',
  'nonNegativeIntegerDefault0',
  'json_schema_2019_09_1',
  'postal_code_of_customer',
  '',
])('%s is a name', (key) => expect(isValueKey(key)).toBe(false))
test('kinds of objects are told by a few names', () => {
  expect(['type', 'kind', 'object', 'event_type', '__typename'].every(isDiscriminatorName)).toBe(true)
  expect(['id', 'typeface', 'name'].some(isDiscriminatorName)).toBe(false)
})

test.each([
  ['status', 'phrase'],
  ['issue_type', 'phrase'],
  ['role', 'phrase'],
  ['state', 'plain'],
  ['color', 'plain'],
  ['', 'plain'],
  ['projectTypeKey', 'plain'],
  ['status_name', 'plain'],
  ['project_key', 'none'],
  ['first_name', 'none'],
  ['secret_type_key', 'none'],
  ['code', 'compound'],
  ['errorCode', 'compound'],
  ['otp_code', 'none'],
] as const)('values of %s: %s', (name, manner) => expect(wordManner(name)).toBe(manner))
