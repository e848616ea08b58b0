// What every export format has in common.

import type { Verdicts } from '../judge/index.ts'
import type { Inventory } from '../model.ts'

export interface ExportOptions {
  /** Only this service. */
  service?: string
  /** Without `x-earshot` evidence and placeholders' examples. */
  clean?: boolean
  /** OpenAPI: version of the format, and how it is written. */
  openapi?: '3.1' | '3.0'
  syntax?: 'yaml' | 'json'
  /** Version of this program, for formats that name their maker. */
  version?: string
}

export interface ExportInput {
  readonly inventory: Inventory
  /** Judgement on the same evidence; null when nobody judged. */
  readonly verdicts: Verdicts | null
  readonly options: ExportOptions
}

export interface ExportFile {
  readonly name: string
  readonly text: Iterable<string>
}

/** One format: a value in the list EXPORTERS. */
export interface Exporter {
  readonly format: string
  readonly mediaType: string
  readonly summary: string
  /** One document, in pieces. */
  write(input: ExportInput): Iterable<string>
  /** One file per service, for `-o DIR`; absent where one document is all there is. */
  files?(input: ExportInput): Iterable<ExportFile>
}
