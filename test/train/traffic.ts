// Labelled traffic of one API document: paths with the truth about each part, and how the operations answer.

import { hashText } from '../../inventory/observe/hash.ts'
import type { PathSegment, Scalar } from '../../inventory/observe/observation.ts'
import { isValueStem, splitSegment } from '../../inventory/template/affix.ts'
import { classifySegment, mayBeConstant } from '../../inventory/template/classify-segment.ts'
import { addToSample } from '../../inventory/template/key-sample.ts'
import type { Document } from './documents.ts'
import { arrangePaths } from './gateways.ts'
import { hash32, type Random, shuffled, weighted } from './randomness.ts'
import { drawIdStyle, type Style, staticLooking, styleOf } from './values.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const
const PATHS_MAX = 60
const DEPTH = 3

interface Part {
  literal: string
  before: string
  after: string
  /** Null for a literal. */
  pool: Pool | null
}

interface Pool {
  values: string[]
  draw: (r: Random) => number
}

interface KeyPath {
  hash: number
  presence: number
}

interface Operation {
  method: string
  parts: Part[]
  keys: KeyPath[]
  /** Property under which the last parameter is repeated, '' for none. */
  echo: string
}

/** One exchange that confirms an operation. `isParameter[i]` is the truth about part i. */
export interface LabelledPath {
  method: string
  segments: PathSegment[]
  isParameter: boolean[]
  keys: number[]
}

export class ApiTraffic {
  readonly #operations: Operation[] = []
  readonly #pools = new Map<string, Pool>()
  readonly #draw: (r: Random) => number
  readonly #idStyle: number
  readonly #literal: (text: string) => string
  /** Neighbouring literals are written as one word, as RPC interfaces do: `chat.postMessage`. */
  readonly #joined: boolean
  /** Every operation is one word: `/api/users.list`. */
  readonly #flat: boolean
  /** All answers have the same fields around what they answer, some have nothing else. */
  readonly #envelope: boolean
  /** All resources are described alike, whatever they are. */
  readonly #uniform: boolean

  /** Of one document, or of several behind one gateway. */
  constructor(documents: readonly Document[], seed: number) {
    const r = randomOf(documents[0], seed)
    this.#idStyle = drawIdStyle(r)
    this.#literal = literalStyle(r)
    this.#joined = r() < 0.2
    this.#flat = r() < 0.08
    this.#envelope = r() < 0.3
    this.#uniform = r() < (documents.length > 1 ? 0.3 : 0.08)
    for (const { path, document, item, methods } of arrangePaths(documents, r)) {
      for (const method of METHODS) {
        if (!item?.[method] || (methods && !methods.includes(method))) continue
        this.#operations.push(this.#operation(r, (this.#flat ? flattened : plainPath)(path, method), method, item, document))
      }
    }
    const order = shuffled(
      r,
      this.#operations.map((_, i) => i),
    )
    const weights = new Array<number>(order.length)
    order.forEach((index, rank) => {
      weights[index] = (rank + 1) ** -1.05 * (this.#operations[index]?.method === 'GET' ? 1 : 0.5)
    })
    this.#draw = weighted(weights)
  }

  get operations(): number {
    return this.#operations.length
  }

  /** One exchange, drawn by lot. */
  next(r: Random): LabelledPath {
    const operation = this.#operations[this.#draw(r)] as Operation
    const values = operation.parts.map(({ literal, before, after, pool }) =>
      pool ? before + (pool.values[pool.draw(r)] as string) + after : literal,
    )
    const last = operation.parts.length - 1
    const keys: number[] = []
    for (const { hash, presence } of operation.keys) if (presence === 1 || r() < presence) addToSample(keys, hash, 24)
    const echoed = operation.echo !== '' && r() < 0.9
    return {
      method: operation.method,
      segments: values.map((text, i) =>
        segmentOf(text, i === values.length - 1, echoed && i === last && operation.parts[i]?.pool ? operation.echo : ''),
      ),
      isParameter: operation.parts.map((part) => part.pool !== null),
      keys,
    }
  }

  #operation(r: Random, path: string, method: string, item: Document, document: Document): Operation {
    const declared = item[method]
    const parameters = [...(item.parameters ?? []), ...(declared.parameters ?? [])].map((each) => follow(document, each)).filter(Boolean)
    const texts = (this.#joined ? joinLiterals(path) : path)
      .split('/')
      .filter((text, i, all) => i > 0 && !(i === all.length - 1 && text === ''))
    const parts = texts.map((text, i) => this.#part(r, text, texts[i - 1] ?? '', parameters, document))
    const schema = successSchema(document, declared)
    const found = new Map<string, number>()
    if (this.#envelope) for (const key of ['.ok', '.meta', '.meta.request']) found.set(key, 1)
    if (this.#uniform) for (const key of method === 'get' && !path.endsWith('}') ? UNIFORM_LIST : UNIFORM) found.set(key, 1)
    else if (!this.#envelope || r() < 0.6)
      keyPaths(document, schema, this.#envelope && r() < 0.5 ? '.data' : '', 1, found, `${method} ${path}`)
    const keys = [...found].slice(0, PATHS_MAX).map(([key, presence]) => ({ hash: hashText(key), presence }))
    const lastName = /\{([^}]*)\}/.exec(texts.at(-1) ?? '')?.[1]
    const echo =
      lastName === undefined ? '' : ([lastName, 'id', 'name', 'slug', 'key', 'login', 'code'].find((name) => found.has(`.${name}`)) ?? '')
    return { method: method.toUpperCase(), parts, keys, echo }
  }

  #part(r: Random, text: string, parent: string, parameters: Document[], document: Document): Part {
    const braces = /^([^{]*)\{([^}]*)\}(.*)$/.exec(text)
    if (!braces) return { literal: this.#literal(text), before: '', after: '', pool: null }
    const [, before, name, after] = braces as unknown as [string, string, string, string]
    const declared = parameters.find((each) => each.in === 'path' && each.name === name)
    const plain = (rest: string): string => rest.replace(/\{[^}]*\}/g, 'x')
    return { literal: '', before: plain(before), after: plain(after), pool: this.#pool(r, name, parent, declared, document) }
  }

  #pool(r: Random, name: string, parent: string, declared: Document, document: Document): Pool {
    const general = /^(?:id|name|key|slug|type|number|code)$/i.test(name)
    const id = `${general ? parent : ''}/${name}`
    let pool = this.#pools.get(id)
    if (pool) return pool
    const schema = follow(document, declared?.schema) ?? declared
    const enumeration: unknown[] | undefined = schema?.enum
    const values =
      enumeration?.length && enumeration.length <= 60
        ? enumeration.map(String)
        : drawValues(r, closed(r, styleOf(r, name, parent, schema, this.#idStyle)))
    pool = { values, draw: weighted(values.map((_, i) => 1 / (i + 1) ** (values.length > 100 ? 0.85 : 0.6))) }
    this.#pools.set(id, pool)
    return pool
  }
}

const UNIFORM = ['.kind', '.version', '.meta', '.meta.name', '.meta.created', '.meta.labels', '.spec', '.state', '.state.phase']
const UNIFORM_LIST = ['.kind', '.version', '.meta', '.meta.next', '.items', ...UNIFORM.map((key) => `.items[]${key}`)]

const partsOf = (text: string): string[] => text.split(/[-_.]+|(?<=[a-z])(?=[A-Z])/).filter((part) => part !== '')
const title = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`

/** APIs write their words in different ways; the model must not take one way for a mark of literals. */
function literalStyle(r: Random): (text: string) => string {
  const compound = (write: (parts: string[]) => string) => (text: string) => {
    const parts = partsOf(text.toLowerCase() === text || text.toUpperCase() !== text ? text : text.toLowerCase())
    return parts.length > 1 && /^[A-Za-z][\w.-]*$/.test(text) ? write(parts.map((part) => part.toLowerCase())) : text
  }
  const written = styleOfWords(r(), compound)
  // Words of other languages: no lexicon knows them.
  return r() < 0.15 ? (text) => foreign(written(text)) : written
}

function styleOfWords(x: number, compound: (write: (parts: string[]) => string) => (text: string) => string): (text: string) => string {
  if (x < 0.45) return (text) => text
  if (x < 0.55) return compound((parts) => parts.map((part, i) => (i === 0 ? part : title(part))).join(''))
  if (x < 0.65) return compound((parts) => parts.join('-'))
  if (x < 0.75) return compound((parts) => parts.join('_'))
  if (x < 0.83) return compound((parts) => parts.join('.'))
  if (x < 0.93) return (text) => (/^[a-z]{5,}$/.test(text) ? `${text}.${DOMAINS[text.length % DOMAINS.length]}` : text)
  return (text) => (/^[a-z]+$/.test(text) ? title(text) : text)
}

const foreign = (text: string): string =>
  /^(?:api|v\d+)$/i.test(text) ? text : text.replace(/[aeiou]/g, (vowel) => 'eioua'['aeiou'.indexOf(vowel)] as string)

const DOMAINS = ['svc', 'core.io', 'api.example', 'v1', 'net']

const VERBS: Record<string, string> = { get: 'get', post: 'create', put: 'set', patch: 'update', delete: 'remove' }
const plainPath = (path: string): string => path

/** As RPC interfaces write it: the words of the path and a verb, no parameters. */
function flattened(path: string, method: string): string {
  const words = path.split('/').filter((part) => part !== '' && !part.includes('{'))
  const verb = method === 'get' && !path.endsWith('}') ? 'list' : (VERBS[method] as string)
  return `/${[...words, verb].join('.')}`
}

function joinLiterals(path: string): string {
  return path.replace(/([A-Za-z][\w-]*)\/([A-Za-z][\w-]*)(?=\/|$)/, (all, a: string, b: string) =>
    /^(?:api|v\d+)$/i.test(a) ? all : `${a}.${b}`,
  )
}

/** Some parameters take few values however they are written: namespaces, teams, shops of one customer. */
const closed = (r: Random, style: Style): Style => (r() < 0.12 ? { ...style, size: Math.min(style.size, 6 + Math.floor(r() * 34)) } : style)

function drawValues(r: Random, { make, size }: Style): string[] {
  const values = new Set<string>()
  for (let tries = 0; tries < size * 2 && values.size < size; tries++) values.add(r() < 0.02 && size > 100 ? staticLooking(r) : make(r))
  return shuffled(r, [...values])
}

const randomOf = (document: Document, seed: number): Random => {
  let state = hash32(JSON.stringify(document.info ?? {}) + seed)
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const segmentCache = new Map<string, Omit<PathSegment, 'echo'>>()

function segmentOf(raw: string, last: boolean, echo: string): PathSegment {
  const key = last ? `${raw}/` : raw
  let known = segmentCache.get(key)
  if (!known) {
    known = madeOf(decoded(raw), last)
    if (segmentCache.size > 50_000) segmentCache.clear()
    segmentCache.set(key, known)
  }
  return { ...known, echo }
}

/** As the observer makes it (observe/segment-reader.ts), without evidence about values. */
function madeOf(text: string, last: boolean): Omit<PathSegment, 'echo'> {
  const name = classifySegment(text)
  const scalar: Scalar = {
    kind: 'string',
    length: text.length,
    formats: 0,
    number: Number.NaN,
    big: false,
    hash: 0,
    word: null,
    detected: [],
  }
  const whole = { class: name, text: name === 'word' || mayBeConstant(text, name) ? text : '', hash: hashText(text), scalar }
  const split = splitSegment(text, last)
  if (split === null) return whole
  const inner = { prefix: split.prefix, suffix: split.suffix, class: classifySegment(split.stem), scalar }
  return isValueStem(split, inner.class) ? { ...whole, class: inner.class, text: '', inner } : { ...whole, inner }
}

export function basePath(document: Document): string {
  const server = document.servers?.[0]
  const url = String(server?.url ?? document.basePath ?? '').replace(/\{([^}]*)\}/g, (_, name) => server?.variables?.[name]?.default ?? 'x')
  return url.replace(/^(?:https?:)?\/\/[^/]*/, '').replace(/\/$/, '')
}

/** JSON references, to a depth that no honest document exceeds. */
export function follow(document: Document, node: Document): Document {
  let found = node
  for (let i = 0; found?.$ref && i < 20; i++) {
    let target = document
    for (const part of String(found.$ref).replace(/^#\//, '').split('/'))
      target = target?.[decoded(part).replace(/~1/g, '/').replace(/~0/g, '~')]
    found = target
  }
  return found
}

function successSchema(document: Document, operation: Document): Document {
  const responses = operation.responses ?? {}
  const code = Object.keys(responses).find((each) => each.startsWith('2')) ?? 'default'
  const response = follow(document, responses[code])
  const content = response?.content
  if (!content) return response?.schema
  const media = Object.keys(content).find((each) => /json/.test(each)) ?? Object.keys(content)[0]
  return media === undefined ? undefined : content[media]?.schema
}

const PRESENCE = [1, 1, 1, 1, 0.95, 0.9, 0.8, 0.5, 0.2]

function keyPaths(document: Document, given: Document, prefix: string, depth: number, into: Map<string, number>, where: string): void {
  if (into.size >= PATHS_MAX) return
  const schema = follow(document, given)
  if (!schema || typeof schema !== 'object') return
  for (const part of schema.allOf ?? []) keyPaths(document, part, prefix, depth, into, where)
  const alternative = (schema.oneOf ?? schema.anyOf)?.[0]
  if (alternative) keyPaths(document, alternative, prefix, depth, into, where)
  if (schema.items) keyPaths(document, schema.items, `${prefix}[]`, depth, into, where)
  if (depth > DEPTH) return
  for (const [name, value] of Object.entries<Document>(schema.properties ?? {})) {
    const key = `${prefix}.${name}`
    if (into.size >= PATHS_MAX) return
    if (!into.has(key)) into.set(key, schema.required?.includes(name) ? 1 : (PRESENCE[hash32(where + key) % PRESENCE.length] as number))
    keyPaths(document, value, key, depth + 1, into, where)
  }
}

/** Literal words of the paths of a document, lower case, and what follows them. */
export function wordsOf(document: Document, word: (text: string) => void, followed: (text: string, byParameter: boolean) => void): void {
  for (const path of Object.keys(document.paths ?? {})) {
    const parts = (basePath(document) + path.replace(/[#?].*$/, '')).split('/').filter((part) => part !== '')
    parts.forEach((part, i) => {
      if (part.includes('{') || classifySegment(part) !== 'word') return
      word(part.toLowerCase())
      const next = parts[i + 1]
      if (next !== undefined) followed(part.toLowerCase(), next.includes('{'))
    })
  }
}
