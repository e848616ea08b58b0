// Parameters that name a URL which the server may fetch.

import { type Operation, renderTemplate } from '../model.ts'
import { type SchemaNode, walkFields } from '../schema/index.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

/** Names for an address that somebody will fetch. Where a browser is sent back to is another matter. */
const FETCHED =
  /(?:^|[_\-.]|[a-z](?=[A-Z]))(?:url|uri|webhook|callback|endpoint|feed|fetch|proxy|target|dest|destination|source|src|host|image|avatar|import|link)s?(?:$|[_\-.[])|(?:Url|Uri|URL|URI|Webhook|Callback|Endpoint)s?$/
const SENT_BACK =
  /redirect|return|continue|next|success|cancel|referr?er|origin|issuer|iss$|schema|namespace|xmlns|context|profile|homepage|website|\$schema|@/i
const URI_SHARE = 0.8
/** Pages tell counters where they are: nobody fetches that. */
const COUNTED = /analytics|track|beacon|pixel|collect|stat(?:s|istics)|telemetry|metrics|\bads?\b|cookie|consent/i
/** Resources of MCP and arguments of calls are named by URIs of their own; the rules about MCP look at those. */
const CALLS: ReadonlySet<string> = new Set(['mcp', 'jsonrpc'])

export const URL_PARAMETER: Rule = {
  id: 'url-parameter',
  kind: 'exposure',
  severity: 'info',
  summary: 'A request names a URL that the server may fetch.',
  remedy: 'Take only hosts from a list, refuse private addresses after the name is resolved, and do not follow redirects.',
  references: ['OWASP API7:2023 Server Side Request Forgery', 'CWE-918'],
  examples: {
    fires: {
      text: 'a picture by its address',
      calls: [{ line: 'POST /import', body: { imageUrl: 'https://cdn{n}.example/a.png' }, times: 3 }],
    },
    silent: {
      text: 'where the browser is sent after the login',
      calls: [{ line: 'GET /start?redirect_uri=https%3A%2F%2Fapp.example%2Fback', times: 3 }],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      if (CALLS.has(judged.operation.kind) || COUNTED.test(renderTemplate(judged.operation.segments))) continue
      for (const { location, path, n } of urlsIn(judged.operation)) {
        const evidence = [{ text: 'values that are absolute URLs', n }]
        yield finding(URL_PARAMETER, { ...placeOf(judged), location, path }, { confidence: 0.6, evidence, ...timesOf(judged) })
      }
    }
  },
}

function* urlsIn(operation: Operation): Iterable<{ location: string; path: string; n: number }> {
  for (const { location, name, schema } of operation.parameters.values()) {
    const n = urls(name, schema)
    if (location === 'query' && n > 0) yield { location: 'query', path: name, n }
  }
  const found: { location: string; path: string; n: number }[] = []
  for (const body of operation.requestBodies.values())
    walkFields(body.schema, (path, node, name) => {
      const n = urls(name, node)
      if (n > 0 && !found.some((other) => other.path === path)) found.push({ location: 'request.body', path, n })
    })
  yield* found
}

/** Absolute URLs among the values, if nearly all are and the name fits. */
function urls(name: string, { strings }: SchemaNode): number {
  if (strings === null || !FETCHED.test(name) || SENT_BACK.test(name)) return 0
  const n = strings.formats.get('uri') ?? 0
  return n >= URI_SHARE * strings.n ? n : 0
}
