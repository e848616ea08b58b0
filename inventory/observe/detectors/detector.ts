// What a detector is. Detectors run inside the privacy border on raw values and say only which types a value may be of.

/** A value in the forms that detectors want; one object is reused for all values. */
export interface Candidate {
  readonly text: string
  /** Upper case without spaces, hyphens, dots and slashes. */
  readonly compact: string
  /** `compact` where it is all digits, otherwise ''. */
  readonly digits: string
}

/** One validator of one sensitive type. */
export interface Detector {
  /** Type id, a row of SENSITIVE_TYPES (judge/sensitive-types.ts). */
  readonly type: string
  /** Lengths in bytes outside these are refused unseen. */
  readonly minLength: number
  readonly maxLength: number
  /**
   * Share of unrelated values of like length and characters that pass: the base rate that evidence is weighed against.
   * 1 would mean that passing says nothing.
   */
  readonly randomShare: number
  /** Kinds of characters that may occur, a union of CHARACTER bits. */
  readonly allowed: number
  /** Kinds of characters that must occur, each of them, a union of CHARACTER bits. */
  readonly required: number
  /** Total: never throws, linear in the length of the value. */
  test(value: Candidate): boolean
}
