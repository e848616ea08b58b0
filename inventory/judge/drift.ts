// Where traffic and description part, for an operation that has both. Never a shadow: the operation is known.

import type { Operation } from '../model.ts'
import type { SpecOperationView } from './spec-view.ts'

/** One sentence each; names of parameters, statuses. */
export function drift(operation: Operation, described: SpecOperationView): string[] {
  return [...undeclaredQuery(operation, described), ...undeclaredStatuses(operation, described)]
}

function undeclaredQuery(operation: Operation, { parameters }: SpecOperationView): string[] {
  if (parameters === undefined) return []
  const known = new Set(parameters.filter(({ location }) => location === 'query').map(({ name }) => name))
  // An object parameter may spread into any name (`style: form`), or into `filter[name]`.
  const spread = parameters.some(
    ({ location, schema }) => location === 'query' && typeof schema === 'object' && schema['type'] === 'object',
  )
  if (spread) return []
  return [...operation.parameters.values()]
    .filter(
      ({ location, name }) => location === 'query' && !known.has(name) && !known.has(name.replace(/\[.*$/, '')) && !known.has(`${name}[]`),
    )
    .map(({ name, present }) => `query parameter ${name} is not described (${present} requests)`)
    .sort()
}

function undeclaredStatuses(operation: Operation, { responses }: SpecOperationView): string[] {
  if (responses === undefined || responses.length === 0) return []
  const known = new Set(responses.map(({ status }) => status.toUpperCase()))
  if (known.has('DEFAULT')) return []
  return [...operation.statuses]
    .filter(
      ([status]) =>
        status >= 200 && status < 500 && status !== 304 && !known.has(String(status)) && !known.has(`${Math.floor(status / 100)}XX`),
    )
    .sort(([a], [b]) => a - b)
    .map(([status, n]) => `status ${status} is not described (${n} responses)`)
}
