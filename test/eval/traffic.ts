// Labelled traffic of an invented API: busy and rare operations, pools of values in which some are frequent, refusals and typing errors.

import type { Observation } from '../../inventory/observe/observation.ts'
import { observe } from '../inventory/learn/build-observation.ts'
import { between, hash32, letters, pick, type Random, randomFrom, shuffled, weighted } from '../train/randomness.ts'
import type { InventedApi } from './apis.ts'

const SYLLABLES = 'ba be bo da di du fa ga go ha ja ka ki la le lo ma mi mo na ne no pa ri ro sa se ta ti to va ve wi zo'.split(' ')
const ENDINGS = ['', '', 'n', 'r', 's', 'x', 'm', 'ck']
const word = (r: Random): string => Array.from({ length: between(r, 2, 4) }, () => pick(r, SYLLABLES)).join('') + pick(r, ENDINGS)
const title = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`
const HEX = '0123456789abcdef'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Values that look like parts of a path. */
const STATIC_LOOKING = ['search', 'settings', 'admin', 'new', 'status', 'users', 'main', 'test']

const STYLES: Record<string, { size: number; make: (r: Random) => string }> = {
  slug: { size: 400, make: (r) => (r() < 0.4 ? word(r) : `${word(r)}-${word(r)}`) },
  login: { size: 1500, make: (r) => (r() < 0.02 ? pick(r, STATIC_LOOKING) : r() < 0.6 ? word(r) : word(r) + between(r, 1, 999)) },
  project: { size: 1200, make: (r) => (r() < 0.5 ? word(r) : `${word(r)}-${pick(r, ['core', 'tools', 'site'])}`) },
  space: { size: 25, make: (r) => (r() < 0.3 ? pick(r, ['default', 'prod', 'staging']) : `team-${word(r)}`) },
  camel: { size: 60, make: (r) => word(r) + title(word(r)) },
  closed: { size: 5, make: (r) => pick(r, ['daily', 'weekly', 'monthly', 'yearly', 'hourly']) },
  code: { size: 60, make: (r) => letters(r, UPPER, between(r, 2, 4)) },
  key: { size: 2500, make: (r) => `${letters(r, UPPER, 3)}-${between(r, 1, 4999)}` },
  integer: { size: 4000, make: (r) => String(Math.floor(10 ** (1 + r() * 7))) },
  uuid: {
    size: 4000,
    make: (r) => `${letters(r, HEX, 8)}-${letters(r, HEX, 4)}-4${letters(r, HEX, 3)}-a${letters(r, HEX, 3)}-${letters(r, HEX, 12)}`,
  },
  hex: { size: 4000, make: (r) => letters(r, HEX, 40) },
  branch: { size: 100, make: (r) => word(r) },
  base62: { size: 4000, make: (r) => letters(r, `${UPPER + UPPER.toLowerCase()}0123456789`, 22) },
  date: { size: 700, make: (r) => `20${between(r, 10, 26)}-0${between(r, 1, 9)}-${between(r, 10, 28)}` },
  locale: { size: 8, make: (r) => pick(r, ['en-US', 'de-DE', 'fr-FR', 'ja-JP', 'pt-BR']) },
}
const FIELDS = 'id name created updated owner state kind url size labels count parent email notes color price due tags'.split(' ')
const REFUSED = 0.05
const NOISE = 0.05

export interface Request {
  /** `GET /shops/{}`; null for noise. */
  key: string | null
  method: string
  path: string
  status: number
  observation: Observation
}

export function trafficOf(api: InventedApi, requests: number, seed: number): Request[] {
  const r = randomFrom(hash32(api.host) + seed)
  const operations = shuffled(r, api.operations.flatMap(methodsOf))
  const draw = weighted(operations.map(({ method }, rank) => (rank + 1) ** -1.05 * (method === 'GET' ? 1 : 0.5)))
  const values = poolsOf(api)
  return Array.from({ length: requests }, () => {
    const operation = operations[draw(r)] as ReturnType<typeof methodsOf>[number]
    return r() < NOISE ? noise(operation, values, r, api.host) : genuine(operation, values, r, api.host)
  })
}

function methodsOf(line: string): { method: string; template: string; fields: string[] }[] {
  const [methods = '', template = ''] = line.split(' ')
  const noun =
    template
      .replace(/\/\{[^}]*\}/g, '')
      .split('/')
      .at(-1) ?? ''
  const own = FIELDS.filter((field) => hash32(noun + field) % 3 === 0)
  return methods
    .split(',')
    .map((method) => ({ method, template, fields: method === 'DELETE' ? [] : [...own.map((field) => `.${field}`), `.${noun}_id`] }))
}

type Values = (style: string, where: string, r: Random) => string

function poolsOf(api: InventedApi): Values {
  const pools = new Map<string, { list: string[]; draw: (r: Random) => number }>()
  return (style, where, r) => {
    const key = `${style} ${where}`
    let pool = pools.get(key)
    if (!pool) {
      const own = randomFrom(hash32(api.host + key))
      const { size, make } = STYLES[style] as (typeof STYLES)[string]
      const list = [...new Set(Array.from({ length: size }, () => make(own)))]
      pool = { list, draw: weighted(list.map((_, i) => (i + 1) ** (list.length > 100 ? -0.85 : -0.6))) }
      pools.set(key, pool)
    }
    return pool.list[pool.draw(r)] as string
  }
}

type Operation = ReturnType<typeof methodsOf>[number]

function pathOf({ template }: Operation, values: Values, r: Random): { path: string; last: string } {
  let last = ''
  // People are the same everywhere, other names belong to what stands before them.
  const path = template.replace(/(\/[^/{]*)?\/\{([^}]*)\}/g, (_, before: string | undefined, style: string) => {
    last = values(style, style === 'login' || style === 'space' ? '' : (before ?? ''), r)
    return `${before ?? ''}/${last}`
  })
  return { path, last: template.endsWith('}') ? last : '' }
}

function genuine(operation: Operation, values: Values, r: Random, host: string): Request {
  const { method, template, fields } = operation
  const { path, last } = pathOf(operation, values, r)
  const status = r() < REFUSED ? pick(r, template.includes('{') ? [404, 401, 422] : [401, 500]) : 200
  const present = fields.filter((field) => field.endsWith('_id') || r() < 0.95)
  const echo = last !== '' && fields.includes('.name') && r() < 0.8 ? { [last]: 'name' } : {}
  const observation = observe(`${method} ${path}`, status === 200 ? { host, keys: present, echo } : { host, status, keys: ['.error'] })
  return { key: `${method} ${template.replace(/\{[^}]*\}/g, '{}')}`, method, path, status, observation }
}

function noise(operation: Operation, values: Values, r: Random, host: string): Request {
  const x = r()
  if (x < 0.4) return refused('GET', pick(r, ['/wp-login.php', '/.env', '/admin/', '/phpmyadmin/index.php', '/actuator/health']), host)
  if (x < 0.8) {
    const { path } = pathOf(operation, values, r)
    const cut = between(r, 1, path.length - 1)
    return refused(operation.method, `${path.slice(0, cut)}x${path.slice(cut + 1)}`, host)
  }
  const path = x < 0.9 ? `/static/${letters(r, HEX, 8)}.js` : `/${word(r)}`
  const responseMediaType = x < 0.9 ? 'application/javascript' : 'text/html'
  return { key: null, method: 'GET', path, status: 200, observation: observe(`GET ${path}`, { host, responseMediaType }) }
}

const refused = (method: string, path: string, host: string): Request => ({
  key: null,
  method,
  path,
  status: 404,
  observation: observe(`${method} ${path}`, { host, status: 404, keys: ['.error'] }),
})
