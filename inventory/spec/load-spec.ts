// OpenAPI 3.x and Swagger 2.0 documents -> SpecDocument. What can be understood is used; what is odd becomes a warning with its line.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { UserError } from '../../sensor/base/errors.ts'
import { readOperations } from './operations.ts'
import { References } from './references.ts'
import { authSchemeOf } from './security-schemes.ts'
import { placesOfServers, placesOfSwagger, type ServerPlace } from './servers.ts'
import type { SpecDocument } from './spec-document.ts'
import { SpecSchemas } from './spec-schemas.ts'
import { readSpecText, type SpecText, unusable } from './spec-text.ts'

/** Warnings beyond this say nothing new. */
const WARNINGS_MAX = 100

/** Read an OpenAPI 3.x or Swagger 2.0 document, YAML or JSON. UserError with line and reason when it cannot be used. */
export function loadSpec(path: string): SpecDocument {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const reason =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a folder' : code === 'EACCES' ? 'permission denied' : 'cannot be read'
    throw new UserError(`${path}: ${reason}`, { hint: 'Give an OpenAPI 3.x or Swagger 2.0 document in YAML or JSON.', cause: error })
  }
  return parseSpec(text, path)
}

/** The same from text; `source` names it in messages, and files that it refers to are looked for beside it. */
export function parseSpec(text: string, source: string): SpecDocument {
  const file = readSpecText(text.replace(/^\uFEFF/, ''), source)
  const root = file.value as Record<string, unknown>
  const format = formatOf(file)
  const warnings: string[] = []
  const warn = (warning: string): void => {
    if (warnings.length < WARNINGS_MAX) warnings.push(warning)
  }
  const references = new References(file, warn)
  const schemas = new SpecSchemas(references)
  const places = placesOf(root, format)
  const operations = readOperations({ file, format, places, references, schemas, warn })
  const info = (root['info'] ?? {}) as Record<string, unknown>
  return {
    id: createHash('sha256').update(text).digest('hex').slice(0, 12),
    source: basename(source),
    format,
    title: typeof info['title'] === 'string' ? info['title'] : basename(source),
    version: typeof info['version'] === 'string' || typeof info['version'] === 'number' ? String(info['version']) : '',
    hosts: [...new Set(places.map(({ host }) => host))].filter((host) => host !== '').sort(),
    basePaths: [...new Set(places.map(({ basePath }) => basePath))],
    operations,
    schemas: schemas.schemas,
    securitySchemes: securitySchemesOf(root, format),
    warnings,
  }
}

function formatOf(file: SpecText): string {
  const root = file.value
  if (typeof root !== 'object' || root === null || Array.isArray(root)) throw unusable(file.source, 1, 'this is no API description')
  const { openapi, swagger, paths } = root as Record<string, unknown>
  if (openapi === undefined && swagger === undefined) throw unusable(file.source, 1, 'neither "openapi" nor "swagger" says what this is')
  const version = String(openapi ?? swagger)
  const known = openapi !== undefined ? /^3\.[0-2](\.|$)/ : /^2(\.0)?$/
  if (!known.test(version))
    throw unusable(file.source, file.line([openapi !== undefined ? 'openapi' : 'swagger']), `version ${version} is not known`)
  if (paths !== undefined && (typeof paths !== 'object' || paths === null || Array.isArray(paths)))
    throw unusable(file.source, file.line(['paths']), '"paths" must be an object')
  return openapi !== undefined ? `openapi ${version}` : 'swagger 2.0'
}

function placesOf(root: Record<string, unknown>, format: string): ServerPlace[] {
  const places = format.startsWith('swagger') ? placesOfSwagger(root) : placesOfServers(root['servers'])
  return places.length > 0 ? places : [{ host: '', basePath: '' }]
}

function securitySchemesOf(root: Record<string, unknown>, format: string): Record<string, string> {
  const components = (root['components'] ?? {}) as Record<string, unknown>
  const schemes = (format.startsWith('swagger') ? root['securityDefinitions'] : components['securitySchemes']) ?? {}
  if (typeof schemes !== 'object') return {}
  return Object.fromEntries(
    Object.entries(schemes).flatMap(([name, scheme]) => {
      const kind = authSchemeOf(scheme)
      return kind === null ? [] : [[name, kind]]
    }),
  )
}
