// Segments of a path without their values.

import { rememberedInPlace } from '../../sensor/base/remembered.ts'
import { isValueStem, splitSegment } from '../template/affix.ts'
import { classifySegment, mayBeConstant } from '../template/classify-segment.ts'
import type { DetectValue } from './detect-value.ts'
import { isGroupName } from './group-name.ts'
import type { PathSegment } from './observation.ts'
import { ScalarReader } from './scalar.ts'

const SEGMENTS_MAX = 8192
/** A date this far in front may be a version of the API (`/2010-04-01/Accounts`); elsewhere it is a value, perhaps a birthday. */
const FRONT = 2
const isRelease = (text: string): boolean => /^20\d\d-\d\d-\d\d$/.test(text)

type Place = 'front' | 'inside' | 'last'

/** A segment, and its text as far as that is a value: `42` of `42.json`. */
interface ReadSegment {
  readonly segment: PathSegment
  readonly value: string
}

export interface ReadPath {
  segments: PathSegment[]
  /** For comparing with the response; not kept. */
  values: string[]
}

/** Field by field: a spread costs some times as much, and there are several to each exchange. */
function copyOf({ class: kind, text, hash, echo, scalar, inner }: PathSegment): PathSegment {
  const copy: PathSegment = { class: kind, text, hash, echo, scalar }
  if (inner !== undefined) copy.inner = inner
  return copy
}

/** Most segments are words that come with every request: what was made of them is remembered. */
export class SegmentReader {
  readonly #scalars: ScalarReader
  readonly #made: Readonly<Record<Place, (text: string) => ReadSegment>>

  constructor(detect: DetectValue) {
    this.#scalars = new ScalarReader(detect)
    const made = (place: Place) => rememberedInPlace(SEGMENTS_MAX, (text) => this.#make(text, place))
    this.#made = { front: made('front'), inside: made('inside'), last: made('last') }
  }

  /** Of the decoded texts of a path. The echo is that of the exchange: only copies are handed out. */
  read(texts: readonly string[]): ReadPath {
    const path: ReadPath = { segments: [], values: [] }
    texts.forEach((text, i) => {
      const place = i === texts.length - 1 ? 'last' : i < FRONT ? 'front' : 'inside'
      const { segment, value } = this.#made[place](text)
      path.segments.push(copyOf(segment))
      path.values.push(value)
    })
    return path
  }

  #make(text: string, place: Place): ReadSegment {
    const kind = classifySegment(text)
    const scalar = kind === 'word' ? this.#scalars.read(text, '') : this.#scalars.readValue(text)
    // A value by its form has no text behind the border, nor has a word that a detector knows.
    const passes = scalar.detected.length === 0 || isGroupName(text, scalar.detected)
    const keeps = kind === 'date' ? place === 'front' && isRelease(text) : passes && (kind === 'word' || mayBeConstant(text, kind))
    const segment: PathSegment = {
      class: kind,
      text: keeps ? text : '',
      hash: scalar.hash,
      echo: '',
      scalar,
    }
    return this.#inner(text, place === 'last', segment) ?? { segment, value: text }
  }

  #inner(text: string, last: boolean, whole: PathSegment): ReadSegment | null {
    const split = splitSegment(text, last)
    if (split === null) return null
    const { prefix, suffix, stem } = split
    const stemClass = classifySegment(stem)
    // The name of a set is shown, so it must be one; a verb stands behind one value only.
    if (split.kind === 'key' && !this.#isName(prefix.slice(0, -1))) return null
    if (split.kind === 'verb' && (stemClass === 'encoded' || !this.#isName(suffix.slice(1)))) return null
    const read = this.#scalars.read(stem, '')
    // What a detector knows is a value, whatever stands behind it.
    const byForm = isValueStem(split, stemClass) || (read.detected.length > 0 && !isGroupName(stem, read.detected))
    const inner = { prefix, suffix, class: stemClass, scalar: byForm ? { ...read, word: null } : read }
    if (!byForm) return { segment: { ...whole, inner }, value: text }
    return {
      segment: { ...whole, class: stemClass, text: '', hash: read.hash, scalar: { ...whole.scalar, word: null }, inner },
      value: stem,
    }
  }

  #isName(text: string): boolean {
    const { detected } = this.#scalars.read(text, '')
    return classifySegment(text) === 'word' && (detected.length === 0 || isGroupName(text, detected))
  }
}
