// API descriptions in: OpenAPI 3.x and Swagger 2.0 documents become lists of operations.

export { loadSpec, parseSpec } from './load-spec.ts'
export type { SpecContent, SpecDocument, SpecOperation, SpecParameter, SpecResponse, SpecSchema } from './spec-document.ts'
