// Runs detectors as the observer does: on bytes with their mask.

import { characterMask } from '../../../../inventory/observe/body/characters.ts'
import { detectValue } from '../../../../inventory/observe/detectors/index.ts'

/** Types that a value may be of. */
export function detect(text: string): readonly string[] {
  const bytes = Buffer.from(`<<${text}>>`)
  const end = bytes.length - 2
  return detectValue(bytes, 2, end, characterMask(bytes, 2, end) & ((1 << 17) - 1))
}

/** For `it.each`: a type with values that it accepts, and look-alikes that it refuses. */
export type Examples = readonly (readonly [type: string, accepted: readonly string[], refused: readonly string[]])[]

export function check(examples: Examples): string[] {
  const wrong: string[] = []
  for (const [type, accepted, refused] of examples) {
    for (const value of accepted) if (!detect(value).includes(type)) wrong.push(`${type} refuses ${value}`)
    for (const value of refused) if (detect(value).includes(type)) wrong.push(`${type} accepts ${value}`)
  }
  return wrong
}
