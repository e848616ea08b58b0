import { expect, test } from 'vitest'
import { gate } from '../../../inventory/template/gate.ts'
import { type Described, observe } from '../learn/build-observation.ts'

const CASES: [expected: string, why: string, line: string, described?: Described][] = [
  ['confirmed', 'an API answers', 'GET /users'],
  ['confirmed', 'nothing to answer with', 'DELETE /users/1', { status: 204, responseMediaType: '' }],
  ['confirmed', 'not modified', 'GET /users', { status: 304, responseMediaType: '' }],
  ['confirmed', 'a redirect to somewhere useful', 'GET /download', { status: 302, responseMediaType: '' }],
  ['confirmed', 'a form answers with a page', 'POST /orders', { responseMediaType: 'text/html' }],
  ['confirmed', 'HEAD is as good as GET', 'HEAD /users', { responseMediaType: 'application/json' }],
  ['confirmed', 'an upgrade to WebSocket', 'GET /ws', { status: 101, kind: 'websocket', responseMediaType: '' }],
  ['confirmed', 'a JSON file is an answer', 'GET /config.json'],
  ['none', 'a page', 'GET /welcome', { responseMediaType: 'text/html' }],
  ['none', 'a script', 'GET /app.js', { responseMediaType: 'application/javascript' }],
  ['none', 'an image', 'GET /logo', { responseMediaType: 'image/png' }],
  ['none', 'an unmodified asset', 'GET /app.css', { status: 304, responseMediaType: '' }],
  ['none', 'a redirect to the login page', 'GET /admin', { status: 302, redirectsToLogin: true, responseMediaType: '' }],
  ['none', 'a redirect with a page', 'GET /old', { status: 301, responseMediaType: 'text/html' }],
  ['none', 'a preflight', 'OPTIONS /users', { status: 204, responseMediaType: '' }],
  ['none', 'a response without request', 'GET /', { method: '' }],
  ['none', 'a switch to something unknown', 'GET /x', { status: 101 }],
  ['refused', 'not there', 'GET /wp-login.php', { status: 404, responseMediaType: 'text/html' }],
  ['refused', 'not that way', 'PUT /users', { status: 405 }],
  ['gone', 'no longer there', 'GET /v1/users', { status: 410 }],
  ['guarded', 'who are you', 'GET /users', { status: 401 }],
  ['guarded', 'not you', 'GET /users', { status: 403 }],
  ['implied', 'bad request', 'POST /users', { status: 422 }],
  ['implied', 'our fault', 'GET /users', { status: 500, responseMediaType: 'text/html' }],
  ['one-sided', 'no response captured', 'GET /users', { status: 0, responseMediaType: '' }],
]

for (const [expected, why, line, described] of CASES)
  test(`${line}: ${why} (${expected})`, () => expect(gate(observe(line, described))).toBe(expected))
