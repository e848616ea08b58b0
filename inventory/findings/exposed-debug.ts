// Doors for developers that were left open.

import { exposedHits } from './exposed-paths.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const EXPOSED_DEBUG: Rule = {
  id: 'exposed-debug',
  kind: 'exposure',
  severity: 'high',
  summary: 'A debug interface answers.',
  remedy: 'Switch it off in production, or bind it to a port that only operators reach.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'CWE-489', 'CWE-215'],
  examples: {
    fires: { text: 'the environment of a Spring application', calls: [{ line: 'GET /actuator/env', answer: { activeProfiles: [] } }] },
    silent: { text: 'its health, which is meant to be asked for', calls: [{ line: 'GET /actuator/health', answer: { status: 'UP' } }] },
  },
  *find({ operations }) {
    for (const { judged, rows } of exposedHits(operations, 'debug')) {
      yield finding(EXPOSED_DEBUG, placeOf(judged), { evidence: [...rows], ...timesOf(judged) })
    }
  },
}
