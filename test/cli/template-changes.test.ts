// Several runs into one file, from captures: what happens to templates when evidence grows.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Exchanged, writeExchanges } from '../support/exchange-capture.ts'
import { scratchFolder } from '../support/inventory-files.ts'
import { earshot } from '../support/memory-io.ts'

const folder = scratchFolder('template-changes')
const DAY_US = 86_400_000_000
const START_US = 1_760_000_000_000_000

let made = 0

/** Replays each list as a run of its own, a day apart. */
async function replay(db: string, runs: readonly (readonly Exchanged[])[], ...more: string[]): Promise<string> {
  let err = ''
  for (const [day, exchanges] of runs.entries()) {
    const file = writeExchanges(join(folder, `capture-${made++}.pcap`), exchanges, START_US + day * DAY_US)
    err = (await earshot('replay', file, '--db', db, ...more)).err
  }
  return err
}

interface Listed {
  readonly method: string
  readonly template: string
  readonly exchanges: number
  readonly firstSeen: string
}

async function endpoints(db: string, ...more: string[]): Promise<Record<string, Listed>> {
  const { out } = await earshot('endpoints', '--db', db, '--format', 'json', ...more)
  return Object.fromEntries((JSON.parse(out).endpoints as Listed[]).map((row) => [`${row.method} ${row.template}`, row]))
}

const weather = (place: string): Exchanged => ({ path: `/weather/${place}`, body: { degrees: 3, wind: { speed: 3 } } })
const team = (slug: string): Exchanged => ({ path: `/teams/${slug}`, body: { slug, members: 3, parent: null } })
const search: Exchanged = { path: '/teams/search', body: { total: 3, hits: [{ score: 1 }], facets: {} } }
const status: Exchanged = { path: '/status', body: { ok: true } }
const bays = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((letter) => [weather(`bay${letter}`), weather(`bay${letter}`)])
const teams = ['core', 'web', 'mail', 'shop', 'pay', 'data', 'risk', 'docs', 'tools'].map((name) => team(`team-${name}`))

test('a path that stood apart becomes part of a template, with everything known of it', async () => {
  const db = join(folder, 'merge.db')
  expect(await replay(db, [[weather('harbour'), status]])).not.toContain('templates:')
  expect(Object.keys(await endpoints(db))).toContain('GET /weather/harbour')
  expect(await replay(db, [[], bays])).toContain('templates: 1 merged since earlier runs')
  const all = await endpoints(db)
  expect(Object.keys(all).sort()).toEqual(['GET /status', 'GET /weather/{weather}'])
  expect(all['GET /weather/{weather}']).toMatchObject({ exchanges: 53, firstSeen: expect.stringContaining('2025-10-09') })
  expect((await endpoints(db, '--run', '1'))['GET /weather/{weather}']?.exchanges).toBe(1)

  const diff = JSON.parse((await earshot('diff', '1', '3', '--db', db, '--format', 'json')).out)
  expect(diff.changes.map(({ id, template }: Record<string, string>) => `${id} ${template}`).sort()).toEqual([
    'operation-merged /weather/{weather}',
    'operation-not-observed /status',
  ])
  const explained = (await earshot('explain', 'api.example', 'GET', '/weather/{}', '--db', db)).out
  expect(explained).toContain('run 3: 1 path that stood apart is part of it since; 1 earlier exchange came along')
  expect((await earshot('runs', '--db', db)).out).toMatch(/52 +1 merged +yes/)

  // a word that turned out to be a value is nowhere in the file
  const file = new Database(db, { readonly: true })
  expect(file.serialize().includes('harbour')).toBe(false)
  file.close()
})

test('a path that was part of a template is split off, with a link to where its history is', async () => {
  const db = join(folder, 'split.db')
  const err = await replay(db, [
    [...teams, search],
    [...teams, ...Array.from({ length: 60 }, () => search)],
  ])
  expect(err).toContain('templates: 1 split since earlier runs')
  const all = await endpoints(db)
  expect(all['GET /teams/search']).toMatchObject({ exchanges: 60, firstSeen: expect.stringContaining('2025-10-10') })
  expect(all['GET /teams/{teamSlug}']?.exchanges).toBe(19)
  expect((await earshot('diff', '1', '2', '--db', db)).out).toContain('[operation-split]')
  expect((await earshot('diff', '1', '2', '--db', db)).out).not.toContain('[operation-added]')
  expect((await earshot('explain', 'api.example', 'GET', '/teams/search', '--db', db)).out).toContain('counted under /teams/{teamSlug}')
  expect((await earshot('explain', 'api.example', 'GET', '/teams/{}', '--db', db)).out).toContain('/teams/search stands on its own since')
})

test('the same run again changes nothing, and little evidence turns nothing round', async () => {
  const db = join(folder, 'again.db')
  await replay(db, [[weather('harbour'), status], bays])
  const before = await endpoints(db, '--run', '1')
  expect(await replay(db, [bays])).not.toContain('templates:')
  expect(await replay(db, [[weather('harbour'), weather('mole')]])).not.toContain('templates:')
  expect(await endpoints(db, '--run', '1')).toEqual(before)
  expect(Object.keys(await endpoints(db)).sort()).toEqual(['GET /status', 'GET /weather/{weather}'])
  expect((await earshot('diff', '2', '3', '--db', db)).out).toContain('no changes')
})

test('the order of exchanges and of earlier runs does not show', async () => {
  const small = [[weather('harbour')], [weather('dockyard'), weather('dockyard')]] as const
  const facts = async (name: string, runs: readonly (readonly Exchanged[])[]) => {
    const db = join(folder, name)
    await replay(db, runs)
    const rows = Object.values(await endpoints(db)).map(({ method, template, exchanges }) => `${method} ${template} ${exchanges}`)
    const store = new Database(db, { readonly: true })
    const records = store.prepare('SELECT kind, to_key, exchanges FROM template_change ORDER BY exchanges').all()
    store.close()
    return { rows, records }
  }
  const one = await facts('order-1.db', [small[0], small[1], bays])
  expect(one.records).toHaveLength(2)
  expect(await facts('order-2.db', [small[1], small[0], [...bays].reverse()])).toEqual(one)
})

test('what people accepted for a path stays accepted when it is part of a template', async () => {
  const db = join(folder, 'allow.db')
  const spec = join(folder, 'api.yaml')
  writeFileSync(
    spec,
    'openapi: 3.1.0\ninfo: { title: A, version: "1" }\nservers: [{ url: "http://api.example" }]\npaths:\n  /status: { get: { responses: { "200": { description: ok } } } }\n',
  )
  const config = join(folder, 'earshot.yaml')
  writeFileSync(config, 'allow:\n  - { rule: shadow-operation, service: api.example, path: /weather/harbour, reason: known }\n')
  const [shadows, settings] = [
    ['--kind', 'lifecycle', '--format', 'json'],
    ['--config', config],
  ]
  const found = async (...more: string[]) => JSON.parse((await earshot('findings', '--db', db, ...shadows, ...more)).out).findings
  await replay(db, [[weather('harbour'), weather('harbour'), weather('harbour'), status]], '--spec', spec, ...settings)
  expect(await found(...settings)).toEqual([])
  await replay(db, [[], bays], ...settings)
  expect(await found()).toMatchObject([{ rule: 'shadow-operation', template: '/weather/{weather}' }])
  expect(await found(...settings)).toEqual([])
})
