// A field that carries sensitive data.

import { isLogin, sendsPassword } from '../judge/login.ts'
import { categoriesOf, isIssued, titleOf } from '../judge/sensitive-types/field-facts.ts'
import type { SensitiveField } from '../judge/verdict.ts'
import { SEVERITIES, type Severity } from './finding.ts'
import { finding, type JudgedOperation, placeOf, type Rule, timesOf } from './rule.ts'

export const SENSITIVE_DATA: Rule = {
  id: 'sensitive-data',
  kind: 'sensitive',
  severity: 'medium',
  summary: 'A field carries sensitive data.',
  remedy: 'Check that everybody who can call the operation may see it; leave out, mask or tokenise what they do not need.',
  references: ['OWASP API3:2023 Broken Object Property Level Authorization', 'GDPR article 5(1)(c)', 'PCI DSS 4.0 requirement 3'],
  examples: {
    fires: { text: 'answers hold e-mail addresses', calls: [{ line: 'GET /me', answer: { email: 'ada{n}@mail.example' }, times: 3 }] },
    silent: { text: 'answers say whether an address is verified', calls: [{ line: 'GET /me', answer: { emailVerified: true }, times: 3 }] },
  },
  *find({ operations }) {
    for (const judged of operations) {
      for (const field of judged.fields) {
        const { location, path, type, confidence } = field
        const evidence = [
          {
            text: `${titleOf(field)} (${field.verdict})${field.regulations.length > 0 ? `; ${field.regulations.join(', ')}` : ''}`,
          },
          ...field.evidence,
        ]
        yield finding(
          SENSITIVE_DATA,
          { ...placeOf(judged), location, path, type },
          { severity: severityOf(field, judged), confidence, evidence, ...timesOf(judged) },
        )
      }
    }
  },
}

const CREDENTIALS: ReadonlySet<string> = new Set(['credential', 'secret'])
const URL_PLACES: ReadonlySet<string> = new Set(['path', 'query'])
/** Where credentials have to be: sent in order to authenticate, and set for the next time. */
const AT_HOME: ReadonlySet<string> = new Set(['request.header', 'request.cookie', 'request.body', 'response.cookie'])

function severityOf(field: SensitiveField, { operation, fields }: JudgedOperation): Severity {
  const categories = categoriesOf(field)
  const isCredential = categories.some((category) => CREDENTIALS.has(category))
  // URLs end up in logs, histories and referers.
  if (isCredential && URL_PLACES.has(field.location)) return worse(field.severity)
  if (field.regulations.includes('PCI-SAD') && field.location.startsWith('response.')) return 'critical'
  if (isCredential && !categories.includes('secret') && AT_HOME.has(field.location)) return 'info'
  // Who sends a password is given a token: that is what it was sent for.
  if (field.location === 'response.body' && isIssued(field.type) && (sendsPassword(fields) || isLogin(operation, fields))) return 'info'
  return field.verdict === 'confirmed' ? field.severity : milder(field.severity)
}

const worse = (severity: Severity): Severity => SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)]!
const milder = (severity: Severity): Severity => SEVERITIES[Math.max(SEVERITIES.indexOf(severity) - 1, 0)]!
