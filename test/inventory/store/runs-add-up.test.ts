// What several runs know together: invented APIs, their traffic cut into runs of very different sizes, all into one file.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownFromRuns, Learner, openStore, type Store } from '../../../inventory/index.ts'
import { APIS, type InventedApi } from '../../eval/apis.ts'
import { type Request, trafficOf } from '../../eval/traffic.ts'
import { scratchFolder } from '../../support/inventory-files.ts'

const folder = scratchFolder('runs-add-up')
const api = (host: string): InventedApi => APIS.find((one) => one.host === host) as InventedApi

function record(store: Store, requests: readonly Request[]): number {
  const learner = new Learner({ known: knownFromRuns(store.earlier()) })
  for (const { observation } of requests) learner.add(observation)
  const run = store.beginRun({ kind: 'replay', source: 'x', version: '0' })
  store.save(run, learner.finalise())
  const exchanges = () => store.query('SELECT sum(n) AS n FROM run_operation')[0]?.['n']
  const before = exchanges()
  store.saveTemplateChanges(run, learner.templateChanges())
  expect(exchanges()).toBe(before)
  store.endRun(run)
  return store.templateChanges(run).length
}

function f1(found: ReadonlySet<string>, truth: ReadonlySet<string>): number {
  const right = [...found].filter((key) => truth.has(key)).length
  return (2 * right) / (found.size + truth.size)
}

const confirmed = (learner: Learner, host: string): string[] =>
  [...(learner.finalise().services.get(host)?.operations ?? [])].flatMap(([key, { tier }]) => (tier === 'confirmed' ? [key] : []))

test.each(['shop.example', 'cluster.example'])(
  '%s: runs into one file know more than each by itself, and the last one again changes nothing',
  (host) => {
    const sizes = [600, 50, 20, 100, 400]
    const requests = trafficOf(api(host), 1170, 1)
    const truth = new Set(requests.flatMap(({ key, status }) => (key !== null && status === 200 ? [key] : [])))
    const store = openStore(join(folder, `${host}.db`), { mode: 'write' })
    const apart = new Set<string>()
    let at = 0
    for (const size of sizes) {
      const part = requests.slice(at, at + size)
      at += size
      record(store, part)
      const alone = new Learner()
      for (const { observation } of part) alone.add(observation)
      for (const key of confirmed(alone, host)) apart.add(key)
    }
    const together = () =>
      new Set(
        store
          .earlier()
          .flatMap(({ service, method, template }) => (service === host ? [`${method} ${template.replace(/\{[^}]*\}/g, '{}')}`] : [])),
      )
    expect(f1(together(), truth)).toBeGreaterThan(Math.max(0.98, f1(apart, truth)))
    const before = together()
    expect(record(store, requests.slice(-400))).toBe(0)
    expect(together()).toEqual(before)
    store.close()
  },
)
