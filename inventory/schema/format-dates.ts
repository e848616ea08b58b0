// Dates and times by RFC 3339, read from bytes.

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The number in `count` digits from `at`, or -1. */
function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = 0; i < count; i++) {
    const digit = (bytes[at + i] as number) - 0x30
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

/** `2026-02-28`; the caller knows that there are 10 bytes. */
export function isDate(bytes: Uint8Array, start: number): boolean {
  if (bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return false
  const year = digits(bytes, start, 4)
  const month = digits(bytes, start + 5, 2)
  const day = digits(bytes, start + 8, 2)
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] as number)) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

/** `10:20:30.5Z`, `10:20:30+02:00`: with a zone, as `full-time` demands. A leap second is not taken for one. */
export function isTime(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 9 || bytes[start + 2] !== 0x3a || bytes[start + 5] !== 0x3a) return false
  if (!within(digits(bytes, start, 2), 23) || !within(digits(bytes, start + 3, 2), 59) || !within(digits(bytes, start + 6, 2), 59))
    return false
  let at = start + 8
  if (bytes[at] === 0x2e) {
    const fraction = ++at
    while (at < end && digits(bytes, at, 1) >= 0) at++
    if (at === fraction) return false
  }
  const zone = bytes[at]
  if (zone === 0x5a || zone === 0x7a) return at + 1 === end
  if (zone !== 0x2b && zone !== 0x2d) return false
  return at + 6 === end && bytes[at + 3] === 0x3a && within(digits(bytes, at + 1, 2), 23) && within(digits(bytes, at + 4, 2), 59)
}

const within = (value: number, most: number): boolean => value >= 0 && value <= most

/** `2026-02-28T10:20:30Z`. */
export function isDateTime(bytes: Uint8Array, start: number, end: number): boolean {
  const separator = bytes[start + 10]
  return (separator === 0x54 || separator === 0x74) && isDate(bytes, start) && isTime(bytes, start + 11, end)
}
