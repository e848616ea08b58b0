// Rows of evidence that several rules write.

import type { Evidence } from '../findings/finding.ts'
import type { Operation } from '../model.ts'
import type { SpecView } from './spec-view.ts'

export const label = (spec: SpecView): string => (spec.title === '' ? spec.source : `${spec.title} ${spec.version}`)

export const seen = ({ seen: { n, firstUs, lastUs } }: Operation, text: string, count = n): Evidence => ({
  text,
  n: count,
  firstUs,
  lastUs,
})
