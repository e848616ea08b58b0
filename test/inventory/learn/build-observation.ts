// Observations for tests, as the observer would give them.

import { hashText } from '../../../inventory/observe/hash.ts'
import type { Observation, PathSegment, Scalar } from '../../../inventory/observe/observation.ts'
import { isValueStem, splitSegment } from '../../../inventory/template/affix.ts'
import { classifySegment, mayBeConstant } from '../../../inventory/template/classify-segment.ts'

export function scalarOf(text: string): Scalar {
  return { kind: 'string', length: text.length, formats: 0, number: Number.NaN, big: false, hash: hashText(text), word: null, detected: [] }
}

/** As the observer's reader gives it, without detectors. */
export function segmentOf(text: string, last: boolean): PathSegment {
  const name = classifySegment(text)
  const whole: PathSegment = {
    class: name,
    text: name === 'word' || mayBeConstant(text, name) ? text : '',
    hash: hashText(text),
    echo: '',
    scalar: scalarOf(text),
  }
  const split = splitSegment(text, last)
  if (split === null) return whole
  const { prefix, suffix, stem } = split
  const inner = { prefix, suffix, class: classifySegment(stem), scalar: scalarOf(stem) }
  return isValueStem(split, inner.class) ? { ...whole, class: inner.class, text: '', hash: hashText(stem), inner } : { ...whole, inner }
}

/** `keys` are key paths of the response body, `echo` maps a part of the path to the property that repeats it. */
export type Described = Partial<Observation> & { keys?: string[]; echo?: Record<string, string> }

/** `GET /users/42`, as answered by `described` (default: 200 with JSON from one host at second 1). */
export function observe(line: string, { keys, echo = {}, ...described }: Described = {}): Observation {
  const [method = 'GET', path = '/'] = line.split(' ')
  const responseBody = keys
    ? {
        mediaType: 'application/json',
        bodyBytes: 2,
        truncated: false,
        keyHashes: keys.map(hashText).sort((a, b) => a - b),
        tape: null,
      }
    : null
  return {
    protocol: 'http/1.1',
    pairing: 'certain',
    bodiesRead: true,
    startedUs: 1_000_000,
    endedUs: 1_000_500,
    clientAddress: '10.0.0.7',
    serverAddress: '10.0.0.1:80',
    host: 'api.example',
    scheme: 'http',
    kind: 'rest',
    method,
    segments: path
      .split('/')
      .slice(1)
      .filter((part) => part !== '')
      .map((part, i, parts) => ({ ...segmentOf(decodeURIComponent(part), i === parts.length - 1), echo: echo[part] ?? '' })),
    trailingSlash: false,
    status: 200,
    requestMediaType: '',
    responseMediaType: 'application/json',
    redirectsToLogin: false,
    query: [],
    requestHeaders: [],
    requestCookies: [],
    responseHeaders: [],
    responseCookies: [],
    requestBody: null,
    responseBody,
    auth: [],
    consumers: ['address:10.0.0.7'],
    signals: [],
    anomalies: [],
    ...described,
  }
}
