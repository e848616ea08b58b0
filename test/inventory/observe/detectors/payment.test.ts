import { expect, it } from 'vitest'
import { check, type Examples } from './accepts.ts'

// Values are the published examples of issuers and standards, or made up; none belongs to anybody.
const EXAMPLES: Examples = [
  [
    'card_pan',
    ['4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005'],
    ['4111111111111112', '1234567812345670', '0000000000000000', '1700000000000'],
  ],
  ['card_pan_masked', ['411111******1111', '**** **** **** 4242', 'XXXX-XXXX-XXXX-1234'], ['****', '4111']],
  ['card_track', ['%B4111111111111111^DOE/JOHN^2512101000000000?'], ['%B^x']],
  ['iban', ['DE89 3704 0044 0532 0130 00', 'GB82WEST12345698765432'], ['DE88370400440532013000', 'XX89370400440532013000']],
  ['us_aba', ['021000021'], ['021000022', '991000021']],
  ['in_ifsc', ['SBIN0001234'], ['SBIN1001234']],
  ['mx_clabe', ['032180000118359719'], ['032180000118359718']],
  ['upi_vpa', ['john.doe@okaxis'], ['john.doe@example.com']],
  [
    'btc_address',
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'],
  ],
  ['eth_address', ['0x52908400098527886E0F7030069857D2E4169EE7'], ['0x52908400098527886E0F7030069857D2E4169EE']],
  ['vat_number', ['DE136695976', 'NL004495445B01'], ['ZZ136695976']],
  ['card_expiry', ['12/29', '03/2031'], ['13/29', '12/99']],
]

it('accepts what it should and refuses its look-alikes', () => {
  expect(check(EXAMPLES)).toEqual([])
})
