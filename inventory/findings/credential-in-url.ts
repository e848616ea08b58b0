// A credential in a path or query: it ends up in logs, histories and Referer headers.

import { categoriesOf } from '../judge/sensitive-types/field-facts.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const CREDENTIAL_IN_URL: Rule = {
  id: 'credential-in-url',
  kind: 'auth',
  severity: 'high',
  summary: 'A credential stands in the URL.',
  remedy: 'Send it in a header, or in the body of a POST.',
  references: ['OWASP API2:2023 Broken Authentication', 'CWE-598', 'RFC 6750 section 2.3'],
  examples: {
    fires: { text: 'a key in the query', calls: [{ line: 'GET /orders?api_key=0f8fad5bd9cb469fa165', times: 2 }] },
    silent: { text: 'the name of a user in the query', calls: [{ line: 'GET /orders?username=ada', times: 2 }] },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const evidence = new Map<string, { text: string; n?: number }>()
      for (const [name, n] of judged.operation.signals.get('credential-in-url')?.details ?? [])
        evidence.set(name, { text: `query parameter ${name}`, n })
      for (const { scheme, n } of judged.operation.auth.values()) {
        const name = /^api-key:query:(.*)$/.exec(scheme)?.[1]
        if (name !== undefined && n > 0) evidence.set(name, { text: `query parameter ${name}`, n })
      }
      for (const field of judged.fields) {
        const { location, path, type, verdict } = field
        if ((location !== 'query' && location !== 'path') || verdict !== 'confirmed' || evidence.has(path)) continue
        const categories = categoriesOf(field)
        // A user name in a URL is personal, but opens nothing.
        if (!categories.includes('secret') && (!categories.includes('credential') || type === 'username')) continue
        evidence.set(path, { text: `${type} in ${location} parameter ${path}` })
      }
      if (evidence.size > 0) yield finding(CREDENTIAL_IN_URL, placeOf(judged), { evidence: [...evidence.values()], ...timesOf(judged) })
    }
  },
}
