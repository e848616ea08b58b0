// Texts that are made for the rules, and the places of messages where they may stand.

import type { Exchange } from '../../reconstruct/index.ts'
import type { TextOfLength } from './adversarial-texts.ts'
import { type RawExchange, rawExchange } from './raw-exchange.ts'

/** Each is the beginning of something a rule looks for, over and over, and never its end. */
const PUMPS = [
  ...['A', '0', '4111', 'a.', '-', ' ', '@', 'a@', 'aB', '{', '[', '<', '//', '%41', '+', '=', '1 ', 'é', '\u00a0'],
  ...['ey', 'eyJ.', 'Bearer ', 'Basic ', '-----BEGIN ', 'com.', 'at a(', 'File "', '#1 /', 'sk-', 'xoxb-1-', '?sv=2020-01-01&', '$2a$'],
  ...['a:b@', '1.2.3.4,', '::', 'a:', '<a>', '</a', '&a=', 'a;', 'ignore all ', 'always call ', 'Get{', 'or 1=1 ', '../', 'DE', 'select '],
  ...['2026-01-01T', '12:', '+49 ', '(1)', 'http://a/', 'data:', 'MIIE', 'arn:aws:', 'projects/a/', 'x.local', '(.5,'],
]

export const HOSTILE_TEXTS: readonly [name: string, text: TextOfLength][] = PUMPS.map((pump) => [
  pump,
  (length) => pump.repeat(Math.ceil(length / pump.length)),
])

type Place = [place: string, exchange: (text: string) => Exchange]

/** For places that end where a line or a word of the head does. */
const oneWord = (text: string): string => encodeURIComponent(text)
const oneLine = (text: string): string => text.replaceAll('\n', ' ').trim()
const jsonText = (text: string): string => JSON.stringify(text).slice(1, -1)

const asked = (line: string, ...head: string[]): RawExchange => ({
  request: `${line} HTTP/1.1\nHost: api.example\n${head.map((one) => `${one}\n`).join('')}\n`,
  response: 'HTTP/1.1 200 OK\n\n',
})

const sent = (mediaType: string, body: string): RawExchange => ({
  request: `POST /orders HTTP/1.1\nHost: api.example\nContent-Type: ${mediaType}\n\n${body}`,
  response: `HTTP/1.1 200 OK\nContent-Type: ${mediaType}\n\n${body}`,
})

const answered = (...head: string[]): RawExchange => ({
  request: 'GET /orders HTTP/1.1\nHost: api.example\n\n',
  response: `HTTP/1.1 401 No\n${head.map((one) => `${one}\n`).join('')}\n`,
})

const part = (name: string, text: string): string => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`

const places = (rows: Readonly<Record<string, (text: string) => RawExchange>>): Place[] =>
  Object.entries(rows).map(([place, made]): Place => [place, (text) => rawExchange(made(text))])

export const HTTP_PLACES = places({
  'a path segment': (text) => asked(`GET /orders/${oneWord(text)}/lines`),
  'a raw path': (text) => asked(`GET /${text.replace(/\s/g, '')}`),
  'a query value': (text) => asked(`GET /orders?sort=${oneWord(text)}`),
  'a raw query': (text) => asked(`GET /orders?${text.replace(/\s/g, '')}`),
  'a whole URL': (text) => asked(`GET http://${text.replace(/\s/g, '')}`),
  'the host': (text) => asked('GET /orders', `Host: ${oneLine(text)}`),
  'a header': (text) => asked('GET /orders', `X-Customer: ${oneLine(text)}`),
  'a credential': (text) => asked('GET /orders', `Authorization: ${oneLine(text)}`, `X-Api-Key: ${oneLine(text)}`),
  'a bearer': (text) => asked('GET /orders', `Authorization: Bearer ${oneLine(text)}`),
  'a login': (text) => asked('GET /orders', `Authorization: Basic ${Buffer.from(text).toString('base64')}`),
  'a digest': (text) => asked('GET /orders', `Authorization: Digest ${oneLine(text)}`),
  'a signature': (text) => asked('GET /orders', `Authorization: AWS4-HMAC-SHA256 Credential=${oneLine(text)}`),
  'a cookie': (text) => asked('GET /orders', `Cookie: a=${oneLine(text)}; ${oneLine(text)}`),
  'the program': (text) => asked('GET /orders', `User-Agent: ${oneLine(text)}`, `X-Forwarded-For: ${oneLine(text)}`),
  'a media type': (text) => sent(oneLine(text), '{}'),
  'a cookie set': (text) => answered(`Set-Cookie: a=${oneLine(text)}; Path=${oneLine(text)}; ${oneLine(text)}`),
  'a link': (text) => answered(`Link: ${oneLine(text)}`, `Location: ${oneLine(text)}`, `WWW-Authenticate: ${oneLine(text)}`),
  'notes of a server': (text) => answered(`Server: ${oneLine(text)}`, `Warning: ${oneLine(text)}`, `Sunset: ${oneLine(text)}`),
  'a value of JSON': (text) => sent('application/json', `{"note":"${jsonText(text)}"}`),
  'a name in JSON': (text) => sent('application/json', `{"${jsonText(text)}":1,"a":{"${jsonText(text)}":"b"}}`),
  'many values of JSON': (text) => sent('application/json', JSON.stringify((text.match(/.{1,40}/gs) ?? []).map((note) => ({ note })))),
  'many names in JSON': (text) =>
    sent('application/json', JSON.stringify(Object.fromEntries((text.match(/.{1,40}/gs) ?? []).map((one, i) => [`${one}${i}`, one])))),
  'raw JSON': (text) => sent('application/json', text),
  'a line of many': (text) => sent('application/x-ndjson', `{"note":"${jsonText(text)}"}\n{"note":"${jsonText(text)}"}`),
  'a field of a form': (text) => sent('application/x-www-form-urlencoded', `note=${oneWord(text)}&b=1`),
  'a raw form': (text) => sent('application/x-www-form-urlencoded', text),
  'a part': (text) => sent('multipart/form-data; boundary=x', `${part('note', text)}${part(oneWord(text), 'a')}--x--`),
  'raw parts': (text) => sent('multipart/form-data; boundary=x', text),
  'an element': (text) => sent('application/xml', `<order note="${oneWord(text)}">${oneWord(text)}</order>`),
  'raw XML': (text) => sent('application/xml', text),
  'an event': (text) => sent('text/event-stream', `event: note\ndata: {"note":"${jsonText(text)}"}\n\ndata: ${oneLine(text)}\n\n`),
  'a text': (text) => sent('text/plain', text),
  'a page': (text) => sent('text/html', `<html><body>${text}</body></html>`),
  'a query of GraphQL': (text) =>
    sent('application/json', JSON.stringify({ query: `query A { a(b: "c") { ${text} } }`, variables: { note: text } })),
})

const rpc = (method: string, params: unknown, result: unknown, ...head: string[]): RawExchange => ({
  request: `POST /mcp HTTP/1.1\nHost: tools.example\nContent-Type: application/json\n${head.map((one) => `${one}\n`).join('')}\n${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })}`,
  response: `HTTP/1.1 200 OK\nContent-Type: application/json\n\n${JSON.stringify({ jsonrpc: '2.0', id: 1, result })}`,
})

const model = (path: string, body: unknown, answer: unknown): RawExchange => ({
  request: `POST ${path} HTTP/1.1\nHost: api.openai.com\nContent-Type: application/json\nAuthorization: Bearer sk-a\n\n${JSON.stringify(body)}`,
  response: `HTTP/1.1 200 OK\nContent-Type: application/json\n\n${JSON.stringify(answer)}`,
})

export const RPC_PLACES = places({
  'a tool': (text) =>
    rpc(
      'tools/list',
      {},
      { tools: [{ name: text, description: text, inputSchema: { type: 'object', properties: { [text]: { description: text } } } }] },
    ),
  'a call': (text) => rpc('tools/call', { name: 'run', arguments: { command: text, [text]: 1 } }, { content: [{ type: 'text', text }] }),
  'a call of a tool': (text) => rpc('tools/call', { name: text }, { isError: true, content: [{ type: 'text', text }] }),
  'a greeting': (text) =>
    rpc(
      'initialize',
      { protocolVersion: text, clientInfo: { name: text, version: text } },
      { serverInfo: { name: text }, instructions: text },
    ),
  'a method': (text) => rpc(text, { text }, { text }),
  'a header of MCP': (text) => rpc('ping', {}, {}, `Mcp-Session-Id: ${oneLine(text)}`, `Mcp-Name: ${oneLine(text)}`),
  'a resource': (text) => rpc('resources/read', { uri: text }, { contents: [{ uri: text, text }] }),
  'a prompt': (text) =>
    model(
      '/v1/chat/completions',
      { model: text, messages: [{ role: 'user', content: text }], tools: [{ type: 'function', function: { name: text } }] },
      { model: text, choices: [{ message: { content: text } }] },
    ),
  'a search': (text) => model('/v1/graphql', { query: text }, { data: {} }),
})
