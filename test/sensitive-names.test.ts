// Sensitive data under the names that people give it, in twelve languages and every layout of a message; and what only looks like it.

import { expect, test } from 'vitest'
import { seededRandom } from '../fixtures/build/random.ts'
import { judge, Learner, Observer } from '../inventory/index.ts'
import { type RawExchange, rawExchange } from './support/raw-exchange.ts'

type Random = (below: number) => number
const digits = (random: Random, n: number): string => Array.from({ length: n }, () => random(10)).join('')
const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)] as T

function withLuhn(body: string): string {
  let sum = 0
  for (const [i, digit] of [...body].reverse().entries()) {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1)
    sum += n > 9 ? n - 9 : n
  }
  return `${body}${(10 - (sum % 10)) % 10}`
}

const people = ['Anna Schmidt', 'Jean-Luc Moreau', "Mary O'Neill", 'Łukasz Nowak', 'Zoë Müller']
const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ')

// biome-ignore format: a table, a row a line
const SENSITIVE: readonly [type: string, names: string, value: (random: Random) => unknown][] = [
  ['card_pan', 'kreditkarte numeroCartao cislo_karty kortnummer cc-num billingCardNumber', (r) => grouped(withLuhn(`4${digits(r, 14)}`))],
  ['email', 'customeremail poczta courriel email_adres replyTo value', (r) => `${pick(r, ['ana', 'tom', 'wei'])}${r(99)}@mailhost.example.org`],
  ['phone', 'rufnummer mobilnummer cep_telefonu telefoonNummer dianhua', (r) => `+49 151 2${digits(r, 7)}`],
  ['first_name', 'krestniJmeno fornamn customer_first_name primerNombre', (r) => pick(r, people).split(' ')[0]],
  ['last_name', 'prijmeni soyadi apellidoPaterno nachname', (r) => pick(r, people).split(' ')[1]],
  ['person_name', 'kontoinhaber adSoyad jmeno_prijmeni nombreTitular applicantName', (r) => pick(r, people)],
  ['date_of_birth', 'birth_dt dtNascimento datumNarozeni geboortedatum fodelsedatum', (r) => `19${50 + r(49)}-0${1 + r(9)}-1${r(10)}`],
  ['nationality', 'uyruk countryOfCitizenship medborgarskap', (r) => pick(r, ['DEU', 'German', 'polnisch', 'FRA'])],
  ['religion', 'wyznanie glaube', (r) => pick(r, ['Catholic', 'other', 'Zen'])],
  ['ethnicity', 'ethnicOrigin origineEthnique', (r) => pick(r, ['Asian', 'mixed', 'other'])],
  ['salary', 'bruttogehalt gongzi mzda maas', (r) => 28_000 + r(90_000)],
  ['us_ssn', 'employee_ssn socialSecurityNo', (r) => `5${digits(r, 2)}-${10 + r(80)}-${1000 + r(8999)}`],
  ['in_ifsc', 'branchIfsc bank_ifsc_no', (r) => `${pick(r, ['HDFC', 'sbin'])}0${digits(r, 6)}`],
  ['blood_type', 'patientBloodType kanGrubu krevniSkupina', (r) => pick(r, ['A+', 'O-', 'B pos', 'A Rh+'])],
  ['passport_generic us_passport', 'paszport pasaport_no passaporto reisepassNr', (r) => `C${digits(r, 8)}`],
  ['card_cvv', 'kartenpruefziffer csc codice_sicurezza', (r) => digits(r, 3)],
  ['otp_code', 'einmalcode twoFactorCode dogrulamaKodu kod_sms', (r) => `${1 + r(9)}${digits(r, 5)}`],
  ['password', 'heslo parola mdp haslo loginPassword', (r) => `River${digits(r, 3)}!x`],
  ['password_hash', 'bcryptHash pw_hash encryptedPassword', (r) => `$2b$12$${digits(r, 53)}`],
  ['url_userinfo', 'feedUrl remote_url webhookUrl', (r) => `https://ann:pa${digits(r, 8)}@files.example.org/x`],
  ['db_connection_string', 'dbUrl redis_url jdbcUrl', (r) => `postgres://app:pa${digits(r, 8)}@db1.example.org:5432/main`],
]

// biome-ignore format: a table, a row a line
const HARMLESS: readonly [names: string, value: (random: Random) => unknown][] = [
  ['orderRef bestellnummer receiptNumber', (r) => withLuhn(`10${digits(r, 13)}`)],
  ['requestId userKey traceUuid', (r) => `${digits(r, 8)}-${digits(r, 4)}-4${digits(r, 3)}-a${digits(r, 3)}-${digits(r, 12)}`],
  ['commit sha treeHash', (r) => Array.from({ length: 40 }, () => '0123456789abcdef'[r(16)]).join('')],
  ['createdAt lastLogin last_login', (r) => 1_735_000_000_000 + r(400_000_000)],
  ['appVersion ver oid softwareVersion', (r) => `${1 + r(20)}.${r(99)}.${r(250)}.${64 + r(180)}`],
  ['label title productTitle companyName storeName', (r) => `${pick(r, ['Oslo', 'Grace', 'Victoria', 'Miller'])} ${pick(r, ['Sofa', 'Foods GmbH', 'Lamp XL'])}`],
  ['offsetX tiltAngle driftPpm', (r) => r(90_000_000) / 1e6],
  ['sku articleCode shelfCode', (r) => `DE${digits(r, 2 + r(18))}`],
  ['ticketNo jobNumber extension', (r) => `${200 + r(799)}-${200 + r(799)}-${digits(r, 4)}`],
  ['salaryBand faithLevel passCount ageRating pinCount', (r) => r(40)],
  ['phoneType addressType emailStatus cardState', (r) => pick(r, ['home', 'work', 'active'])],
  ['homepage passwordResetUrl docsUrl', (r) => `https://cdn.example.org/${digits(r, 9)}`],
]

const sent = (mediaType: string, body: string): RawExchange => ({
  request: `POST /things HTTP/1.1\nHost: a.example\nContent-Type: ${mediaType}\n\n${body}`,
  response: 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"ok":true}',
})
const answered = (mediaType: string, body: string): RawExchange => ({
  request: 'GET /things HTTP/1.1\nHost: a.example\n\n',
  response: `HTTP/1.1 200 OK\nContent-Type: ${mediaType}\n\n${body}`,
})
const asked = (line: string, head = ''): RawExchange => ({
  request: `GET ${line} HTTP/1.1\nHost: a.example\n${head}\n`,
  response: 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"ok":true}',
})

const LAYOUTS: readonly ((name: string, value: unknown) => RawExchange)[] = [
  (name, value) => sent('application/json', JSON.stringify({ [name]: value })),
  (name, value) => sent('application/json', JSON.stringify({ [`customer_${name}`]: value })),
  (name, value) => answered('application/json', JSON.stringify({ rows: [{ attributes: { [name]: value } }] })),
  (name, value) => answered('application/x-ndjson', `${JSON.stringify({ [name]: value })}\n${JSON.stringify({ [name]: value })}\n`),
  (name, value) => answered('text/event-stream', `event: x\ndata: ${JSON.stringify({ [name]: value })}\n\n`),
  (name, value) =>
    sent('application/json', JSON.stringify({ query: 'mutation M($i: I!) { save(i: $i) { id } }', variables: { i: { [name]: value } } })),
  (name, value) => sent('application/xml', `<order><${name}>${value}</${name}></order>`),
  (name, value) => sent('text/xml', `<order ${name}="${value}"><a>1</a></order>`),
  (name, value) => sent('application/x-www-form-urlencoded', `a=1&user%5B${name}%5D=${encodeURIComponent(String(value))}`),
  (name, value) =>
    sent('multipart/form-data; boundary=x', `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--x--\r\n`),
  (name, value) => asked(`/things?${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`),
  (name, value) => asked('/things', `Cookie: z=1; ${encodeURIComponent(name)}=${encodeURIComponent(String(value))}\n`),
]

/** The types that are found where ten such values are seen. */
function found(layout: (typeof LAYOUTS)[number], name: string, value: (random: Random) => unknown, seed: number): string[] {
  const random = seededRandom(seed)
  const [observer, learner] = [new Observer(), new Learner()]
  for (let n = 0; n < 10; n++) {
    const observation = observer.observe(
      rawExchange(
        layout(
          name,
          value((below) => Math.floor(random() * below)),
        ),
      ),
    )
    if (observation !== null) learner.add(observation)
  }
  const { sensitive } = judge(learner.finalise(), { specs: [], now: 2_000_000, config: {} })
  return [...sensitive.values()].flat().map(({ type }) => type)
}

test.each(SENSITIVE)('%s is found under %s', (types, names, value) => {
  const missed = names
    .split(' ')
    .flatMap((name) =>
      LAYOUTS.flatMap((layout, i) =>
        found(layout, name, value, i + 1).some((type) => types.split(' ').includes(type)) ? [] : [`${name} in layout ${i}`],
      ),
    )
  expect(missed).toEqual([])
})

test.each(HARMLESS)('%s hold nothing sensitive', (names, value) => {
  const invented = names
    .split(' ')
    .flatMap((name) =>
      LAYOUTS.flatMap((layout, i) => found(layout, name, value, i + 1).map((type) => `${type} under ${name} in layout ${i}`)),
    )
  expect(invented).toEqual([])
})
