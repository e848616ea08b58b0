import type { Inventory, Operation, Service } from '../model.ts'
import { renderTemplate } from '../model.ts'

export interface OperationPlace {
  readonly service: Service
  readonly operation: Operation
  /** Key of the operation in its service. */
  readonly key: string
  readonly template: string
}

/** All operations by service, template, method: the order of every list and document. */
export function sortedOperations(inventory: Inventory, only?: string): OperationPlace[] {
  return [...inventory.services.values()]
    .filter(({ name }) => only === undefined || name === only)
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((service) =>
      [...service.operations]
        .map(([key, operation]) => ({ service, operation, key, template: renderTemplate(operation.segments) }))
        .sort((a, b) => compareText(a.template, b.template) || compareText(a.operation.method, b.operation.method)),
    )
}

/** By code unit: the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** RFC 3339, milliseconds; null for what was never seen. */
export function timeText(us: number): string | null {
  return Number.isFinite(us) && us > 0 ? new Date(us / 1000).toISOString() : null
}

/** Distinct addresses among the consumers that are kept. */
export const clientsOf = (operation: Operation): number =>
  [...operation.consumers.values()].filter(({ key }) => key.startsWith('address:')).length
