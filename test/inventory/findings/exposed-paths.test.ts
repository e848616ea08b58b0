import { expect, it } from 'vitest'
import { exposedHits } from '../../../inventory/findings/exposed-paths.ts'
import { operation, service } from '../judge/build-inventory.ts'

const judged = (paths: string[], auth: Record<string, number> = { none: 1 }) => {
  const made = operation('GET /{a}', { signals: { 'exposed-path': paths }, auth })
  return [{ service: service('a', made), operation: made, states: [], fields: [] }]
}

it('gives the hits of one kind, and whether nobody showed a credential', () => {
  expect([...exposedHits(judged(['file:.env', 'admin']), 'admin')]).toMatchObject([
    { open: true, rows: [{ text: 'admin was answered 2xx with a body' }] },
  ])
  expect([...exposedHits(judged(['admin'], { none: 1, basic: 1 }), 'admin')]).toMatchObject([{ open: false }])
})

it('leaves out hosts that answer every path', () => {
  expect([...exposedHits(judged(['file:.env', 'file:.git', 'file:.svn', 'debug:pprof', 'admin']), 'admin')]).toEqual([])
})
