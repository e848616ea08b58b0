// Integers in the byte order of whoever wrote the capture. Shifts on the array are faster than a DataView.

export const u16 = (bytes: Uint8Array, at: number, bigEndian: boolean): number =>
  bigEndian ? (bytes[at]! << 8) | bytes[at + 1]! : bytes[at]! | (bytes[at + 1]! << 8)

export const u32 = (bytes: Uint8Array, at: number, bigEndian: boolean): number =>
  (bigEndian
    ? (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
    : bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
