// One caller takes away far more than all others.

import type { Service } from '../model.ts'
import { finding, placeOfService, type Rule } from './rule.ts'

const BYTES_MIN = 10 * 1024 * 1024
const CALLERS_MIN = 5
const TIMES_MEDIAN = 20
const SHARE = 0.8

export const DATA_VOLUME: Rule = {
  id: 'data-volume',
  kind: 'exposure',
  severity: 'low',
  summary: 'One caller was sent far more data than all others.',
  remedy: 'Find out who it is and whether it may; give bulk access a way of its own, with pages and quotas.',
  references: [
    'OWASP API4:2023 Unrestricted Resource Consumption',
    'OWASP API6:2023 Unrestricted Access to Sensitive Business Flows',
    'CWE-799',
  ],
  examples: {
    fires: {
      text: 'one client gets 12 MiB, four others some bytes',
      calls: [
        { line: 'GET /orders', answer: 'x'.repeat(200_000), times: 63, client: '10.0.0.66' },
        ...['10.0.0.21', '10.0.0.22', '10.0.0.23', '10.0.0.24'].map((client) => ({ line: 'GET /orders', client, times: 2 })),
      ],
    },
    silent: {
      text: 'there is one client only, however much it gets',
      calls: [{ line: 'GET /orders', answer: 'x'.repeat(200_000), times: 63 }],
    },
  },
  *find({ inventory }) {
    for (const service of inventory.services.values()) {
      const callers = bytesByAddress(service)
      if (callers.length < CALLERS_MIN) continue
      const [[key, most], ...others] = callers as [[string, number], ...[string, number][]]
      const total = callers.reduce((sum, [, bytes]) => sum + bytes, 0)
      const median = others[Math.floor(others.length / 2)]![1]
      if (most < BYTES_MIN || most < SHARE * total || most < TIMES_MEDIAN * median) continue
      const evidence = [
        { text: `${key} was sent ${megabytes(most)} of ${megabytes(total)} MB` },
        { text: `half of the other ${others.length} addresses were sent ${megabytes(median)} MB at most` },
      ]
      const { firstUs, lastUs } = service.seen
      yield finding(DATA_VOLUME, { ...placeOfService(service), path: key }, { confidence: 0.7, evidence, firstUs, lastUs })
    }
  },
}

/** Most first. */
function bytesByAddress(service: Service): [string, number][] {
  const sums = new Map<string, number>()
  for (const { consumers } of service.operations.values())
    for (const { key, bytes = 0 } of consumers.values()) if (key.startsWith('address:')) sums.set(key, (sums.get(key) ?? 0) + bytes)
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
