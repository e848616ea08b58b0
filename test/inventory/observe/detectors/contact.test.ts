import { expect, it } from 'vitest'
import { check, type Examples } from './accepts.ts'

// Values are the published examples of issuers and standards, or made up; none belongs to anybody.
const EXAMPLES: Examples = [
  [
    'email',
    ['jane.doe@example.org', 'a+b@mail.example.co.uk'],
    ['logo@2x.png', 'no-reply@example.org', 'a@b', 'a..b@example.org', '@example.org'],
  ],
  ['phone', ['+49 30 901820', '(212) 555-2368', '+442079460958'], ['2024-01-15', '10.0.12.44', '123456789', '+1 000 000 0000']],
  ['postal_address', ['12 Main Street', 'Lindenstraße 5', '27 rue de la Paix'], ['version 2 of plan', 'Main', '{street} 12 road']],
  ['ip_address', ['203.0.113.7', '2001:db8::1'], ['1.2.3.4', '10.1.2.3', '127.0.0.1', '256.1.1.1', '::1']],
  ['private_ip', ['10.0.0.7', '192.168.1.1', '172.20.3.4', 'fd12:3456::1'], ['8.8.8.8', '172.32.0.1']],
  ['mac_address', ['00:1A:2B:3C:4D:5E', '00-1a-2b-3c-4d-5e'], ['00:00:00:00:00:00', '00:1A-2B:3C-4D:5E']],
  ['url_userinfo', ['https://bob:secret@host.example/x'], ['https://host.example/a:b@c', 'postgres://u:p@db/x']],
  [
    'db_connection_string',
    ['postgres://app:s3cret@db.example:5432/main'],
    ['postgres://db.example/main', 'https://bob:secret@host.example/x'],
  ],
]

it('accepts what it should and refuses its look-alikes', () => {
  expect(check(EXAMPLES)).toEqual([])
})
