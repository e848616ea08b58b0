import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytesOfMarks, estimateMarked, isMarked, mark, marksOfBytes, noMarks, unite } from '../../../inventory/learn/class-marks.ts'

const classes = fc.array(fc.nat(255))
const marked = (list: readonly number[]): number[] => {
  const marks = noMarks()
  for (const at of list) mark(marks, at)
  return marks
}

it('a class is one bit of the bytes on disk, the lowest first', () => {
  fc.assert(
    fc.property(classes, (list) => {
      const bytes = bytesOfMarks(marked(list))
      expect(bytes).toHaveLength(32)
      const found = Array.from({ length: 256 }, (_, at) => at).filter((at) => ((bytes[at >> 3]! >> (at & 7)) & 1) === 1)
      expect(found).toEqual([...new Set(list)].sort((a, b) => a - b))
      expect(Array.from({ length: 256 }, (_, at) => at).filter((at) => isMarked(marked(list), at))).toEqual(found)
      expect(marksOfBytes(bytes)).toEqual(marked(list))
    }),
  )
})

it('uniting is marking all', () => {
  fc.assert(
    fc.property(classes, classes, (a, b) => {
      const both = marked(a)
      unite(both, marked(b))
      expect(both).toEqual(marked([...a, ...b]))
    }),
  )
})

it('one mark is one thing, all marks are as many as one can tell', () => {
  expect(estimateMarked(noMarks())).toBe(0)
  expect(estimateMarked(marked([31]))).toBe(1)
  expect(estimateMarked(marked(Array.from({ length: 256 }, (_, at) => at)))).toBe(Math.round(256 * Math.log(256)))
})
