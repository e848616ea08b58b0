// How the template of an operation came to be what it is, over several runs.

import type { TemplateRecord } from '../learn/template-change.ts'
import { time } from './explain-callers.ts'

/** Lines about merges into the operation, and about splits it took part in. */
export function templateRows(service: string, key: string, records: readonly TemplateRecord[]): string[] {
  const own = records.filter((record) => record.service === service && (record.toKey === key || record.fromKey === key))
  if (own.length === 0) return []
  const merges = own.filter(({ kind }) => kind === 'merge')
  const runs = [...new Set(merges.map(({ run }) => run))].sort((a, b) => a - b)
  return ['history of the template:', ...runs.map((run) => mergeRow(merges.filter((one) => one.run === run))), ...splitRows(own, key)]
}

function mergeRow(merges: readonly TemplateRecord[]): string {
  const exchanges = merges.reduce((sum, one) => sum + one.exchanges, 0)
  const first = merges.reduce((least, one) => Math.min(least, one.firstUs), Number.POSITIVE_INFINITY)
  const paths = merges.length === 1 ? '1 path that stood apart is' : `${merges.length} paths that stood apart are`
  return `  run ${merges[0]?.run}: ${paths} part of it since; ${exchanges} earlier ${exchanges === 1 ? 'exchange' : 'exchanges'} came along, the first of ${time(first)}`
}

const splitRows = (records: readonly TemplateRecord[], key: string): string[] =>
  records
    .filter(({ kind }) => kind === 'split')
    .map(({ run, from, to, toKey }) =>
      toKey === key
        ? `  run ${run}: stands on its own since; what came before is counted under ${from}`
        : `  run ${run}: ${to} stands on its own since; what came before is counted here`,
    )
