// Writes what a run has learned so far. It remembers a fingerprint of everything it has written, so that a save costs what has changed.

import type { Database } from 'better-sqlite3'
import { type AiInventory, aiJson, encodeAi, mcpServersJson } from '../ai/index.ts'
import type { Inventory, Operation, Seen, ServerCoverage, Service } from '../model.ts'
import { renderTemplate } from '../model.ts'
import { counts, digest, OperationWriter, times } from './operation-writer.ts'
import { prepareRunStatements, type RunStatements } from './run-statements.ts'
import { protectAi } from './schema-codec.ts'

interface WrittenOperation {
  readonly id: number
  fingerprint: string
  fields: string
  save: number
}

interface WrittenService {
  readonly id: number
  fingerprint: string
  save: number
  readonly operations: Map<string, WrittenOperation>
}

interface WrittenAsset {
  readonly id: number
  fingerprint: string
  save: number
}

export class RunWriter {
  readonly #run: number
  readonly #hash: (hash: number) => number
  readonly #sql: RunStatements
  readonly #operations: OperationWriter
  #services = new Map<string, WrittenService>()
  #assets = new Map<string, WrittenAsset>()
  #ai: Uint8Array = new Uint8Array(0)
  #saves = 0
  #isWhole = true

  constructor(db: Database, run: number, hash: (hash: number) => number) {
    this.#run = run
    this.#hash = hash
    this.#sql = prepareRunStatements(db)
    this.#operations = new OperationWriter(this.#sql, run, hash)
  }

  /** To be called within a transaction; after a failed one, `forget`. */
  save(inventory: Inventory, nowUs: number): void {
    this.#saves++
    if (!this.#isWhole) this.#clear()
    for (const service of inventory.services.values()) this.#saveService(service)
    for (const server of inventory.coverage.servers.values()) this.#saveAsset(server)
    this.#dropVanished()
    this.#saveAi(inventory.ai)
    const seen = seenOf(inventory)
    const counters = JSON.stringify(Object.fromEntries([...inventory.coverage.counters].sort(([a], [b]) => (a < b ? -1 : 1))))
    this.#sql.putSaved.run(nowUs, counters, seen?.firstUs ?? null, seen?.lastUs ?? null, this.#run)
    this.#isWhole = true
  }

  /** What was written is not in the file after all: the next save writes everything. */
  forget(): void {
    this.#services = new Map()
    this.#assets = new Map()
    this.#ai = new Uint8Array(0)
    this.#isWhole = false
  }

  #clear(): void {
    this.#sql.dropAllOperations.run(this.#run)
    this.#sql.dropAllServices.run(this.#run)
    this.#sql.dropAllAssets.run(this.#run)
  }

  #saveService(service: Service): void {
    let written = this.#services.get(service.name)
    if (written === undefined) {
      written = { id: this.#sql.addService.get(service.name) as number, fingerprint: '', save: 0, operations: new Map() }
      this.#services.set(service.name, written)
    }
    written.save = this.#saves
    const hosts = counts(service.hosts)
    const addresses = counts(service.addresses)
    const fingerprint = [service.scheme, service.seen.n, service.seen.firstUs, service.seen.lastUs, hosts, addresses].join('\n')
    if (written.fingerprint !== fingerprint) {
      this.#sql.putService.run({
        run: this.#run,
        service: written.id,
        scheme: service.scheme,
        ...times(service.seen),
        n: service.seen.n,
        hosts,
        addresses,
      })
      written.fingerprint = fingerprint
    }
    for (const [key, operation] of service.operations) this.#saveOperation(written, key, operation)
  }

  #saveOperation(service: WrittenService, key: string, operation: Operation): void {
    let written = service.operations.get(key)
    if (written === undefined) {
      written = { id: this.#sql.addOperation.get(service.id, key, operation.method) as number, fingerprint: '', fields: '', save: 0 }
      service.operations.set(key, written)
    }
    written.save = this.#saves
    const fingerprint = fingerprintOf(operation)
    if (written.fingerprint === fingerprint) return
    written.fingerprint = fingerprint
    const { fields } = this.#operations.write(written.id, operation, written.fields)
    written.fields = fields
  }

  /** Operations that were melded into others, services that were joined, servers beyond the bound: since the last save. */
  #dropVanished(): void {
    for (const [name, service] of this.#services) {
      for (const [key, operation] of service.operations) {
        if (operation.save === this.#saves) continue
        this.#sql.dropOperation.run(this.#run, operation.id)
        service.operations.delete(key)
      }
      if (service.save === this.#saves) continue
      this.#sql.dropService.run(this.#run, service.id)
      this.#services.delete(name)
    }
    for (const [address, asset] of this.#assets) {
      if (asset.save === this.#saves) continue
      this.#sql.dropAsset.run(this.#run, asset.id)
      this.#assets.delete(address)
    }
  }

  #saveAsset(server: ServerCoverage): void {
    const row = {
      run: this.#run,
      flows: server.flows,
      oneSidedFlows: server.oneSidedFlows,
      http1: server.bytes.get('http/1') ?? 0,
      http2: server.bytes.get('http/2') ?? 0,
      tls: server.bytes.get('tls') ?? 0,
      opaque: server.bytes.get('opaque') ?? 0,
      other: server.bytes.get('other') ?? 0,
      gapBytes: server.gapBytes,
      requests: server.requests,
      responses: server.responses,
      exchanges: server.exchanges,
      ...times(server),
      hosts: counts(server.hosts),
      serverNames: counts(server.serverNames),
    }
    const fingerprint = Object.values(row).join('\n')
    let written = this.#assets.get(server.address)
    if (written === undefined) {
      written = { id: this.#sql.addAsset.get(server.address) as number, fingerprint: '', save: 0 }
      this.#assets.set(server.address, written)
    }
    written.save = this.#saves
    if (written.fingerprint === fingerprint) return
    this.#sql.putAsset.run({ ...row, asset: written.id })
    written.fingerprint = fingerprint
  }

  #saveAi(ai: AiInventory): void {
    const kept = protectAi(ai, this.#hash)
    const bytes = encodeAi(kept)
    if (Buffer.compare(bytes, this.#ai) === 0) return
    this.#sql.putAi.run(bytes, this.#run)
    this.#sql.dropMcpServers.run(this.#run)
    this.#sql.dropAiProviders.run(this.#run)
    mcpServersJson(kept).servers.forEach((document, position) => {
      this.#sql.putMcpServer.run(this.#run, position, JSON.stringify(document))
    })
    aiJson(kept).providers.forEach((document, position) => {
      this.#sql.putAiProvider.run(this.#run, position, JSON.stringify(document))
    })
    this.#ai = bytes
  }
}

/** Everything that can change without an exchange, and the numbers that every exchange changes. */
function fingerprintOf(operation: Operation): string {
  const { seen, segments, parameters, signals, anomalies, requestBodies, responses } = operation
  const parts: (string | number)[] = [operation.kind, operation.tier, seen.n, seen.firstUs, seen.lastUs, renderTemplate(segments)]
  for (const segment of segments) if (segment.kind === 'parameter') for (const { text, weight } of segment.reasons) parts.push(text, weight)
  for (const [status, n] of operation.statuses) parts.push(status, n)
  for (const [name, { present, schema }] of parameters) parts.push(name, present, schema.n)
  for (const [id, { n }] of signals) parts.push(id, n)
  for (const [id, n] of anomalies) parts.push(id, n)
  for (const [mediaType, { n, walked }] of requestBodies) parts.push(mediaType, n, walked)
  for (const response of responses.values())
    for (const [mediaType, { n, walked }] of response.bodies) parts.push(response.status, mediaType, n, walked)
  for (const { scheme, n, succeeded } of operation.auth.values()) parts.push(scheme, n, succeeded)
  parts.push(operation.consumers.size, operation.consumersDropped)
  return digest(parts)
}

function seenOf(inventory: Inventory): { firstUs: number; lastUs: number } | null {
  const all: Pick<Seen, 'firstUs' | 'lastUs'>[] = [
    ...inventory.coverage.servers.values(),
    ...[...inventory.services.values()].map(({ seen }) => seen),
  ]
  const seen = all.filter(({ firstUs, lastUs }) => Number.isFinite(firstUs) && Number.isFinite(lastUs) && lastUs > 0)
  if (seen.length === 0) return null
  return { firstUs: seen.reduce((a, b) => Math.min(a, b.firstUs), Infinity), lastUs: seen.reduce((a, b) => Math.max(a, b.lastUs), 0) }
}
