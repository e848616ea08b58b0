// Writes one operation of a run: its columns, its detail, and its parameters, bodies and fields.

import { createHash } from 'node:crypto'
import type { BodyEvidence, Operation, Parameter } from '../model.ts'
import { renderTemplate } from '../model.ts'
import type { SchemaNode } from '../schema/index.ts'
import { encodeDetail } from './detail-codec.ts'
import { operationFields } from './operation-fields.ts'
import type { RunStatements } from './run-statements.ts'
import { schemaToDisk } from './schema-codec.ts'

export class OperationWriter {
  readonly #run: number
  readonly #hash: (hash: number) => number
  readonly #sql: RunStatements

  /** `hash` keys hashes of values; it leaves them as they are where the operation came from the file. */
  constructor(sql: RunStatements, run: number, hash: (hash: number) => number) {
    this.#sql = sql
    this.#run = run
    this.#hash = hash
  }

  /**
   * To be called within a transaction. `fields`: fingerprint of the fields that the last call wrote, '' when there was none; gives the one of
   * now.
   */
  write(id: number, operation: Operation, fields: string): { fields: string } {
    const clients = addressesOf(operation)
    this.#sql.putOperation.run({
      run: this.#run,
      operation: id,
      kind: operation.kind,
      tier: operation.tier,
      template: renderTemplate(operation.segments),
      n: operation.seen.n,
      ...times(operation.seen),
      statuses: counts(operation.statuses),
      auth: JSON.stringify([...operation.auth.values()].map(({ scheme }) => scheme).sort()),
      clients: clients.length,
    })
    this.#sql.putDetail.run(this.#run, id, JSON.stringify(clients), encodeDetail(operation, this.#hash))
    this.#saveParameters(id, operation)
    this.#saveBodies(id, operation)
    return { fields: this.#saveFields(id, operation, fields) }
  }

  #saveParameters(operationId: number, operation: Operation): void {
    const gone = this.#slots(this.#sql.parameterSlots.all(this.#run, operationId))
    const put = (status: number, slot: string, parameter: Parameter): void => {
      const location = status === 0 ? parameter.location : `response.${parameter.location}`
      const parameterId = this.#sql.addParameter.get(operationId, location, parameter.name) as number
      const schemaId = this.#schema(parameter.schema, parameter.name)
      this.#sql.putParameter.run(this.#run, operationId, status, slot, parameterId, parameter.present, schemaId)
      gone.delete(`${status} ${slot}`)
    }
    for (const [slot, parameter] of operation.parameters) put(0, slot, parameter)
    for (const [status, response] of operation.responses) for (const [slot, header] of response.headers) put(status, slot, header)
    for (const { status, slot } of gone.values()) this.#sql.dropParameter.run(this.#run, operationId, status, slot)
  }

  #saveBodies(operationId: number, operation: Operation): void {
    const gone = this.#slots(this.#sql.bodySlots.all(this.#run, operationId))
    const put = (status: number, slot: string, body: BodyEvidence): void => {
      this.#sql.putBody.run(this.#run, operationId, status, slot, body.n, body.walked, this.#schema(body.schema))
      gone.delete(`${status} ${slot}`)
    }
    for (const [mediaType, body] of operation.requestBodies) put(0, mediaType, body)
    for (const [status, response] of operation.responses) for (const [mediaType, body] of response.bodies) put(status, mediaType, body)
    for (const { status, slot } of gone.values()) this.#sql.dropBody.run(this.#run, operationId, status, slot)
  }

  #slots(rows: unknown[]): Map<string, { status: number; slot: string }> {
    return new Map((rows as { status: number; slot: string }[]).map((row) => [`${row.status} ${row.slot}`, row]))
  }

  /** Fields change rarely: only when their list differs from the one written. */
  #saveFields(operationId: number, operation: Operation, before: string): string {
    const fields = operationFields(operation)
    const fingerprint = digest(fields.map(({ location, path, types }) => `${location} ${path} ${types}`))
    if (before === fingerprint) return before
    const gone = new Set(this.#sql.fieldIds.all(this.#run, operationId) as number[])
    for (const { location, path, types } of fields) {
      const id = this.#sql.addField.get(operationId, location, path) as number
      this.#sql.putField.run(this.#run, operationId, id, types)
      gone.delete(id)
    }
    for (const id of gone) this.#sql.dropField.run(this.#run, operationId, id)
    return fingerprint
  }

  #schema(node: SchemaNode, name = ''): number {
    const { hash, body } = schemaToDisk(node, this.#hash, name)
    return (this.#sql.findSchema.get(hash) ?? this.#sql.addSchema.get(hash, body)) as number
  }
}

/** Client addresses among the consumers that are kept. */
const addressesOf = (operation: Operation): string[] =>
  [...operation.consumers.values()].flatMap(({ key }) => (key.startsWith('address:') ? [key.slice(8)] : [])).sort()

/** Short, because there is one for each operation. */
export const digest = (parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16)

/** What was never seen has no time; columns want a number. */
export const times = ({ firstUs, lastUs }: { firstUs: number; lastUs: number }): { firstUs: number; lastUs: number } => ({
  firstUs: Number.isFinite(firstUs) ? firstUs : 0,
  lastUs: Number.isFinite(lastUs) ? lastUs : 0,
})

/** As a column holds them: JSON, in order of their names. */
export function counts(map: ReadonlyMap<string | number, number>): string {
  return JSON.stringify(Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1))))
}
