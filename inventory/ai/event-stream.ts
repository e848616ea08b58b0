// AWS event stream encoding (application/vnd.amazon.eventstream): total length, header length, prelude CRC, headers, payload, CRC.

const PRELUDE_BYTES = 12
const TRAILER_BYTES = 4
const FRAMES_MAX = 100_000

/** Payloads of the complete frames; stops at the first that makes no sense. */
export function readFrames(bytes: Uint8Array): Uint8Array[] {
  const payloads: Uint8Array[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  while (at + PRELUDE_BYTES <= bytes.length && payloads.length < FRAMES_MAX) {
    const total = view.getUint32(at)
    const payloadStart = PRELUDE_BYTES + view.getUint32(at + 4)
    if (total < payloadStart + TRAILER_BYTES || at + total > bytes.length) break
    payloads.push(bytes.subarray(at + payloadStart, at + total - TRAILER_BYTES))
    at += total
  }
  return payloads
}
