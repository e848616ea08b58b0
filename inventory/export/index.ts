// The inventory as documents.

export { type Endpoint, type EndpointListing, listEndpoints } from './endpoint-list.ts'
export type { Exporter, ExportFile, ExportInput, ExportOptions } from './exporter.ts'
export { EXPORTERS } from './exporters.ts'
export { findingsPage } from './findings-page.ts'
export { junit } from './junit.ts'
export { findingsSarif } from './sarif.ts'
export type { SarifResult, SarifRule } from './sarif-log.ts'
export { sortedOperations } from './sorted-operations.ts'
