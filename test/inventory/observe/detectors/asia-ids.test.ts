import { expect, it } from 'vitest'
import { check, type Examples } from './accepts.ts'

// Values are the published examples of issuers and standards, or made up; none belongs to anybody.
const EXAMPLES: Examples = [
  ['cn_resident_id', ['360426199101010071'], ['360426199101010072', '360426199113010071']],
  ['hk_hkid', ['A123456(3)'], ['A123456(4)']],
  ['tw_id', ['A123456789'], ['A123456780']],
  ['sg_nric', ['S0000001I'], ['S0000001J']],
  ['kr_rrn', ['880101-1234568'], ['880101-1234567', '881301-1234568']],
  ['jp_my_number', ['123456789018'], ['123456789019']],
  ['th_id', ['1-2345-67890-12-1'], ['1-2345-67890-12-2']],
  ['my_nric', ['770305-02-1234'], ['771305-02-1234']],
  ['id_nik', ['3171011708450001'], ['0071011708450001']],
  ['pk_cnic', ['34201-0891231-8'], ['94201-0891231-8']],
  ['au_tfn', ['123 456 782'], ['123 456 783']],
  ['au_medicare', ['2123456701'], ['2123456711']],
  ['nz_ird', ['049-091-850'], ['049-091-851']],
  ['in_aadhaar', ['2341 2341 2346'], ['2341 2341 2347', '1341 2341 2346']],
  ['in_pan', ['ACUPA7085R'], ['ACUXA7085R']],
  ['in_voter', ['WKH1186253'], ['WKH118625A']],
  ['il_id', ['039337423'], ['039337424']],
  ['za_id', ['7503305044089'], ['7503305044080']],
]

it('accepts what it should and refuses its look-alikes', () => {
  expect(check(EXAMPLES)).toEqual([])
})
