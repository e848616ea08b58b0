// IEEE 802.11 data frames, bare or behind a radiotap header (https://www.radiotap.org). LLC follows.

import { type Frame, LLC, type Next } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const TYPE_MASK = 0x0c
const TYPE_DATA = 0x08
const SUBTYPE_NO_DATA = 0x40
const SUBTYPE_QOS = 0x80
const BOTH_SYSTEMS = 0x03
const PROTECTED = 0x40
const ORDER = 0x80
const AGGREGATE = 0x80

const HEADER_BYTES = 24
const FOURTH_ADDRESS_BYTES = 6
const QOS_BYTES = 2
const HT_CONTROL_BYTES = 4

const RADIOTAP_MIN_BYTES = 8
const RADIOTAP_PRESENT = 4
const RADIOTAP_MORE = 0x80
const RADIOTAP_TSFT_AND_FLAGS = 0x03
const RADIOTAP_TSFT_BYTES = 8
const RADIOTAP_FLAGS = 0x02
const RADIOTAP_DATA_PADDED = 0x20

export const ieee80211: LinkLayer = { name: 'ieee80211', linkTypes: [105], decode: decodeIeee80211 }

export function decodeIeee80211(frame: Frame): Next {
  return decodeData(frame, 1)
}

export const ieee80211Radiotap: LinkLayer = {
  name: 'ieee80211-radiotap',
  linkTypes: [127],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < RADIOTAP_MIN_BYTES) return frame.drop('decode.bad-link-header')
    const length = bytes[at + 2]! | (bytes[at + 3]! << 8)
    if (length < RADIOTAP_MIN_BYTES || length > end - at) return frame.drop('decode.bad-link-header')
    const padded = (radiotapFlags(bytes, at, at + length) & RADIOTAP_DATA_PADDED) !== 0
    frame.at = at + length
    return decodeData(frame, padded ? 4 : 1)
  },
}

/** The header may be followed by padding to a multiple of `alignment` bytes. */
function decodeData(frame: Frame, alignment: number): Next {
  const { bytes, at, end } = frame
  if (end - at < HEADER_BYTES) return frame.drop('decode.bad-link-header')
  const control = bytes[at]!
  const flags = bytes[at + 1]!
  if ((control & TYPE_MASK) !== TYPE_DATA || (control & SUBTYPE_NO_DATA) !== 0) return frame.drop('decode.non-ip')
  if ((flags & PROTECTED) !== 0) return frame.drop('decode.encrypted-frames')
  let length = HEADER_BYTES
  if ((flags & BOTH_SYSTEMS) === BOTH_SYSTEMS) length += FOURTH_ADDRESS_BYTES
  if ((control & SUBTYPE_QOS) !== 0) {
    if (end - at < length + QOS_BYTES) return frame.drop('decode.bad-link-header')
    // several frames in one are seen only close to the radio, never on a mirror port
    if ((bytes[at + length]! & AGGREGATE) !== 0) return frame.drop('decode.non-ip')
    length += QOS_BYTES + ((flags & ORDER) === 0 ? 0 : HT_CONTROL_BYTES)
  }
  return frame.to(LLC, 0, at + Math.ceil(length / alignment) * alignment)
}

/** The Flags field, 0 when there is none. Only the time stamp (bit 0) can stand before it. */
function radiotapFlags(bytes: Uint8Array, start: number, end: number): number {
  const present = bytes[start + RADIOTAP_PRESENT]! & RADIOTAP_TSFT_AND_FLAGS
  if ((present & RADIOTAP_FLAGS) === 0) return 0
  let at = start + RADIOTAP_PRESENT
  // each bitmap says in its top bit whether another follows
  while (at + 4 <= end && (bytes[at + 3]! & RADIOTAP_MORE) !== 0) at += 4
  at += 4
  if (present === RADIOTAP_TSFT_AND_FLAGS) at = start + ((at - start + 7) & ~7) + RADIOTAP_TSFT_BYTES
  return at < end ? bytes[at]! : 0
}
