// What the recorded programs said they did is what earshot finds: nothing missing, nothing invented.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { replayFixture, scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'

const folder = scratchFolder('truth')
const truthOf = (name: string) => JSON.parse(readFileSync(`fixtures/${name}/truth.json`, 'utf8'))

interface Row {
  readonly method: string
  readonly template: string
  readonly statuses: Record<string, number>
  readonly tier: string
}

describe.each(['shop-v1', 'shop-v2'])('%s', (name) => {
  test('operations and their answers are those of the clients', async () => {
    const db = await replayFixture(folder, name)
    const { out } = await earshot('endpoints', '--db', db, '--format', 'json')
    const found: Record<string, number> = {}
    for (const { method, template, statuses } of (JSON.parse(out) as { endpoints: Row[] }).endpoints) {
      for (const [status, n] of Object.entries(statuses)) found[`${method} ${template.replace(/\{[^}]*\}/g, '{}')} ${status}`] = n
    }
    const said = Object.entries(truthOf(name) as Record<string, number>)
    // a page, static files and a scanner make no operation; neither does an operation that only ever refused
    const expected = Object.fromEntries(said.filter(([key]) => key.includes('/') && !/ HEAD |^HEAD/.test(key)))
    for (const [key, n] of Object.entries(expected)) {
      if (/ 2\d\d$/.test(key)) expect({ key, n: found[key] }).toMatchObject({ key, n: expect.any(Number) })
      if (/ 2\d\d$/.test(key) && !key.startsWith('GET /api/v1/products ')) expect({ key, n: found[key] }).toEqual({ key, n })
    }
    const operations = new Set(
      Object.keys(expected)
        .filter((key) => / 2\d\d$/.test(key))
        .map((key) => key.replace(/ \d+$/, '')),
    )
    expect(new Set(Object.keys(found).map((key) => key.replace(/ \d+$/, '')))).toEqual(operations)
  })
})

test('the Express application: what its clients called, and how often', async () => {
  const { out } = await earshot('endpoints', '--db', await replayFixture(folder, 'express'), '--format', 'json')
  const found: Record<string, number> = {}
  for (const { method, template, statuses } of (JSON.parse(out) as { endpoints: Row[] }).endpoints)
    for (const [status, n] of Object.entries(statuses)) found[`${method} ${template.replace(/\{[^}]*\}/g, '{}')} ${status}`] = n
  // two pages make no operation
  const pages = ['GET /login 200', 'GET /account 200']
  expect(found).toEqual(
    Object.fromEntries(Object.entries(truthOf('express') as Record<string, number>).filter(([key]) => !pages.includes(key))),
  )
})

test('the GraphQL server: one operation, with everything that was asked of it', async () => {
  const { out } = await earshot('endpoints', '--db', await replayFixture(folder, 'graphql'), '--format', 'json')
  const asked = Object.values(truthOf('graphql') as Record<string, number>).reduce((sum, n) => sum + n, 0)
  expect((JSON.parse(out) as { endpoints: unknown[] }).endpoints).toMatchObject([
    { kind: 'graphql', method: 'POST', template: '/graphql', statuses: { 200: asked - 1, 400: 1 } },
  ])
})

test('the MCP server, its tools and the calls of its client', async () => {
  const truth = truthOf('mcp') as { server: { name: string; version: string }; tools: string[]; calls: { name: string; error: boolean }[] }
  const { out } = await earshot('mcp', '--db', await replayFixture(folder, 'mcp'), '--format', 'json')
  const { servers } = JSON.parse(out) as {
    servers: {
      names: string[]
      versions: string[]
      status: string
      confidence: string
      clients: unknown[]
      tools: { name: string; listed: boolean; calls: number; errors: number }[]
    }[]
  }
  expect(servers).toHaveLength(1)
  const [server] = servers
  expect(server).toMatchObject({
    confidence: 'confirmed',
    status: 'serving',
    names: [truth.server.name],
    versions: [truth.server.version],
    clients: [{ name: 'earshot-fixture', version: '1.2.3' }],
  })
  expect(
    server?.tools
      .filter((tool) => tool.listed)
      .map((tool) => tool.name)
      .sort(),
  ).toEqual([...truth.tools].sort())
  for (const tool of ['echo', 'get-sum'])
    expect(server?.tools.find(({ name }) => name === tool)?.calls).toBe(truth.calls.filter(({ name }) => name === tool).length)
})

test('models and token sums of the calls', async () => {
  const truth = truthOf('model-call') as Record<string, { models: string[]; tokensIn: number; tokensOut: number }>
  const { out } = await earshot('ai', '--db', await replayFixture(folder, 'model-call'), '--format', 'json')
  const { providers } = JSON.parse(out) as { providers: { models: string[]; tokensIn: number; tokensOut: number }[] }
  // one server that speaks both dialects
  const calls = Object.values(truth)
  const sum = (field: 'tokensIn' | 'tokensOut') => calls.reduce((total, call) => total + call[field], 0)
  const models = calls.flatMap((call) => call.models).sort()
  expect(providers).toEqual([expect.objectContaining({ models, tokensIn: sum('tokensIn'), tokensOut: sum('tokensOut') })])
})

test('what changed between the two versions of the shop, and nothing else that breaks', async () => {
  const [base, head] = [await replayFixture(folder, 'shop-v1'), await replayFixture(folder, 'shop-v2')]
  const { code, out } = await earshot('diff', base, head, '--format', 'json', '--fail-on', 'breaking')
  expect(code).toBe(1)
  const { changes } = JSON.parse(out) as { changes: { level: string; method: string; template: string; text: string }[] }
  const told = changes.map(({ method, template, text }) => `${method} ${template} ${text}`).join('\n')
  expect(told).toMatch(/wishlists/)
  expect(told).toMatch(/stock/)
  expect(told).toMatch(/price/)
  const breaking = new Set(
    changes.filter(({ level }) => level === 'breaking').map(({ method, template }) => `${method} ${template.replace(/\{[^}]*\}/g, '{}')}`),
  )
  expect([...breaking].filter((operation) => !/products|legacy/.test(operation))).toEqual([])
})
