// Requests that set what should be for the server to decide.

import { bodyDrift } from '../judge/drift.ts'
import { renderTemplate } from '../model.ts'
import { walkFields } from '../schema/index.ts'
import { described } from './example.ts'
import { finding, type JudgedOperation, placeOf, type Rule, timesOf } from './rule.ts'

/** Names that grant rights or money, as parts of words joined. */
const PRIVILEGED =
  /^(?:is_?(?:admin|super_?user|staff|root|owner|verified|approved)|admin|super_?user|roles?|user_?roles?|permissions?|privileges?|scopes|account_?balance|balance|credit_?limit|email_?verified|kyc_?status|discount_?percent)$/i
/** Where rights are given, they are set by right. */
const OFFICIAL = /admin|role|permission|privilege|scope|grant|polic|iam|acl|member|invit|oauth|token|chat|completion|message|thread/i
const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])
const SIGN_UP =
  '/users: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}, responses: {"200": {description: ok}}}}'

export const MASS_ASSIGNMENT: Rule = {
  id: 'mass-assignment',
  kind: 'drift',
  severity: 'low',
  summary: 'A request that was accepted sets a property which grants rights or money.',
  remedy: 'Take only named properties from requests; leave roles, owners, balances and verification to operations of their own.',
  references: ['OWASP API3:2023 Broken Object Property Level Authorization', 'CWE-915'],
  examples: {
    fires: {
      text: 'somebody signs up as an administrator, and the description knows nothing of that',
      calls: [{ line: 'POST /users', body: { name: 'ada', isAdmin: true }, times: 2 }],
      specs: [described(SIGN_UP)],
    },
    silent: { text: 'roles are given where roles are given', calls: [{ line: 'PUT /roles/7', body: { role: 'editor' }, times: 2 }] },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const { operation } = judged
      // Messages of models have roles, too, and RPC names no object.
      if (!WRITES.has(operation.method) || operation.kind !== 'rest' || OFFICIAL.test(renderTemplate(operation.segments))) continue
      const undeclared = undeclaredIn(judged)
      for (const { path, n } of privilegedIn(judged)) {
        const isUndeclared = undeclared?.has(path) === true
        // Described is allowed.
        if (undeclared !== null && !isUndeclared) continue
        const evidence = [{ text: `requests with ${path} were accepted`, n }]
        if (isUndeclared) evidence.push({ text: 'the description of the request does not have it', n })
        yield finding(
          MASS_ASSIGNMENT,
          { ...placeOf(judged), location: 'request.body', path },
          { severity: isUndeclared ? 'medium' : 'low', confidence: isUndeclared ? 0.8 : 0.5, evidence, ...timesOf(judged) },
        )
      }
    }
  },
}

/** Paths that the description of the request does not have; null where there is none to compare with. */
function undeclaredIn({ operation, described: known }: JudgedOperation): Set<string> | null {
  if (known?.operation.requestBody == null) return null
  const rows = bodyDrift(operation, known.operation, known.spec.schemas ?? {})
  return new Set(rows.filter(({ place, kind }) => place === 'request' && kind === 'undeclared').map(({ path }) => path))
}

/** At the top of the body, or one object below: what lies deeper is seldom the thing itself. */
function privilegedIn({ operation }: JudgedOperation): { path: string; n: number }[] {
  const found: { path: string; n: number }[] = []
  for (const body of operation.requestBodies.values())
    walkFields(body.schema, (path, node, name) => {
      if (PRIVILEGED.test(name) && path.split('.').length <= 3 && !path.endsWith(']') && !found.some((other) => other.path === path))
        found.push({ path, n: node.n })
    })
  return found
}
