// The first bytes of a direction while it is not yet known what they begin.

const FIRST_BYTES = 64

export class Prefix {
  bytes: Uint8Array = EMPTY
  length = 0
  /** Where the first byte lies, and what was told with it. */
  offset = 0
  acknowledged = -1
  timestampUs = 0
  segmentStart = false

  /** Starts anew; nothing is kept yet. */
  begin(offset: number, acknowledged: number, timestampUs: number, segmentStart: boolean): void {
    this.length = 0
    this.offset = offset
    this.acknowledged = acknowledged
    this.timestampUs = timestampUs
    this.segmentStart = segmentStart
  }

  append(source: Uint8Array, start: number, end: number): void {
    const needed = this.length + end - start
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(FIRST_BYTES, needed, this.bytes.length * 2))
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    this.bytes.set(source.subarray(start, end), this.length)
    this.length = needed
  }

  clear(): void {
    this.length = 0
    this.bytes = EMPTY
  }
}

const EMPTY = new Uint8Array(0)
