// A credential that crossed the network readable.

import { finding, placeOf, type Rule, timesOf } from './rule.ts'

/** Schemes whose credential can be used by whoever reads it. Signatures (AWS, HMAC, Digest) are not. */
const REPLAYABLE = /^(?:basic|bearer|bearer-jwt|api-key:|cookie:)/

export const CLEAR_TEXT_CREDENTIAL: Rule = {
  id: 'clear-text-credential',
  kind: 'auth',
  severity: 'high',
  summary: 'A credential crossed the network without encryption.',
  remedy: 'Serve the operation over TLS only. If the mirror stands behind a TLS terminator, say so in the configuration (postTls).',
  references: ['OWASP API2:2023 Broken Authentication', 'CWE-319', 'RFC 7617 section 4', 'RFC 6750 section 5.2'],
  examples: {
    fires: { text: 'a token in a request over HTTP', calls: [{ line: 'GET /orders', headers: { authorization: 'Bearer opaque-1' } }] },
    silent: {
      text: 'the same over TLS, read with the keys of the session',
      calls: [{ line: 'GET /orders', tls: true, headers: { authorization: 'Bearer opaque-1' } }],
    },
  },
  *find({ operations, config }) {
    if (config.postTls === true) return
    for (const judged of operations) {
      if (judged.service.scheme !== 'http') continue
      const evidence = [...judged.operation.auth.values()]
        .filter(({ scheme, n }) => n > 0 && REPLAYABLE.test(scheme))
        .map(({ scheme, n }) => ({ text: `${scheme} over clear HTTP`, n }))
      for (const { type, location, path, verdict } of judged.fields) {
        if (type === 'password' && verdict === 'confirmed' && location === 'request.body')
          evidence.push({ text: `password in ${path} over clear HTTP`, n: judged.operation.seen.n })
      }
      if (evidence.length > 0) yield finding(CLEAR_TEXT_CREDENTIAL, placeOf(judged), { evidence, ...timesOf(judged) })
    }
  },
}
