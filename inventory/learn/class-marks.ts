// Which of 256 classes something fell into, a bit each. Eight numbers, because there are very many of these: a typed array of 32 bytes takes
// 250 in memory, this takes 112.

import { OBJECT_CLASSES } from '../observe/object-class.ts'

/** Class `c` is bit `c & 31` of word `c >> 5`. */
export type ClassMarks = number[]

export const noMarks = (): ClassMarks => [0, 0, 0, 0, 0, 0, 0, 0]

export function mark(marks: ClassMarks, at: number): void {
  marks[at >> 5] = (marks[at >> 5] as number) | (1 << (at & 31))
}

export const isMarked = (marks: readonly number[], at: number): boolean => (((marks[at >> 5] as number) >> (at & 31)) & 1) === 1

/** Add the marks of `from`. */
export function unite(into: ClassMarks, from: readonly number[]): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) | (from[i] as number)
}

/** About how many different things have left these marks: each falls into a class by chance (linear counting). */
export function estimateMarked(marks: readonly number[]): number {
  let marked = 0
  for (const word of marks) for (let bits = word; bits !== 0; bits &= bits - 1) marked++
  const free = Math.max(1, OBJECT_CLASSES - marked)
  return Math.round(OBJECT_CLASSES * Math.log(OBJECT_CLASSES / free))
}

/** 32 bytes: class `c` is bit `c & 7` of byte `c >> 3`. */
export const bytesOfMarks = (marks: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: OBJECT_CLASSES / 8 }, (_, i) => (marks[i >> 2] as number) >>> (8 * (i & 3)))

/** The inverse of `bytesOfMarks`. */
export function marksOfBytes(bytes: Uint8Array): ClassMarks {
  const marks = noMarks()
  for (const [i, byte] of bytes.entries()) marks[i >> 2] = (marks[i >> 2] as number) | (byte << (8 * (i & 3)))
  return marks
}
