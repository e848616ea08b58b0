import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knownFromSpecs } from '../../../inventory/learn/known.ts'
import { Learner, type LearnerOptions } from '../../../inventory/learn/learner.ts'
import { type Inventory, renderTemplate } from '../../../inventory/model.ts'
import type { Observation } from '../../../inventory/observe/observation.ts'
import { NO_GUIDES } from '../../../inventory/template/guide.ts'
import { lanesOf } from '../../../inventory/template/lanes.ts'
import { View } from '../../../inventory/template/view.ts'
import { observe } from '../learn/build-observation.ts'
import { trieOf } from './build-trie.ts'

const SID = (i: number): string => `AC${(0x5ef8732a + i * 0x1f3d5b79).toString(16).padStart(8, '0').slice(-8).repeat(4)}`
const repeat = (n: number, make: (i: number) => string): string[] => Array.from({ length: n }, (_, i) => make(i))
const keysOf = (path: string): string[] => [`.${path.split('/').length}`, path.includes('me') ? '.settings' : '.id']

function found(lines: readonly string[], options: LearnerOptions = {}): string[] {
  const learner = new Learner(options)
  for (const line of lines) learner.add(observe(line, { keys: keysOf(line) }))
  return templates(learner.finalise())
}

const templates = (inventory: Inventory): string[] =>
  [...inventory.services.values()]
    .flatMap(({ operations }) => [...operations.values()].map(({ method, segments }) => `${method} ${renderTemplate(segments)}`))
    .sort()

describe('formats', () => {
  test('a value with an ending is a parameter in front of it', () => {
    expect(
      found([
        ...repeat(6, (i) => `GET /2010-04-01/Accounts/${SID(i)}.json`),
        ...repeat(6, (i) => `GET /2010-04-01/Accounts/${SID(i)}/Calls.json`),
        ...repeat(6, (i) => `GET /2010-04-01/Accounts/${SID(i)}/Messages.json`),
        ...repeat(6, (i) => `GET /2010-04-01/Accounts/${SID(i)}/Messages/${SID(i + 9)}.json`),
        'GET /2010-04-01/Accounts.json',
      ]),
    ).toEqual([
      'GET /2010-04-01/Accounts.json',
      'GET /2010-04-01/Accounts/{accountId}.json',
      'GET /2010-04-01/Accounts/{accountId}/Calls.json',
      'GET /2010-04-01/Accounts/{accountId}/Messages.json',
      'GET /2010-04-01/Accounts/{accountId}/Messages/{messageId}.json',
    ])
  })

  test('one with and one without are two', () => {
    expect(found(['GET /users/1', 'GET /users/2', 'GET /users/3.json', 'GET /users/4.xml'])).toEqual([
      'GET /users/{userId}',
      'GET /users/{userId}.json',
      'GET /users/{userId}.xml',
    ])
  })

  test('literals with an ending stay literals', () => {
    expect(found(['GET /users.json', 'GET /orders.json', 'GET /products.json', 'GET /users/7.json', 'GET /users/me.json'])).toEqual([
      'GET /orders.json',
      'GET /products.json',
      'GET /users.json',
      'GET /users/me.json',
      'GET /users/{userId}.json',
    ])
  })

  test('a word with an ending is what the word is', () => {
    const countries = ['de', 'fr', 'gb', 'jp', 'nl', 'se', 'br', 'cn', 'ca', 'at', 'ch', 'es']
    const lines = countries.flatMap((country) => ['Local', 'Mobile'].map((kind) => `GET /numbers/${country}/${kind}.json`))
    expect(found([...lines, 'GET /numbers/de.json', 'GET /numbers'])).toEqual([
      'GET /numbers',
      'GET /numbers/{country}.json',
      'GET /numbers/{country}/Local.json',
      'GET /numbers/{country}/Mobile.json',
    ])
  })

  test('names of files and of hosts are values as a whole', () => {
    const files = ['a1b2c3d4e5f6.pdf', 'deadbeef1234.csv', 'main.go', 'lib.rs', '0123456789ab.png']
    expect(found(files.map((file) => `GET /files/${file}`)).filter((line) => line.includes('}.'))).toEqual([])
    expect(found(repeat(9, (i) => `GET /domains/shop${i}.example.com`)).filter((line) => line.includes('}.'))).toEqual([])
  })

  test('too many endings are parts of names', () => {
    const endings = ['json', 'xml', 'csv', 'pdf', 'txt', 'zip', 'html', 'yaml', 'rss']
    expect(found(endings.flatMap((ending) => repeat(3, (i) => `POST /files/${i + 10}.${ending}`)))).toEqual(['POST /files/{fileId}'])
  })
})

describe('verbs', () => {
  test('stand behind values and behind literals', () => {
    expect(
      found([
        ...repeat(5, (i) => `GET /orders/${100 + i}`),
        ...repeat(5, (i) => `POST /orders/${100 + i}:cancel`),
        ...repeat(5, (i) => `POST /orders/${100 + i}:refund`),
        'GET /messages',
        'POST /messages:batchDelete',
      ]),
    ).toEqual([
      'GET /messages',
      'GET /orders/{orderId}',
      'POST /messages:batchDelete',
      'POST /orders/{orderId}:cancel',
      'POST /orders/{orderId}:refund',
    ])
  })

  test('a word with a verb is a value where the word is one', () => {
    const names = ['blue-whale', 'red-fox', 'grey-heron', 'tawny-owl', 'pine-marten', 'brown-bear', 'sea-otter', 'arctic-hare']
    const lines = [...names.map((name) => `GET /projects/${name}`), 'POST /projects/red-fox:undelete']
    expect(found(lines)).toEqual(['GET /projects/{project}', 'POST /projects/{project}:undelete'])
  })

  test('verbs behind names and behind values by their form are one', () => {
    const calls = ['gemini-pro:generate', 'gemini-flash:stream', '7f3a9c21d0:embed', '81b2c3d4e5:embed']
    expect(found(calls.map((call) => `POST /models/${call}`))).toEqual([
      'POST /models/{modelId}:embed',
      'POST /models/{model}:generate',
      'POST /models/{model}:stream',
    ])
  })

  test('a tag behind a name is none', () => {
    const lines = ['nginx:latest', 'redis:latest', 'mysql:latest', 'nginx:1.25', 'redis:7.2'].map((name) => `GET /images/${name}`)
    expect(found(lines).filter((line) => line.includes('}:'))).toEqual([])
  })
})

describe('keys', () => {
  test('name an entity of a set, at any place of a path', () => {
    expect(
      found([
        'GET /odata/Orders',
        'GET /odata/Orders(5)',
        'GET /odata/Orders(5)/Lines(2)',
        'GET /odata/Orders(Id=5,Line=2)',
        "GET /odata/Users('ann')",
        "GET /odata/Users('ben')/Orders",
        'GET /odata/Orders(6)/Lines',
      ]),
    ).toEqual([
      'GET /odata/Orders',
      'GET /odata/Orders({id})',
      'GET /odata/Orders({id})/Lines',
      'GET /odata/Orders({id})/Lines({id2})',
      'GET /odata/Users({id})',
      'GET /odata/Users({id})/Orders',
    ])
  })
})

describe('descriptions and rules', () => {
  const known = (...paths: string[]): LearnerOptions => ({
    known: knownFromSpecs([{ hosts: [], operations: paths.map((path) => ({ segments: path.split('/').slice(1) })) }]),
  })

  test('name the parameter inside', () => {
    expect(found(['GET /Accounts/1.json', 'GET /Accounts/2'], known('/Accounts/{Sid}.json'))).toEqual([
      'GET /Accounts/{Sid}.json',
      'GET /Accounts/{accountId}',
    ])
    expect(found(["GET /Users('ann')"], known("/Users('{user-id}')"))).toEqual(['GET /Users({user-id})'])
  })

  test('know affixes of their own', () => {
    expect(found(['GET /files/9/thumbnail.png', 'GET /files/9/thumbnail.jpg'], known('/files/{id}/thumbnail.{extension}'))).toEqual([
      'GET /files/{id}/thumbnail.{extension}',
    ])
  })

  test('a parameter that is described as a whole is one', () => {
    expect(found(['GET /files/1.json', 'GET /files/2.json', 'GET /files/a.json'], known('/files/{name}'))).toEqual(['GET /files/{name}'])
  })

  test('a rule renames it', () => {
    expect(found(['GET /a/1.json'], { rules: { rename: new Map([['/a/{}.json', 'wanted']]) } })).toEqual(['GET /a/{wanted}.json'])
    expect(found(['GET /a/b.json'], { rules: { forceParameter: ['/a/{name}.json'] } })).toEqual(['GET /a/{name}.json'])
  })
})

test('a refused request joins the template it fits', () => {
  const learner = new Learner()
  for (const line of ['GET /users/1.json', 'GET /users/2.json']) learner.add(observe(line))
  learner.add(observe('GET /users/3.json', { status: 404 }))
  learner.add(observe('GET /users/3.xml', { status: 403 }))
  const operations = [...learner.finalise().services.values()][0]?.operations
  expect(operations?.get('GET /users/{}.json')?.statuses).toEqual(
    new Map([
      [200, 2],
      [404, 1],
    ]),
  )
  expect(operations?.get('GET /users/{}.xml')?.tier ?? operations?.get('GET /users/{}')?.tier).toBe('guarded')
})

test('the schema of a parameter is that of what stands inside', () => {
  const learner = new Learner()
  for (const line of ['GET /users/12.json', 'GET /users/34.json']) learner.add(observe(line))
  const parameter = [...learner.finalise().services.values()][0]?.operations.get('GET /users/{}.json')?.parameters.get('path:userId')
  expect(parameter?.schema.strings).toMatchObject({ n: 2, minLength: 2, maxLength: 2 })
})

describe('order', () => {
  const segment = fc.oneof(fc.integer({ min: 1, max: 40 }).map(String), fc.constantFrom('users', 'orders', 'ann', 'ben', 'cleo', 'dora'))
  const line = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    set: fc.constantFrom('a', 'b', 'Orders(3)', "Users('ann')"),
    stem: segment,
    suffix: fc.constantFrom('', '', '.json', '.xml', '.csv', '.pdf', ':cancel', ':start', '.go', '.rss', '.txt', '.zip', '.html', '.yaml'),
  })
  const observations = fc
    .array(line, { minLength: 1, maxLength: 60 })
    .map((lines) =>
      lines.map(({ method, set, stem, suffix }): Observation => observe(`${method} /${set}/${stem}${suffix}`, { keys: keysOf(stem) })),
    )

  const learn = (all: readonly Observation[], limits?: LearnerOptions): Learner => {
    const learner = new Learner(limits)
    for (const observation of all) learner.add(observation)
    return learner
  }

  test('does not matter, nor do halves that are merged', () => {
    fc.assert(
      fc.property(observations, fc.integer(), (all, seed) => {
        const shuffled = [...all].sort((a, b) => orderOf(a, seed) - orderOf(b, seed))
        const whole = templates(learn(all).finalise())
        expect(templates(learn(shuffled).finalise())).toEqual(whole)
        const half = learn(all.slice(0, all.length >> 1))
        half.merge(Learner.decode(learn(all.slice(all.length >> 1)).encode()))
        expect(templates(half.finalise())).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })
})

const orderOf = ({ segments }: Observation, seed: number): number =>
  segments.reduce((sum, { hash }) => (sum * 31 + hash * (seed | 1)) % 1_000_003, seed)

test('a position without anything inside is left as it is', () => {
  const view = new View([trieOf(['GET /users', 'GET /42'])])
  expect(lanesOf(view, NO_GUIDES)).toEqual({ plain: view, inside: [] })
})
