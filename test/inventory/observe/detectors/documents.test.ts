import { expect, it } from 'vitest'
import { check, type Examples } from './accepts.ts'

// Values are the published examples of issuers and standards, or made up; none belongs to anybody.
const EXAMPLES: Examples = [
  [
    'passport_mrz',
    ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
    ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C37UTO7408122F1204159ZE184226B<<<<<10'],
  ],
  ['vin', ['1M8GDM9AXKP042788'], ['1M8GDM9A0KP042788', '1M8GDM9AXKP04278O']],
  ['imei', ['490154203237518'], ['490154203237519']],
  ['iccid', ['8944500000000000006'], ['8844500000000000003']],
  ['advertising_id', ['38400000-8cf0-11bd-b23e-10b96e40000d'], ['00000000-0000-0000-0000-000000000000']],
  ['icd10', ['E11.9', 'J45'], ['U07.1', 'e11.9', '11.9']],
  ['loinc', ['4548-4'], ['4548-5']],
  ['date_of_birth', ['1984-05-17', '17.05.1984', '05/17/1984'], ['2024-13-01', '1984-05-17T11:22:33Z', '1850-01-01']],
  ['geo_point', ['52.520008', '-0.127758'], ['52.5', '252.520008']],
  ['hl7v2_message', ['MSH|^~\\&|LAB|A|B|C|20240101||ORU^R01|1|P|2.3'], ['MSH|LAB|A|B|C|20240101||ORU']],
]

it('accepts what it should and refuses its look-alikes', () => {
  expect(check(EXAMPLES)).toEqual([])
})
