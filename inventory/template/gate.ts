// The gate: which exchanges are evidence of an operation. Only an answer that an API gives makes one; scanners, assets, catch-all
// pages and refusals never do.

import { remembered } from '../../sensor/base/remembered.ts'
import type { Observation } from '../observe/observation.ts'

/**
 * What an exchange says about its path:
 * - `confirmed` the operation exists;
 * - `implied`   it adds to an operation that is known to exist (400, 409, 415, 422, 429, 5xx and the like), otherwise it may be probed;
 * - `guarded`   401 and 403: something may be there;
 * - `refused`   404 and 405: adds to an operation with a parameter, otherwise only probed;
 * - `gone`      410: adds to a known operation, otherwise only probed;
 * - `one-sided` no response was captured;
 * - `none`      not evidence of anything (assets, pages, preflights, responses without request).
 */
export type Verdict = 'confirmed' | 'implied' | 'guarded' | 'refused' | 'gone' | 'one-sided' | 'none'

/** Media types that a browser shows or runs. */
const PRESENTATION =
  /^(?:text\/(?:html|css|javascript|ecmascript)|application\/(?:xhtml\+xml|javascript|x-javascript|ecmascript|wasm|font-\S+|x-font-\S+|vnd\.ms-fontobject|manifest\+json)|image\/|font\/|audio\/|video\/)/
const HTML = /^(?:text\/html|application\/xhtml\+xml)/
const JSON_MEDIA = /[/+]json\b/
const MEDIA_TYPES_MAX = 256
/** What a media type says; asked of every exchange. */
const mediaFacts = remembered(MEDIA_TYPES_MAX, (type) => {
  const isJson = JSON_MEDIA.test(type)
  return { isPresentation: PRESENTATION.test(type), isPage: HTML.test(type), isJson, isApi: isJson || /[/+]xml\b/.test(type) }
})
/** File name endings of assets. Extensions that APIs use for formats (`.json`, `.xml`, `.csv`) are not among them. */
const ASSET = /\.(?:m?js|css|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|eot|otf|mp[34]|webm|wasm|html?)$/i

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'])

/** Never throws; what it cannot judge is `none`. */
export function gate(observation: Observation): Verdict {
  const { method, status } = observation
  if (method === '' || method === 'OPTIONS' || method === 'CONNECT' || method === 'TRACE') return 'none'
  if (status === 0) return isAssetRequest(observation) ? 'none' : 'one-sided'
  if (status >= 200 && status < 400) return METHODS.has(method) || isApiAnswer(observation) ? gateSuccess(observation) : 'none'
  if (status === 101) return observation.kind === 'websocket' ? 'confirmed' : 'none'
  if (status === 401 || status === 403) return 'guarded'
  if (status === 404 || status === 405) return 'refused'
  if (status === 410) return 'gone'
  if (status >= 400 && status < 600) return 'implied'
  return 'none'
}

function gateSuccess(observation: Observation): Verdict {
  const { method, status, responseMediaType, requestMediaType } = observation
  if (observation.redirectsToLogin) return 'none'
  const reading = method === 'GET' || method === 'HEAD'
  const { isPresentation, isPage } = mediaFacts(responseMediaType)
  if (isPresentation) return isPage && (!reading || mediaFacts(requestMediaType).isJson) ? 'confirmed' : 'none'
  // Without a media type (304, 204, redirects) the name of the file is all there is to go by.
  if (reading && isAssetRequest(observation) && (responseMediaType === '' || !isApiAnswer(observation))) return 'none'
  return status === 304 && observation.segments.length === 0 ? 'implied' : 'confirmed'
}

function isAssetRequest({ segments, method }: Observation): boolean {
  const last = segments.at(-1)
  return last !== undefined && (method === 'GET' || method === 'HEAD') && last.text.includes('.') && ASSET.test(last.text)
}

const isApiAnswer = ({ responseMediaType, kind }: Observation): boolean => mediaFacts(responseMediaType).isApi || kind !== 'rest'
