// Two inventories -> changes. Absence is no removal without evidence, and what is new may only be new to us.

import type { TemplateRecord } from '../learn/template-change.ts'
import { type Inventory, type Operation, renderTemplate, type Service } from '../model.ts'
import { chanceOfSilence, GONE_BELOW } from './chance.ts'
import type { Change, DiffOptions } from './change.ts'
import { type ChangeDetail, ChangeList, type ChangePlace } from './change-list.ts'
import { diffAi } from './diff-ai.ts'
import { diffOperation } from './diff-operation.ts'
import { covers } from './template-match.ts'

/** What changed from `base` to `head`: most serious first, then by service, template, method, place. */
export function diffInventories(base: Inventory, head: Inventory, options: DiffOptions = {}): Change[] {
  const list = new ChangeList(options)
  const names = new Set([...base.services.keys(), ...head.services.keys()])
  for (const name of names) {
    if (options.service !== undefined && name !== options.service) continue
    const [before, after] = [base.services.get(name), head.services.get(name)]
    const at = { service: name, method: null, template: null }
    if (before === undefined && after !== undefined && operationsOf(after).size > 0)
      list.add('service-added', at, { text: `${name} is called now, with ${count(operationsOf(after).size, 'operation')}` })
    else if (before !== undefined && after === undefined && operationsOf(before).size > 0)
      list.add('service-not-observed', at, {
        text: `${name} was not called; before, it had ${count(operationsOf(before).size, 'operation')}`,
      })
    else if (before !== undefined && after !== undefined) diffService(list, before, after)
  }
  for (const record of mergesOf(options)) list.add('operation-merged', ...record)
  diffAi(list, base.ai, head.ai, options)
  return list.sorted()
}

/** Merges that the file recorded, once for each template: neither inventory has the paths any more that stood apart. */
function mergesOf({ records = [], service }: DiffOptions): [ChangePlace, ChangeDetail][] {
  const merges = new Map<string, TemplateRecord[]>()
  for (const record of records) {
    if (record.kind !== 'merge' || (service !== undefined && record.service !== service)) continue
    const key = `${record.service} ${record.toKey}`
    merges.set(key, [...(merges.get(key) ?? []), record])
  }
  return [...merges.values()].map((all): [ChangePlace, ChangeDetail] => {
    const { service, to, toKey } = all.at(-1) as TemplateRecord
    const method = toKey.slice(0, toKey.indexOf(' '))
    const paths = all.length === 1 ? '1 path that stood apart is' : `${all.length} paths that stood apart are`
    return [
      { service, method, template: to },
      { text: `${paths} part of ${method} ${to} now`, before: `${all.length} apart`, after: `${method} ${to}` },
    ]
  })
}

/** What is an operation for sure, or as far as one direction tells. */
function operationsOf(service: Service): Map<string, Operation> {
  return new Map([...service.operations].filter(([, { tier }]) => tier === 'confirmed' || tier === 'one-sided'))
}

function diffService(list: ChangeList, base: Service, head: Service): void {
  const [before, after] = [operationsOf(base), operationsOf(head)]
  const ratio = exchangesOf(after) / Math.max(1, exchangesOf(before))
  for (const [key, operation] of before) {
    const now = after.get(key)
    if (now !== undefined && !isGone(operation, now)) diffOperation(list, placeOf(head, now), operation, now)
    else diffAbsent(list, { base, head, key, operation, ratio })
  }
  for (const [key, operation] of after) {
    if (before.has(key)) continue
    const from = [...before.values()].find((one) => covers(one, operation))
    const at = placeOf(head, operation)
    if (from !== undefined)
      list.add('operation-split', at, {
        text: `${nameOf(operation)} stands beside ${nameOf(from)} now`,
        before: nameOf(from),
        after: nameOf(operation),
      })
    else if (![...before.values()].some((one) => covers(operation, one)))
      list.add('operation-added', at, {
        text: `${nameOf(operation)} is new: ${count(operation.seen.n, 'exchange')}`,
        after: nameOf(operation),
      })
  }
}

const exchangesOf = (operations: ReadonlyMap<string, Operation>): number =>
  [...operations.values()].reduce((sum, { seen }) => sum + seen.n, 0)

/** It succeeded before; now it only ever says that it is not there. */
function isGone(before: Operation, now: Operation): boolean {
  return succeeded(before) > 0 && succeeded(now) === 0 && goneAnswers(now) > 0
}

const succeeded = ({ statuses }: Operation): number =>
  [...statuses].reduce((n, [status, count]) => (status >= 200 && status < 400 ? n + count : n), 0)

/** 410 says it itself; 404 may be about one object, so that it takes all of several. */
function goneAnswers({ statuses }: Operation): number {
  const all = [...statuses.values()].reduce((a, b) => a + b, 0)
  const absent = (statuses.get(404) ?? 0) + (statuses.get(405) ?? 0)
  return (statuses.get(410) ?? 0) + (absent >= 2 && absent === all ? absent : 0)
}

interface Absent {
  readonly base: Service
  readonly head: Service
  readonly key: string
  readonly operation: Operation
  /** Exchanges of the service in the newer inventory for each in the older one. */
  readonly ratio: number
}

function diffAbsent(list: ChangeList, { base, head, key, operation, ratio }: Absent): void {
  const at = placeOf(base, operation)
  const name = nameOf(operation)
  const into = head.operations.has(key) ? undefined : [...operationsOf(head).values()].find((one) => covers(one, operation))
  if (into !== undefined) {
    list.add('operation-merged', placeOf(head, into), { text: `${name} is part of ${nameOf(into)} now`, before: name, after: nameOf(into) })
    return
  }
  const answers = refusals(head, key, operation)
  if (answers !== null) {
    const statuses = [...answers.statuses.keys()].sort().join(', ')
    list.add('operation-removed', at, { text: `${name} is gone: it answers ${statuses} now`, before: name, after: statuses })
    return
  }
  const expected = operation.seen.n * ratio
  const chance = chanceOfSilence(operation.seen.n, ratio)
  if (chance < GONE_BELOW)
    list.add('operation-removed', at, {
      text: `${name} is gone: about ${Math.round(expected)} exchanges were to be expected, none was seen`,
      before: name,
    })
  else
    list.add('operation-not-observed', at, {
      text: `${name} was not called; with ${count(operation.seen.n, 'exchange')} before, that may be chance`,
      before: name,
    })
}

/**
 * What says in the newer inventory that the operation is gone. Paths that are only ever refused have templates of their own, coarser than those
 * of operations: a 410 there is still about this one, a 404 may be about anything.
 */
function refusals(head: Service, key: string, operation: Operation): Operation | null {
  const same = head.operations.get(key)
  if (same !== undefined && goneAnswers(same) > 0) return same
  const isGone410 = (one: Operation): boolean => one.tier === 'probe' && one.statuses.size === 1 && one.statuses.has(410)
  return [...head.operations.values()].find((one) => isGone410(one) && covers(one, operation)) ?? null
}

const placeOf = (service: Service, operation: Operation): ChangePlace => ({
  service: service.name,
  method: operation.method,
  template: renderTemplate(operation.segments),
})

const nameOf = (operation: Operation): string => `${operation.method} ${renderTemplate(operation.segments)}`

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`
