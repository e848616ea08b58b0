// TCP sequence numbers (RFC 9293 §3.4): 32 bits that wrap. Kept as signed integers, which the engine stores unboxed.

declare const sequence: unique symbol

/** A TCP sequence number modulo 2^32, as a signed integer. Never compare two with `<`, never subtract: use `distance`. */
export type Sequence = number & { readonly [sequence]: true }

/** Segments further away than this from where a stream stands do not belong to it. A quarter of the number space. */
export const SEQUENCE_WINDOW = 2 ** 30

/** Any integer to the sequence number it is modulo 2^32. */
export const toSequence = (value: number): Sequence => (value | 0) as Sequence

/** The sequence number `by` bytes further; `by` may be negative and larger than 2^32. */
export const advance = (from: Sequence, by: number): Sequence => ((from + by) | 0) as Sequence

/** How far `to` lies ahead of `from`; negative when behind. Right across the wrap, for distances below 2^31. */
export const distance = (from: Sequence, to: Sequence): number => (to - from) | 0
