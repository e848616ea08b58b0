// A word is one value seen many times: its evidence is folded once and doubled.

import type { Scalar } from '../observe/observation.ts'
import { createSchemaNode, foldScalar, mergeSchema, type SchemaNode } from '../schema/index.ts'

/** The same as `times` calls of `foldScalar`. */
export function foldScalarTimes(node: SchemaNode, scalar: Scalar, times: number): void {
  if (times <= 4) {
    for (let i = 0; i < times; i++) foldScalar(node, scalar)
    return
  }
  let power = createSchemaNode()
  foldScalar(power, scalar)
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) mergeSchema(node, power)
    const twice = createSchemaNode()
    mergeSchema(twice, power)
    mergeSchema(twice, power)
    power = twice
  }
}
