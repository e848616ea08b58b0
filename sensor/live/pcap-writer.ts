// Writes the classic pcap format, microseconds, little endian (draft-ietf-opsawg-pcap, sections 4 and 5).

export const FILE_HEADER_BYTES = 24
export const RECORD_HEADER_BYTES = 16

const MAGIC_MICROSECONDS = 0xa1b2c3d4
const US_PER_SECOND = 1_000_000

/** The head of a capture; `linkType` is a LINKTYPE_ number. */
export function pcapFileHeader(linkType: number, snapLength: number): Uint8Array {
  const bytes = new Uint8Array(FILE_HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC_MICROSECONDS, true)
  view.setUint16(4, 2, true)
  view.setUint16(6, 4, true)
  view.setUint32(16, snapLength, true)
  view.setUint32(20, linkType, true)
  return bytes
}

/** Write the head of a record at `at`; the packet's bytes belong at the offset that is returned. */
export function pcapRecordHeader(into: Buffer, at: number, timestampUs: number, capturedLength: number, originalLength: number): number {
  into.writeUInt32LE(Math.floor(timestampUs / US_PER_SECOND), at)
  into.writeUInt32LE(timestampUs % US_PER_SECOND, at + 4)
  into.writeUInt32LE(capturedLength, at + 8)
  into.writeUInt32LE(originalLength, at + 12)
  return at + RECORD_HEADER_BYTES
}
