// HAR 1.2 from an inventory: no exchange is kept, so there is one entry for each operation and status, with placeholders for every
// value. Good for importing the shape of an API into tools that read HAR; `earshot exchanges --format har` gives real exchanges.

import type { Operation } from '../model.ts'
import { renderTemplate } from '../model.ts'
import type { Exporter } from './exporter.ts'
import { compareText, type OperationPlace, sortedOperations, timeText } from './sorted-operations.ts'

export const har: Exporter = {
  format: 'har',
  mediaType: 'application/json',
  summary: 'HAR 1.2, one entry for each operation and status with placeholders for values',
  *write({ inventory, options }) {
    yield `{"log":{"version":"1.2","creator":${JSON.stringify({ name: 'earshot', version: options.version ?? '' })},"entries":[`
    let separator = '\n'
    for (const place of sortedOperations(inventory, options.service)) {
      if (place.operation.tier === 'probe' || place.operation.tier === 'guarded') continue
      for (const status of statusesOf(place.operation)) {
        yield `${separator}${JSON.stringify(entryOf(place, status))}`
        separator = ',\n'
      }
    }
    yield '\n]}}\n'
  },
}

/** A request without response is an entry with status 0. */
const statusesOf = (operation: Operation): number[] =>
  operation.statuses.size === 0 ? [0] : [...operation.statuses.keys()].sort((a, b) => a - b)

function entryOf({ service, operation }: OperationPlace, status: number): Record<string, unknown> {
  const parameters = [...operation.parameters.values()].sort((a, b) => compareText(a.name, b.name))
  const pairs = (location: string) =>
    parameters.filter((parameter) => parameter.location === location).map(({ name }) => ({ name, value: `{${name}}` }))
  const query = pairs('query')
  const search = query.map(({ name, value }) => `${encodeURIComponent(name)}=${value}`).join('&')
  const [body] = operation.requestBodies.values()
  const [answer] = operation.responses.get(status)?.bodies.values() ?? []
  return {
    startedDateTime: timeText(operation.seen.firstUs) ?? '1970-01-01T00:00:00.000Z',
    time: 0,
    request: {
      method: operation.method,
      url: `${service.scheme}://${service.name}${renderTemplate(operation.segments)}${search === '' ? '' : `?${search}`}`,
      httpVersion: 'HTTP/1.1',
      cookies: pairs('cookie'),
      headers: pairs('header'),
      queryString: query,
      ...(body === undefined ? {} : { postData: { mimeType: body.mediaType, text: '' } }),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: answer?.mediaType ?? '' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    comment: `${status === 0 ? operation.seen.n : (operation.statuses.get(status) ?? 0)} exchanges; values are placeholders`,
  }
}
