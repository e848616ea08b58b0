// A token whose time is over, and which still opens the door.

import { finding, placeOf, type Rule, timesOf } from './rule.ts'

const token = (iat: number): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `Bearer ${part({ typ: 'JWT', alg: 'RS256' })}.${part({ sub: 'ada', iat, exp: iat + 600 })}.c2ln`
}

export const EXPIRED_TOKEN: Rule = {
  id: 'expired-token',
  kind: 'auth',
  severity: 'high',
  summary: 'A token was accepted after it had expired.',
  remedy: 'Check `exp` wherever tokens are checked; allow a minute for clocks that differ, not more.',
  references: ['OWASP API2:2023 Broken Authentication', 'RFC 7519 section 4.1.4', 'CWE-613'],
  examples: {
    fires: {
      text: 'a token that expired a day ago is answered 200',
      calls: [{ line: 'GET /orders', headers: { authorization: token(1_767_139_000) } }],
    },
    silent: {
      text: 'it expired a minute ago: clocks differ',
      calls: [{ line: 'GET /orders', headers: { authorization: token(1_767_224_940) } }],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const signal = judged.operation.signals.get('expired-token-accepted')
      if (signal === undefined) continue
      const evidence = [
        {
          text: 'answered 2xx more than ten minutes after the token had expired',
          n: signal.n,
          firstUs: signal.firstUs,
          lastUs: signal.lastUs,
        },
      ]
      yield finding(EXPIRED_TOKEN, placeOf(judged), { evidence, ...timesOf(judged) })
    }
  },
}
