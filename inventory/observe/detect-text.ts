// A detector asked about a text instead of bytes: for the few places where a value is already one.

import { ALL_CHARACTERS, characterMask } from './body/characters.ts'
import type { DetectValue } from './detect-value.ts'
import { copyAscii } from './hash.ts'

const encoder = new TextEncoder()

/** Nearly all texts fit: nothing is allocated for them. */
const buffer = new Uint8Array(4096)
const UTF8_BYTES_MAX = 3

export function detectText(text: string, detect: DetectValue): readonly string[] {
  const ascii = copyAscii(text, buffer)
  if (ascii >= 0) return detect(buffer, 0, ascii, characterMask(buffer, 0, ascii) & ALL_CHARACTERS)
  const fits = text.length * UTF8_BYTES_MAX <= buffer.length
  const bytes = fits ? buffer : encoder.encode(text)
  const end = fits ? encoder.encodeInto(text, buffer).written : bytes.length
  return detect(bytes, 0, end, characterMask(bytes, 0, end) & ALL_CHARACTERS)
}
