import { UserError } from '../../sensor/base/errors.ts'
import { canonical } from './canonical.ts'
import { csv } from './csv.ts'
import type { Exporter } from './exporter.ts'
import { har } from './har.ts'
import { openapi } from './openapi/openapi.ts'
import { report } from './report.ts'
import { sarif } from './sarif.ts'

/** All formats, in the order in which help lists them. */
export const EXPORTERS: readonly Exporter[] = [openapi, canonical, har, csv, sarif, report]

/** UserError when there is no such format. */
export function exporterFor(format: string): Exporter {
  const found = EXPORTERS.find((exporter) => exporter.format === format)
  if (found !== undefined) return found
  throw new UserError(`there is no export format "${format}"`, { hint: `Formats: ${EXPORTERS.map((each) => each.format).join(', ')}.` })
}
