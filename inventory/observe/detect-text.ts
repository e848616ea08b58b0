// A detector asked about a text instead of bytes: for the few places where a value is already one.

import { ALL_CHARACTERS, characterMask } from './body/characters.ts'
import type { DetectValue } from './detect-value.ts'

const encoder = new TextEncoder()

export function detectText(text: string, detect: DetectValue): readonly string[] {
  const bytes = encoder.encode(text)
  return detect(bytes, 0, bytes.length, characterMask(bytes, 0, bytes.length) & ALL_CHARACTERS)
}
