// Decisions about templates that are turned round when evidence has grown: how paths are read, not how APIs change.

import type { TemplateSegment } from '../model.ts'

/** Paths that stood apart are one template now (`merge`), or a path that was part of a template stands on its own (`split`). */
export interface TemplateChange {
  readonly kind: 'merge' | 'split'
  readonly service: string
  readonly method: string
  /** Of the operation as earlier runs knew it. */
  readonly from: readonly TemplateSegment[]
  /** As it is now. */
  readonly to: readonly TemplateSegment[]
}

/** A change as the inventory file keeps it. */
export interface TemplateRecord {
  run: number
  service: string
  /** `merge`: paths that stood apart are one template since; `split`: a path that was part of a template stands on its own. */
  kind: 'merge' | 'split'
  /** Template and key as they were; null of a merge, whose words are values by now. */
  from: string | null
  fromKey: string | null
  /** Keyed hash of the key as it was. */
  fromHash: number
  to: string
  toKey: string
  /** Of a merge: exchanges of earlier runs that moved, and when the first was seen; 0 of a split. */
  exchanges: number
  firstUs: number
  /** Packet time of the end of the run. */
  atUs: number
}
