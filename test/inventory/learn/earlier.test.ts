import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plantEarlier, weighing } from '../../../inventory/learn/earlier.ts'
import { type EarlierOperation, knownFromRuns } from '../../../inventory/learn/known.ts'
import { Learner } from '../../../inventory/learn/learner.ts'
import { renderTemplate } from '../../../inventory/model.ts'
import { hashText } from '../../../inventory/observe/hash.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { observe } from './build-observation.ts'

const SHAPE = ['.degrees', '.wind']
const keysOf = (keys: readonly string[]): number[] => keys.map(hashText).sort((a, b) => a - b)

const earlier = (line: string, exchanges = 1, more: Partial<EarlierOperation> = {}): EarlierOperation => {
  const [method = '', template = ''] = line.split(' ')
  return { service: 'api.example', method, template, kind: 'rest', exchanges, keys: keysOf(SHAPE), words: {}, ...more }
}

/** A run after others that saw `operations`. */
function learn(operations: readonly EarlierOperation[], lines: readonly (string | [line: string, keys: string[]])[]) {
  const learner = new Learner({ known: knownFromRuns(operations) })
  for (const line of lines) learner.add(typeof line === 'string' ? observe(line, { keys: SHAPE }) : observe(line[0], { keys: line[1] }))
  const service = learner.finalise().services.get('api.example')
  const text = [...(service?.operations.values() ?? [])].map(({ method, segments }) => `${method} ${renderTemplate(segments)}`)
  const changes = learner
    .templateChanges()
    .map(({ kind, method, from, to }) => `${kind} ${method} ${renderTemplate(from)} ${renderTemplate(to)}`)
  return { operations: text.sort(), changes }
}

const places = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `bay${letter}`)
const many = places.flatMap((place) => [`GET /weather/${place}`, `GET /weather/${place}`])

test('paths that stood apart are merged once more of their kind come, also those that do not come again', () => {
  const before = [earlier('GET /weather/harbour'), earlier('GET /weather/dockyard', 3), earlier('GET /status')]
  expect(learn(before, ['GET /status'])).toEqual({ operations: ['GET /status'], changes: [] })
  expect(learn(before, many)).toEqual({
    operations: ['GET /weather/{weather}'],
    changes: ['merge GET /weather/dockyard /weather/{weather}', 'merge GET /weather/harbour /weather/{weather}'],
  })
})

test('a parameter of earlier runs stays one where little is seen, with its name', () => {
  const before = [earlier('GET /weather/{port}', 50, { words: { port: 20 } })]
  expect(learn(before, ['GET /weather/harbour'])).toEqual({ operations: ['GET /weather/{port}'], changes: [] })
  expect(learn([], ['GET /weather/harbour']).operations).toEqual(['GET /weather/harbour'])
})

test('what answers otherwise, often enough, is split off', () => {
  const before = [earlier('GET /weather/{port}', 50, { words: { port: 20 } })]
  const search = Array.from({ length: 60 }, (): [string, string[]] => ['GET /weather/search', ['.total', '.hits', '.facets']])
  expect(learn(before, [...many, ...search])).toEqual({
    operations: ['GET /weather/search', 'GET /weather/{port}'],
    changes: ['split GET /weather/{port} /weather/search'],
  })
})

test('what is below goes along', () => {
  const before = [earlier('GET /weather/harbour'), earlier('GET /weather/harbour/tides')]
  const { changes } = learn(before, [...many, ...many.map((line) => `${line}/tides`)])
  expect(changes).toEqual(['merge GET /weather/harbour /weather/{weather}', 'merge GET /weather/harbour/tides /weather/{weather}/tides'])
})

test('what has methods and paths of its own stays apart', () => {
  const before = [earlier('GET /weather/harbour'), earlier('GET /weather/harbour/tides'), earlier('PUT /weather/harbour')]
  expect(learn(before, many).changes).toEqual([])
})

test('constants and words at the end of RPC paths are planted as what they are', () => {
  const known = knownFromRuns([
    earlier('GET /rest/3/issues', 30),
    earlier('POST /pkg.Service/Call', 2, { kind: 'grpc' }),
    earlier('GET /x/{id}.json'),
  ]).get('api.example')
  const root = plantEarlier(weighing(known ?? [], 10))
  expect([...(root?.words?.get('rest')?.constants?.keys() ?? [])]).toEqual(['3'])
  expect(root?.words?.get('pkg.Service')?.words?.get('Call')?.pinned).toBe(true)
  expect(root?.words?.has('x')).toBe(false)
  expect(plantEarlier([])).toBeNull()
})

test('the order of what came before and of what comes now changes nothing', () => {
  const before = [earlier('GET /weather/harbour'), earlier('GET /weather/{port}', 9, { words: { port: 4 } }), earlier('GET /status', 2)]
  const lines = [...many.slice(0, 20), 'GET /status', 'GET /weather/harbour']
  const expected = learn(before, lines)
  const shuffled = fc.tuple(
    fc.shuffledSubarray(before, { minLength: before.length }),
    fc.shuffledSubarray(lines, { minLength: lines.length }),
  )
  fc.assert(
    fc.property(shuffled, ([operations, mixed]) => {
      expect(learn(operations, mixed)).toEqual(expected)
    }),
    { numRuns: 20 },
  )
})

test('beyond the bound those with fewer exchanges only keep their names, and are not taken for merged', () => {
  const before = ['a', 'b', 'c'].map((word, i) => earlier(`GET /weather/harbour${word}`, i + 1))
  const known = knownFromRuns(before)
  expect(weighing(known.get('api.example') ?? [], 2).map(({ segments }) => renderTemplate(segments))).toEqual([
    '/weather/harbourc',
    '/weather/harbourb',
  ])
  const learner = new Learner({ known, limits: { ...DEFAULT_LIMITS, earlierOperations: 2 } })
  for (const line of many) learner.add(observe(line, { keys: SHAPE }))
  learner.finalise()
  expect(learner.templateChanges().map(({ from }) => renderTemplate(from))).toEqual(['/weather/harbourb', '/weather/harbourc'])
})
