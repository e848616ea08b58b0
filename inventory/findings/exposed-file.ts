// Files that came along with a deployment: settings with passwords, repositories, keys, dumps.

import { exposedHits } from './exposed-paths.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const EXPOSED_FILE: Rule = {
  id: 'exposed-file',
  kind: 'exposure',
  severity: 'high',
  summary: 'A file with settings, keys or source is served.',
  remedy: 'Take it out of the folder that is served, and change every secret that was in it.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'CWE-538', 'CWE-527'],
  examples: {
    fires: { text: 'the settings of a deployment', calls: [{ line: 'GET /.env', answer: 'DB_HOST=db' }] },
    silent: { text: 'asked for, and not there', calls: [{ line: 'GET /orders' }, { line: 'GET /.env', status: 404 }] },
  },
  *find({ operations }) {
    for (const { judged, rows } of exposedHits(operations, 'file')) {
      yield finding(EXPOSED_FILE, placeOf(judged), { evidence: [...rows], ...timesOf(judged) })
    }
  },
}
