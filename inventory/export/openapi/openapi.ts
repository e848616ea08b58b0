// The inventory as OpenAPI 3.1 or 3.0, YAML or JSON.

import type { Inventory, Service } from '../../model.ts'
import type { Exporter, ExportFile, ExportInput } from '../exporter.ts'
import { compareText } from '../sorted-operations.ts'
import { openapiDocument } from './document.ts'
import { yamlText } from './yaml-text.ts'

export const openapi: Exporter = {
  format: 'openapi',
  mediaType: 'application/openapi+yaml',
  summary: 'OpenAPI 3.1 or 3.0, one document for all services or one for each',
  write: (input) => text(input, openapiDocument(input, servicesOf(input.inventory, input.options.service))),
  *files(input): Iterable<ExportFile> {
    for (const service of servicesOf(input.inventory, input.options.service))
      yield { name: `${fileName(service.name)}.${input.options.syntax ?? 'yaml'}`, text: text(input, openapiDocument(input, [service])) }
  },
}

function text({ options }: ExportInput, document: unknown): Iterable<string> {
  return options.syntax === 'json' ? [`${JSON.stringify(document, null, 2)}\n`] : yamlText(document)
}

function servicesOf(inventory: Inventory, only: string | undefined): Service[] {
  return [...inventory.services.values()]
    .filter(({ name }) => only === undefined || name === only)
    .sort((a, b) => compareText(a.name, b.name))
}

/** `10.0.0.5:8080` -> `10.0.0.5_8080`: a name that every file system takes. */
const fileName = (service: string): string => service.replace(/[^A-Za-z0-9.-]+/g, '_').replace(/^\.+/, '_') || 'service'
