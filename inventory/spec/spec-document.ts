// An API description (OpenAPI 3.x, Swagger 2.0) in the one form that the rest of the program knows. JSON-safe: the store keeps it so.

import type { ParameterLocation } from '../model.ts'

/** A JSON Schema (2020-12 manner, whatever the description's version) without `$ref` to files; `#/schemas/NAME` points into `SpecDocument.schemas`. */
export type SpecSchema = { readonly [keyword: string]: unknown } | boolean

export interface SpecParameter {
  readonly location: ParameterLocation
  readonly name: string
  readonly required: boolean
  readonly deprecated: boolean
  readonly schema: SpecSchema
  /** `deepObject`: properties are written `name[property]`. Missing for the other styles. */
  readonly style?: 'deepObject'
}

/** Media type -> schema; `{}` where the description gives none. */
export type SpecContent = { readonly [mediaType: string]: SpecSchema }

export interface SpecResponse {
  /** `200`, `4XX` or `default`. */
  readonly status: string
  readonly content: SpecContent
}

export interface SpecOperation {
  readonly method: string
  /** Parts of the path from the root, base path included; a parameter is `{name}`, or has it inside as in `{id}.json`. */
  readonly segments: readonly string[]
  readonly operationId: string | null
  readonly summary: string | null
  readonly tags: readonly string[]
  readonly deprecated: boolean
  /** Date of retirement as written (`x-sunset`, `x-sunset-date`, `x-removal-date` and the like). */
  readonly sunset: string | null
  readonly parameters: readonly SpecParameter[]
  readonly requestBody: { readonly required: boolean; readonly content: SpecContent } | null
  readonly responses: readonly SpecResponse[]
  /** Names of security schemes, alternatives joined: `[['bearer'], ['key', 'cookie']]`; empty list inside: none needed. */
  readonly security: readonly (readonly string[])[]
  /** Line in the file, counted from 1; 0 when not known. */
  readonly line: number
}

export interface SpecDocument {
  /** Hash of the text. */
  readonly id: string
  /** File name as given. */
  readonly source: string
  /** `openapi 3.1.0`, `swagger 2.0`. */
  readonly format: string
  readonly title: string
  readonly version: string
  /** Hosts it speaks for, lower case, with the port unless it is the scheme's own; empty for any. */
  readonly hosts: readonly string[]
  readonly basePaths: readonly string[]
  readonly operations: readonly SpecOperation[]
  readonly schemas: { readonly [name: string]: SpecSchema }
  /** Kind of each security scheme as auth evidence names it: `bearer`, `basic`, `api-key:header:x-api-key`, … */
  readonly securitySchemes: { readonly [name: string]: string }
  /** What is odd in it but does not stop us: a line each. */
  readonly warnings: readonly string[]
}
