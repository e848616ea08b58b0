// A value of a parameter, header or cookie without its text.

import { mayKeep } from '../schema/enum-words.ts'
import { MEANING_BITS, recogniseFormats } from '../schema/formats.ts'
import { type WordManner, wordManner } from '../schema/key-names.ts'
import { ALL_CHARACTERS, characterCount, characterMask } from './body/characters.ts'
import type { DetectValue } from './detect-value.ts'
import { hash53 } from './hash.ts'
import type { Scalar } from './observation.ts'
import { copyAscii } from './utf8.ts'

const encoder = new TextEncoder()
/** Longer values are looked at by their beginning only. */
const LOOKED_AT_BYTES = 8192
/** Names of parameters come again and again; what one allows is worked out once. Bounded: emptied when full. */
const NAMES_MAX = 4096

export class ScalarReader {
  readonly #detect: DetectValue
  #buffer = new Uint8Array(LOOKED_AT_BYTES + 4)
  #manners = new Map<string, WordManner>()

  constructor(detect: DetectValue) {
    this.#detect = detect
  }

  /** `name` decides whether the value may be kept as a word; '' where there is none. */
  read(text: string, name: string): Scalar {
    return this.#read(text, this.#mannerOf(name))
  }

  /** Of a value by its form, which is never kept as a word. */
  readValue(text: string): Scalar {
    return this.#read(text, 'none')
  }

  #read(text: string, manner: WordManner): Scalar {
    const bytes = this.#buffer
    const ascii = copyAscii(text, bytes)
    const { read, written } = ascii < 0 ? encoder.encodeInto(text, bytes) : { read: ascii, written: ascii }
    const end = Math.min(written, LOOKED_AT_BYTES)
    const mask = characterMask(bytes, 0, end)
    const formats = recogniseFormats(bytes, 0, end, mask)
    const detected = this.#detect(bytes, 0, end, mask & ALL_CHARACTERS)
    const wordy = detected.length === 0 && (formats & MEANING_BITS) === 0 && mayKeep(manner, bytes, 0, end)
    const whole = read === text.length && written <= LOOKED_AT_BYTES
    return {
      kind: 'string',
      length: whole ? characterCount(bytes, 0, end, mask) : text.length,
      formats,
      number: Number.NaN,
      big: false,
      hash: hash53(bytes, 0, end),
      word: wordy ? text : null,
      detected,
    }
  }

  #mannerOf(name: string): WordManner {
    let known = this.#manners.get(name)
    if (known === undefined) {
      if (this.#manners.size >= NAMES_MAX) this.#manners = new Map()
      known = wordManner(name)
      this.#manners.set(name, known)
    }
    return known
  }
}
