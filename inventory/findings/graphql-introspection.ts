// A GraphQL server that tells its whole schema.

import type { Operation } from '../model.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const GRAPHQL_INTROSPECTION: Rule = {
  id: 'graphql-introspection',
  kind: 'exposure',
  severity: 'low',
  summary: 'A GraphQL server answers introspection.',
  remedy: 'Switch introspection off where clients do not need it, and give developers the schema by another way.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'GraphQL specification section 4', 'CWE-200'],
  examples: {
    fires: {
      text: 'the schema was asked for and given',
      calls: [
        {
          line: 'POST /graphql',
          body: { query: '{ __schema { types { name } } }' },
          answer: { data: { __schema: { types: [{ name: 'User' }] } } },
        },
      ],
    },
    silent: {
      text: 'introspection is switched off',
      calls: [
        {
          line: 'POST /graphql',
          body: { query: '{ __schema { types { name } } }' },
          answer: { errors: [{ message: 'introspection is disabled' }] },
        },
      ],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const n = timesTold(judged.operation)
      if (n === 0) continue
      const evidence = [{ text: 'answers hold data.__schema', n }]
      yield finding(GRAPHQL_INTROSPECTION, placeOf(judged), { evidence, ...timesOf(judged) })
    }
  },
}

function timesTold({ responses }: Operation): number {
  let n = 0
  for (const body of responses.get(200)?.bodies.values() ?? []) {
    const schema = body.schema.objects?.properties.get('data')?.schema.objects?.properties.get('__schema')
    if ((schema?.schema.objects?.n ?? 0) > 0) n += schema?.present ?? 0
  }
  return n
}
