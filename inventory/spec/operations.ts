// The operations of a description.

import type { ParameterLocation } from '../model.ts'
import { type Located, type References, where } from './references.ts'
import { placesOfServers, type ServerPlace } from './servers.ts'
import type { SpecContent, SpecOperation, SpecParameter, SpecResponse, SpecSchema } from './spec-document.ts'
import type { SpecSchemas } from './spec-schemas.ts'
import type { SpecText } from './spec-text.ts'

export interface SpecReading {
  readonly file: SpecText
  readonly format: string
  readonly places: readonly ServerPlace[]
  readonly references: References
  readonly schemas: SpecSchemas
  warn(text: string): void
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']
const LOCATIONS: readonly string[] = ['path', 'query', 'header', 'cookie']
const SUNSET = ['x-sunset', 'x-sunset-date', 'x-sunsetDate', 'x-removal-date', 'x-removed', 'sunset']

type Plain = Record<string, unknown>

/** One for each method, path and base path. */
export function readOperations(reading: SpecReading): SpecOperation[] {
  const { file, references, warn } = reading
  const root = file.value as Plain
  const paths: Located = { file, path: ['paths'], value: root['paths'] ?? {} }
  const operations: SpecOperation[] = []
  const names = new Set<string>()
  for (const [path, value] of Object.entries(paths.value as Plain)) {
    if (path.startsWith('x-')) continue
    const at = references.follow({ file, path: ['paths', path], value })
    if (at === null || !isPlain(at.value)) {
      if (at !== null) warn(`${where(at)}: the path item ${path} is not an object`)
      continue
    }
    if (!path.startsWith('/')) warn(`${where(at)}: the path ${path} does not begin with a slash`)
    for (const [method, located] of methodsOf(at)) {
      const operation = located.value
      if (!isPlain(operation)) {
        warn(`${where(located)}: the operation ${method.toUpperCase()} ${path} is not an object`)
        continue
      }
      const read = readOperation(reading, at, located, path, operation)
      if (read.operationId !== null && names.has(read.operationId))
        warn(`${where(located)}: the operationId ${read.operationId} occurs twice`)
      if (read.operationId !== null) names.add(read.operationId)
      for (const basePath of basePathsOf(reading, at.value, operation))
        operations.push({ ...read, method: method.toUpperCase(), segments: segmentsOf(basePath, path) })
    }
  }
  return operations
}

/** Methods of a path item; those that OpenAPI 3.2 knows by name only stand apart. */
function methodsOf(item: Located): [method: string, at: Located][] {
  const value = item.value as Plain
  const more = isPlain(value['additionalOperations']) ? Object.keys(value['additionalOperations']) : []
  return [
    ...METHODS.filter((method) => value[method] !== undefined).map((method): [string, Located] => [method, child(item, method)]),
    ...more.map((method): [string, Located] => [method, child(item, 'additionalOperations', method)]),
  ]
}

function readOperation(reading: SpecReading, item: Located, at: Located, path: string, operation: Plain): SpecOperation {
  const root = reading.file.value as Plain
  const parameters = readParameters(reading, item, at)
  for (const name of path.match(/\{[^{}]*\}/g) ?? [])
    if (!parameters.some((parameter) => parameter.location === 'path' && `{${parameter.name}}` === name))
      reading.warn(`${where(at)}: the parameter ${name} of ${path} is not declared`)
  const sunset = SUNSET.map((name) => operation[name]).find((value) => value !== undefined)
  return {
    method: '',
    segments: [],
    operationId: text(operation['operationId']),
    summary: text(operation['summary']),
    tags: Array.isArray(operation['tags']) ? operation['tags'].map(String) : [],
    deprecated: operation['deprecated'] === true,
    sunset: sunset instanceof Date ? sunset.toISOString() : typeof sunset === 'string' ? sunset : null,
    parameters,
    requestBody: readRequestBody(reading, item, at),
    responses: readResponses(reading, at),
    security: securityOf(operation['security'] ?? root['security']),
    line: at.file.line(at.path),
  }
}

/** Parameters of the path item, unless the operation has its own of the same place and name. */
function readParameters(reading: SpecReading, item: Located, at: Located): SpecParameter[] {
  const parameters = new Map<string, SpecParameter>()
  for (const { value, located } of [...parameterList(reading, item), ...parameterList(reading, at)]) {
    const { name, in: place, required, deprecated } = value
    if (place === 'body' || place === 'formData') continue
    if (typeof name !== 'string' || !LOCATIONS.includes(String(place))) {
      reading.warn(`${where(located)}: a parameter needs "name" and "in"`)
      continue
    }
    const content = firstSchema(value['content'])
    const schema: SpecSchema =
      value['schema'] !== undefined
        ? reading.schemas.normalise(child(located, 'schema'))
        : content !== null
          ? reading.schemas.normalise(child(located, 'content', content, 'schema'))
          : reading.schemas.normalise(located)
    const location = place as ParameterLocation
    const known = location === 'header' ? name.toLowerCase() : name
    parameters.set(`${location} ${known}`, {
      location,
      name: known,
      required: required === true || location === 'path',
      deprecated: deprecated === true,
      schema,
      ...(value['style'] === 'deepObject' ? { style: 'deepObject' } : {}),
    })
  }
  return [...parameters.values()]
}

function parameterList(reading: SpecReading, owner: Located): { value: Plain; located: Located }[] {
  const list = (owner.value as Plain)['parameters']
  if (!Array.isArray(list)) return []
  return list.flatMap((_, index) => {
    const located = reading.references.follow(child(owner, 'parameters', index))
    return located !== null && isPlain(located.value) ? [{ value: located.value, located }] : []
  })
}

function readRequestBody(reading: SpecReading, item: Located, at: Located): SpecOperation['requestBody'] {
  if (reading.format.startsWith('swagger')) return swaggerBody(reading, item, at)
  if ((at.value as Plain)['requestBody'] === undefined) return null
  const body = reading.references.follow(child(at, 'requestBody'))
  if (body === null || !isPlain(body.value)) return null
  return { required: body.value['required'] === true, content: contentOf(reading, body) }
}

function swaggerBody(reading: SpecReading, item: Located, at: Located): SpecOperation['requestBody'] {
  const consumes = mediaTypes(reading, at, 'consumes', ['application/json'])
  const all = [...parameterList(reading, item), ...parameterList(reading, at)]
  const body = all.find(({ value }) => value['in'] === 'body')
  if (body !== undefined) {
    const schema = reading.schemas.normalise(child(body.located, 'schema'))
    return { required: body.value['required'] === true, content: Object.fromEntries(consumes.map((type) => [type, schema])) }
  }
  const fields = all.filter(({ value }) => value['in'] === 'formData')
  if (fields.length === 0) return null
  const properties = Object.fromEntries(fields.map(({ value, located }) => [String(value['name']), reading.schemas.normalise(located)]))
  const required = fields.filter(({ value }) => value['required'] === true).map(({ value }) => String(value['name']))
  const types = consumes.filter((type) => /form/.test(type))
  const schema = { type: 'object', properties, required }
  return {
    required: required.length > 0,
    content: Object.fromEntries((types.length > 0 ? types : ['application/x-www-form-urlencoded']).map((type) => [type, schema])),
  }
}

function readResponses(reading: SpecReading, at: Located): SpecResponse[] {
  const responses = (at.value as Plain)['responses']
  if (!isPlain(responses)) return []
  const statuses = Object.keys(responses).filter((status) => /^([1-5](\d\d|XX)|default)$/i.test(status))
  return statuses.map((status): SpecResponse => {
    const response = reading.references.follow(child(at, 'responses', status))
    const name = status === 'default' ? status : status.toUpperCase()
    if (response === null || !isPlain(response.value)) return { status: name, content: {} }
    if (!reading.format.startsWith('swagger')) return { status: name, content: contentOf(reading, response) }
    if (response.value['schema'] === undefined) return { status: name, content: {} }
    const schema = reading.schemas.normalise(child(response, 'schema'))
    return {
      status: name,
      content: Object.fromEntries(mediaTypes(reading, at, 'produces', ['application/json']).map((type) => [type, schema])),
    }
  })
}

function contentOf(reading: SpecReading, owner: Located): SpecContent {
  const content = (owner.value as Plain)['content']
  if (!isPlain(content)) return {}
  return Object.fromEntries(
    Object.keys(content).map((type) => {
      const media = content[type]
      const has = isPlain(media) && media['schema'] !== undefined
      return [
        (type.split(';')[0] as string).trim().toLowerCase(),
        has ? reading.schemas.normalise(child(owner, 'content', type, 'schema')) : {},
      ]
    }),
  )
}

function mediaTypes(reading: SpecReading, at: Located, keyword: 'consumes' | 'produces', otherwise: string[]): string[] {
  const list = (at.value as Plain)[keyword] ?? (reading.file.value as Plain)[keyword]
  return Array.isArray(list) && list.length > 0 ? list.map(String) : otherwise
}

function securityOf(security: unknown): string[][] {
  return Array.isArray(security) ? security.filter(isPlain).map((alternative) => Object.keys(alternative)) : []
}

function basePathsOf(reading: SpecReading, item: Plain, operation: Plain): string[] {
  const own = placesOfServers(operation['servers'] ?? item['servers'])
  return [...new Set((own.length > 0 ? own : reading.places).map(({ basePath }) => basePath))]
}

/** Parts of the whole path, percent-decoded. A query behind a path is no part of it; the slash at the end of `/` neither. */
function segmentsOf(basePath: string, path: string): string[] {
  const whole = `${basePath}${path.startsWith('/') || path === '' ? '' : '/'}${path.split(/[?#]/)[0] === '/' && basePath !== '' ? '' : path.split(/[?#]/)[0]}`
  if (whole === '/' || whole === '') return []
  return whole.slice(1).split('/').map(decode)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What stands below `at`. */
function child(at: Located, ...path: (string | number)[]): Located {
  const value = path.reduce<unknown>((v, key) => (typeof v === 'object' && v !== null ? (v as Plain)[key] : undefined), at.value)
  return { file: at.file, path: [...at.path, ...path], value }
}

/** The media type whose schema describes a parameter given by `content`. */
function firstSchema(content: unknown): string | null {
  return isPlain(content) ? (Object.keys(content)[0] ?? null) : null
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
