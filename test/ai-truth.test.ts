// What real clients of MCP servers saw themselves is what earshot finds, and the same traffic in other packets never shows more.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AiObserver, type AiProviderJson, foldAliases, judgeMcp, type McpServerJson } from '../inventory/ai/index.ts'
import type { McpSignal } from '../inventory/ai/mcp-signals.ts'
import { createPipeline } from '../reconstruct/index.ts'
import { Counters } from '../sensor/base/counters.ts'
import { CaptureParser } from '../sensor/index.ts'
import { replayFixture, scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'
import { duplicate, readPackets, recut, reorder, writePackets } from './support/recut.ts'

const folder = scratchFolder('ai-truth')
const RECORDED = ['mcp-fastmcp', 'mcp-bridge', 'mcp-gateway', 'mcp-stateless', 'mcp-quotes-v1', 'mcp-quotes-v2']
const RANK = ['candidate', 'probable', 'confirmed']

interface Truth {
  server: string
  version: string
  protocolVersion: string | null
  client: string
  sessions: number
  tools: string[]
  resources: string[]
  prompts: string[]
  calls: Record<string, number>
  errors: Record<string, number>
}

async function serversOf(db: string): Promise<McpServerJson[]> {
  const { out } = await earshot('mcp', '--all', '--db', db, '--format', 'json')
  return (JSON.parse(out) as { servers: McpServerJson[] }).servers
}

async function serversIn(file: string): Promise<McpServerJson[]> {
  const db = `${file}.db`
  expect((await earshot('replay', file, '--db', db, '--quiet')).code).toBe(0)
  return serversOf(db)
}

/** What may not differ when only the packets do: everything but times. */
const plain = (servers: readonly McpServerJson[]): unknown =>
  servers.map(({ firstSeenUs: _first, lastSeenUs: _last, tools, ...server }) => ({
    ...server,
    tools: tools.map(({ p50Ms: _a, p95Ms: _b, ...tool }) => tool),
  }))

describe.each(RECORDED)('%s', (name) => {
  test('is what its client saw, on both sides of a gateway', async () => {
    const truth = JSON.parse(readFileSync(`fixtures/${name}/truth.json`, 'utf8')) as Truth
    const servers = await serversOf(await replayFixture(folder, name))
    expect(servers).toHaveLength(name === 'mcp-gateway' ? 2 : 1)
    for (const server of servers) {
      const counts = (field: 'calls' | 'errors') =>
        Object.fromEntries(server.tools.filter((tool) => tool[field] > 0).map((tool) => [tool.name, tool[field]]))
      expect(server).toMatchObject({
        confidence: 'confirmed',
        status: 'serving',
        names: [truth.server],
        versions: [truth.version],
        sessions: truth.sessions,
      })
      expect(server.tools.filter(({ listed }) => listed).map((tool) => tool.name)).toEqual([...truth.tools].sort())
      expect([server.resources, server.prompts]).toEqual([[...truth.resources].sort(), [...truth.prompts].sort()])
      expect([counts('calls'), counts('errors')]).toEqual([truth.calls, truth.errors])
      expect(server.clients.map((client) => `${client.name} ${client.version}`)).toEqual([truth.client])
      if (truth.protocolVersion !== null) expect(server.protocolVersions).toEqual([truth.protocolVersion])
    }
  })

  const { header, packets } = readPackets(`fixtures/${name}/capture.pcap`)
  const written = (what: string, changed: typeof packets) => writePackets(join(folder, `${name}-${what}.pcap`), header, changed)

  test('is the same however the network cuts, turns and doubles its packets', async () => {
    const whole = plain(await serversIn(written('whole', packets)))
    for (const size of [1, 7, 100, 536, 1460])
      expect(plain(await serversIn(written(`cut-${size}`, recut(packets, size)))), `segments of ${size}`).toEqual(whole)
    for (const every of [2, 3, 5]) {
      expect(plain(await serversIn(written(`turned-${every}`, reorder(recut(packets, 300), every)))), `turned ${every}`).toEqual(whole)
      expect(plain(await serversIn(written(`doubled-${every}`, duplicate(packets, every)))), `doubled ${every}`).toEqual(whole)
    }
  })

  test('joined late, shows less and invents nothing', async () => {
    const whole = await serversIn(written('all', packets))
    for (let i = 1; i <= 8; i++) {
      const late = await serversIn(written(`late-${i}`, packets.slice(Math.floor((i * packets.length) / 9))))
      for (const server of late) {
        const full = whole.find(
          ({ address, path, messagePaths }) => address === server.address && (path === server.path || messagePaths.includes(server.path)),
        )
        expect(full, `${server.address}${server.path}`).toBeDefined()
        expect(RANK.indexOf(server.confidence)).toBeLessThanOrEqual(RANK.indexOf(full?.confidence ?? ''))
        const known = new Map(full?.tools.map((tool) => [tool.name, tool]))
        for (const tool of server.tools) expect(tool.calls).toBeLessThanOrEqual(known.get(tool.name)?.calls ?? -1)
        for (const one of server.names) expect(full?.names).toContain(one)
      }
    }
  })
})

test('no kind of evidence is needed: without any one of them all servers are still found', async () => {
  const groups: Record<string, readonly McpSignal[]> = {
    handshake: ['initialize-request', 'initialize-result', 'discover-result'],
    headers: ['method-header', 'session-header', 'version-header'],
    lists: ['tools-list-result', 'list-result'],
    calls: ['call-request', 'call-result'],
    methods: ['method-name', 'second-method-name', 'server-method'],
    hints: ['accept-both', 'path-hint', 'endpoint-event', 'challenge'],
    'the newest revision': ['request-meta'],
    requests: [
      'request-meta',
      'initialize-request',
      'method-header',
      'version-header',
      'call-request',
      'method-name',
      'accept-both',
      'path-hint',
    ],
  }
  for (const name of RECORDED) {
    const observer = new AiObserver()
    const capture = readFileSync(`fixtures/${name}/capture.pcap`)
    const counters = new Counters()
    const pipeline = createPipeline({ counters, sink: { exchange: (exchange) => observer.observe(exchange), flow: () => {} } })
    const parser = new CaptureParser(pipeline.packets, counters)
    parser.finish(capture.length - parser.push(capture, 0, capture.length))
    pipeline.finish()
    for (const server of foldAliases(observer.inventory().mcpServers)) {
      for (const [group, signals] of Object.entries(groups)) {
        const evidence = new Map([...server.evidence].filter(([id]) => !(signals as readonly string[]).includes(id)))
        expect(judgeMcp({ ...server, evidence }).confidence, `${name} without ${group}`).not.toBe('candidate')
      }
    }
  }
})

test('models, tokens and vector databases of four vendors, known by what they speak alone', async () => {
  const { out } = await earshot('ai', '--db', await replayFixture(folder, 'model-vendors'), '--format', 'json')
  const { providers } = JSON.parse(out) as { providers: AiProviderJson[] }
  const found = Object.fromEntries(
    providers.map(({ id, models, requests, tokensIn, tokensOut }) => [id, { models, requests, tokensIn, tokensOut }]),
  )
  expect(found).toEqual(JSON.parse(readFileSync('fixtures/model-vendors/truth.json', 'utf8')))
  expect(providers.map(({ credentials }) => credentials.map(({ kind }) => kind).join())).toEqual(['aws-signature', 'bearer', 'api-key', ''])
})

test('a server in two versions has changed exactly so; the same capture twice has not', async () => {
  const [before, after] = [await replayFixture(folder, 'mcp-quotes-v1'), await replayFixture(folder, 'mcp-quotes-v2')]
  const ids = async (a: string, b: string) =>
    (JSON.parse((await earshot('diff', a, b, '--format', 'json')).out) as { changes: { id: string; place: string }[] }).changes.map(
      ({ id, place }) => `${id} ${place ?? ''}`.trim(),
    )
  expect(await ids(before, after)).toEqual([
    'mcp-tool-removed tool old_quote',
    'mcp-tool-changed tool daily_quote',
    'mcp-version-changed',
    'mcp-tool-added tool new_quote',
  ])
  expect(await ids(before, await replayFixture(folder, 'mcp-quotes-v1'))).toEqual([])
})

test('nothing that the tools were given or gave is in the file', async () => {
  const file = readFileSync(await replayFixture(folder, 'mcp-fastmcp'))
  for (const value of ['ada.example', 'Printer is out of paper']) expect(file.includes(value), value).toBe(false)
})
