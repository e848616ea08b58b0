// What was accepted for a while, and the while is over.

import { type Exception, isExpired, type Policy, wouldCover } from '../judge/policy.ts'
import type { Finding } from './finding.ts'
import { finding, type Rule } from './rule.ts'

const exception = (expires: string): Policy => ({
  rules: [],
  owners: [],
  exceptions: [{ rule: 'credential-in-url', reason: 'the old client', expiresUs: Date.parse(expires) * 1000 }],
})
const calls = [{ line: 'GET /orders?api_key=0f8fad5bd9cb469fa165', times: 2 }]

export const EXPIRED_EXCEPTION: Rule = {
  id: 'expired-exception',
  kind: 'policy',
  severity: 'low',
  summary: 'An exception of earshot.yaml has run out, and what it covered is still so.',
  remedy: 'Mend what was accepted, or decide anew and give the exception another end.',
  references: ['cli/README.md, section Policy'],
  examples: {
    fires: { text: 'a key in the URL, accepted until the end of last year', calls, config: { policy: exception('2025-12-31') } },
    silent: { text: 'accepted until the end of this year', calls, config: { policy: exception('2026-12-31') } },
  },
  // It is about findings, and so can only be asked when there are some: see expiredExceptions.
  *find() {},
}

/** One for each exception that would still cover something. */
export function* expiredExceptions(policy: Policy, findings: readonly Finding[], now: number): Iterable<Finding> {
  for (const exception of policy.exceptions) {
    if (!isExpired(exception, now)) continue
    const covered = findings.filter((each) => wouldCover(exception, each))
    if (covered.length === 0) continue
    const evidence = [
      { text: `“${exception.reason}” ended on ${new Date((exception.expiresUs ?? 0) / 1000).toISOString().slice(0, 10)}` },
      { text: 'findings that it covered', n: covered.length },
    ]
    const firstUs = Math.min(...covered.map((each) => each.firstUs))
    const lastUs = Math.max(...covered.map((each) => each.lastUs))
    yield finding(
      EXPIRED_EXCEPTION,
      { service: exception.service ?? '*', key: placeText(exception), type: exception.rule ?? null },
      { evidence, firstUs, lastUs },
    )
  }
}

const placeText = ({ service = '*', method = '*', path = '*', type = '*' }: Exception): string => [service, method, path, type].join(' ')
