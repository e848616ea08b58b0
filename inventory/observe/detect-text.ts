// A detector asked about a text instead of bytes: for the few places where a value is already one.

import { ALL_CHARACTERS, characterMask } from './body/characters.ts'
import type { DetectValue } from './detect-value.ts'
import { utf8Reader } from './utf8.ts'

const asUtf8 = utf8Reader()

export const detectText = (text: string, detect: DetectValue): readonly string[] =>
  asUtf8(text, (bytes, end) => detect(bytes, 0, end, characterMask(bytes, 0, end) & ALL_CHARACTERS))
