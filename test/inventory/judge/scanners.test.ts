import { describe, expect, it } from 'vitest'
import { scansOf } from '../../../inventory/judge/scanners.ts'
import { type ClassMarks, mark, noMarks } from '../../../inventory/learn/class-marks.ts'
import type { Consumer, Operation } from '../../../inventory/model.ts'
import { operation, service } from './build-inventory.ts'

const SCANNER = 'address:10.0.0.66'

/** Paths asked for in vain: each leaves its own mark. */
const marks = (paths: number): ClassMarks => {
  const made = noMarks()
  for (let at = 0; at < Math.min(paths, 256); at++) mark(made, at)
  return made
}

function callers(of: Operation, ...consumers: { key: string; n: number; missed?: ClassMarks }[]): Operation {
  for (const consumer of consumers) of.consumers.set(consumer.key, { firstUs: 0, lastUs: 1, ...consumer } satisfies Consumer)
  return of
}

const probed = (n: number, paths: number) =>
  callers(operation('GET /{}', { statuses: { 404: n }, tier: 'probe' }), { key: SCANNER, n, missed: marks(paths) })

describe('a client is a scanner', () => {
  it('that asks for many different paths in vain', () => {
    const scanned = service('h', probed(60, 64), callers(operation('GET /x'), { key: SCANNER, n: 3 }))
    expect(scansOf(scanned).probes.get(SCANNER)).toBeGreaterThanOrEqual(60)
    expect(scansOf(scanned).scanners).toEqual(new Set([SCANNER]))
  })

  it('not where most of what comes from its address is answered: others stand behind it', () => {
    expect(scansOf(service('h', probed(60, 64), callers(operation('GET /x'), { key: SCANNER, n: 500 }))).scanners).toEqual(new Set())
  })

  it('not for a few stale links', () => {
    expect(scansOf(service('h', probed(60, 8))).scanners).toEqual(new Set())
  })

  it('that says so itself', () => {
    const scanned = service('h', callers(operation('GET /x'), { key: 'agent:sqlmap/1.7', n: 4 }, { key: 'agent:curl/8.9', n: 1 }))
    expect(scansOf(scanned).products).toEqual(new Map([['agent:sqlmap/1.7', 4]]))
    expect(scansOf(scanned).scanners).toEqual(new Set(['agent:sqlmap/1.7']))
  })
})
