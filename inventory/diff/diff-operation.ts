// One operation that both inventories have.

import type { BodyEvidence, Operation, Parameter, ResponseEvidence } from '../model.ts'
import { scalarSchema } from '../schema/index.ts'
import { chanceOfOneSide, GONE_BELOW } from './chance.ts'
import type { ChangeList, ChangePlace } from './change-list.ts'
import { diffAuth } from './diff-auth.ts'
import { diffScalar } from './diff-scalar.ts'
import { diffBody } from './diff-schema.ts'

interface Pair {
  readonly list: ChangeList
  readonly at: ChangePlace
  readonly base: Operation
  readonly head: Operation
}

export function diffOperation(list: ChangeList, at: ChangePlace, base: Operation, head: Operation): void {
  const pair = { list, at, base, head }
  diffDeprecation(pair)
  diffStatuses(pair)
  diffAuth(pair)
  diffParameters(pair)
  diffMediaTypes(pair, 'request', null, base.requestBodies, head.requestBodies)
  for (const [status, response] of base.responses) {
    const now = head.responses.get(status)
    if (now !== undefined) diffResponse(pair, response, now)
  }
}

const DEPRECATION = ['deprecation-header', 'sunset-header', 'link-deprecation']

function diffDeprecation({ list, at, base, head }: Pair): void {
  const signal = DEPRECATION.find((id) => head.signals.has(id))
  if (signal === undefined || DEPRECATION.some((id) => base.signals.has(id))) return
  list.add('operation-deprecated', at, { text: `responses announce the end of ${at.method} ${at.template} now`, after: signal })
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300

function diffStatuses({ list, at, base, head }: Pair): void {
  const [n, m] = [total(base.statuses), total(head.statuses)]
  for (const [status, times] of base.statuses) {
    if (!isSuccess(status) || head.statuses.has(status)) continue
    if (chanceOfOneSide(times, n, m) < GONE_BELOW)
      list.add('success-status-removed', at, {
        place: `response ${status}`,
        text: `${status} is not answered any more`,
        before: String(status),
      })
  }
  for (const [status, times] of head.statuses) {
    if (base.statuses.has(status) || status < 200) continue
    const chance = chanceOfOneSide(times, m, n)
    const rule = isSuccess(status) ? 'success-status-added' : status >= 400 ? 'error-status-added' : null
    if (rule !== null)
      list.add(rule, at, {
        place: `response ${status}`,
        text: `${status} is answered now (${times} of ${m})`,
        after: String(status),
        chance,
      })
  }
}

const total = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)

/** Parameters are learned from requests that were not refused. */
const acceptedRequests = (operation: Operation): number =>
  [...operation.statuses].reduce((n, [status, times]) => (status >= 400 ? n - times : n), operation.seen.n)

function diffParameters({ list, at, base, head }: Pair): void {
  const [n, m] = [acceptedRequests(base), acceptedRequests(head)]
  const inRequest = (operation: Operation) => [...operation.parameters].filter(([, { location }]) => location !== 'path')
  for (const [slot, parameter] of inRequest(base)) {
    const place = `${parameter.location} ${parameter.name}`
    const now = head.parameters.get(slot)
    if (now !== undefined) diffParameter({ list, at, base, head }, place, parameter, now)
    else if (chanceOfOneSide(parameter.present, n, m) < GONE_BELOW)
      list.add('request-parameter-removed', at, { place, text: `${place} is not sent any more`, before: parameter.name })
  }
  for (const [slot, parameter] of inRequest(head)) {
    if (base.parameters.has(slot)) continue
    const place = `${parameter.location} ${parameter.name}`
    const chance = chanceOfOneSide(parameter.present, m, n)
    // headers come and go with clients: a new one in every request is no demand of the API
    const isDemanded = parameter.location !== 'header' && parameter.present >= m && m >= REQUIRED_REQUESTS
    if (isDemanded)
      list.add('request-parameter-required-added', at, { place, text: `${place} is in every request now`, after: parameter.name, chance })
    else
      list.add('request-parameter-added', at, { place, text: `${place} is sent now (${parameter.present} of ${m})`, after: parameter.name })
  }
  for (const [index, segment] of head.segments.entries()) {
    const before = base.segments[index]
    if (segment.kind !== 'parameter' || before?.kind !== 'parameter') continue
    const [was, now] = [pathParameter(base, before.name), pathParameter(head, segment.name)]
    if (was && now) diffScalar({ list, at }, `path ${segment.name}`, schemaOf(was), schemaOf(now), [was.schema, now.schema])
  }
}

/** Fewer requests prove nothing about what is demanded. */
const REQUIRED_REQUESTS = 20

const pathParameter = (operation: Operation, name: string): Parameter | undefined =>
  [...operation.parameters.values()].find((parameter) => parameter.location === 'path' && parameter.name === name)

const schemaOf = (parameter: Parameter) => scalarSchema(parameter.schema, { direction: 'request', evidence: false, name: parameter.name })

function diffParameter({ list, at, base, head }: Pair, place: string, before: Parameter, now: Parameter): void {
  const [n, m] = [acceptedRequests(base), acceptedRequests(head)]
  if (before.location !== 'header' && before.present < n && now.present >= m && m >= REQUIRED_REQUESTS) {
    const chance = chanceOfOneSide(n - before.present, n, m)
    if (chance < GONE_BELOW)
      list.add('request-parameter-became-required', at, {
        place,
        text: `${place} is in every request now`,
        before: 'optional',
        after: 'required',
      })
  }
  diffScalar({ list, at }, place, schemaOf(before), schemaOf(now), [before.schema, now.schema])
}

function diffResponse(pair: Pair, base: ResponseEvidence, head: ResponseEvidence): void {
  const { list, at } = pair
  for (const [slot, header] of base.headers) {
    if (head.headers.has(slot)) continue
    const place = `response ${base.status} header ${header.name}`
    if (chanceOfOneSide(header.present, base.n, head.n) < GONE_BELOW)
      list.add('response-header-removed', at, { place, text: `${header.name} is not sent any more`, before: header.name })
  }
  for (const [slot, header] of head.headers) {
    if (base.headers.has(slot)) continue
    const place = `response ${base.status} header ${header.name}`
    list.add('response-header-added', at, {
      place,
      text: `${header.name} is sent now (${header.present} of ${head.n})`,
      after: header.name,
    })
  }
  diffMediaTypes(pair, 'response', base.status, base.bodies, head.bodies)
}

function diffMediaTypes(
  { list, at }: Pair,
  direction: 'request' | 'response',
  status: number | null,
  base: ReadonlyMap<string, BodyEvidence>,
  head: ReadonlyMap<string, BodyEvidence>,
): void {
  const where = direction === 'request' ? 'request.body' : `response ${status}`
  const sum = (bodies: ReadonlyMap<string, BodyEvidence>) => [...bodies.values()].reduce((a, { n }) => a + n, 0)
  for (const [type, body] of base) {
    const now = head.get(type)
    if (now !== undefined) diffBody({ list, at, direction, where, isError: status !== null && status >= 400 }, body.schema, now.schema)
    else if (chanceOfOneSide(body.n, sum(base), sum(head)) < GONE_BELOW)
      list.add(`${direction}-media-type-removed`, at, {
        place: where,
        text: `${type || 'no media type'} does not come any more`,
        before: type,
      })
  }
  for (const [type, body] of head)
    if (!base.has(type) && base.size > 0)
      list.add(`${direction}-media-type-added`, at, {
        place: where,
        text: `${type || 'no media type'} comes now (${body.n} times)`,
        after: type,
      })
}
