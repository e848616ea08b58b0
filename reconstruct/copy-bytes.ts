// Bytes are lent by those who call us; whoever keeps some copies them. Not with `slice`: that of a Buffer copies nothing.

/** A copy of `bytes[start, end)`. */
export function copyBytes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const copy = new Uint8Array(end - start)
  copy.set(bytes.subarray(start, end))
  return copy
}
