// A burst that nobody slowed down.

import type { Operation } from '../model.ts'
import { byService, finding, type JudgedOperation, nameOf, placeOfService, type Rule } from './rule.ts'

const EXCHANGES_MIN = 200
const PER_SECOND_MIN = 10

export const NO_RATE_LIMIT: Rule = {
  id: 'no-rate-limit',
  kind: 'exposure',
  severity: 'info',
  summary: 'One caller sent bursts of requests, and no answer told of a limit.',
  remedy: 'Limit requests by caller, answer 429 with Retry-After beyond that, and tell the limit by RateLimit headers.',
  references: ['OWASP API4:2023 Unrestricted Resource Consumption', 'RFC 6585 section 4', 'CWE-770'],
  examples: {
    fires: { text: 'three hundred requests in six seconds', calls: [{ line: 'GET /orders', times: 300, everyUs: 20_000 }] },
    silent: {
      text: 'the same, and answers tell the limit',
      calls: [{ line: 'GET /orders', times: 300, everyUs: 20_000, answerHeaders: { 'x-ratelimit-limit': '1000' } }],
    },
  },
  *find({ operations }) {
    for (const [service, list] of byService(operations)) {
      if (list.some(({ operation }) => operation.statuses.has(429) || operation.signals.has('rate-limit'))) continue
      const bursts = list.flatMap(burstsOf).sort((a, b) => b.perSecond - a.perSecond || (a.text < b.text ? -1 : 1))
      if (bursts.length === 0) continue
      const evidence = bursts.slice(0, 5).map(({ text, n, firstUs, lastUs }) => ({ text, n, firstUs, lastUs }))
      yield finding(NO_RATE_LIMIT, placeOfService(service), {
        confidence: 0.7,
        evidence,
        firstUs: service.seen.firstUs,
        lastUs: service.seen.lastUs,
      })
    }
  },
}

interface Burst {
  text: string
  perSecond: number
  n: number
  firstUs: number
  lastUs: number
}

/** By the mean over all that one address sent: what was a burst in between is only ever more. */
function burstsOf(judged: JudgedOperation): Burst[] {
  const operation: Operation = judged.operation
  return [...operation.consumers.values()].flatMap(({ key, n, firstUs, lastUs }) => {
    const perSecond = n / Math.max(1, (lastUs - firstUs) / 1e6)
    if (!key.startsWith('address:') || n < EXCHANGES_MIN || perSecond < PER_SECOND_MIN) return []
    return [{ text: `${key} called ${nameOf(judged)} ${Math.round(perSecond)} times a second`, perSecond, n, firstUs, lastUs }]
  })
}
