// IP addresses as text, made once per flow.

/** IPv4 address in dotted form; `word` holds its four bytes, first byte highest. */
export function ipv4Text(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`
}

/** IPv6 address of four words in the form of RFC 5952: lower case, the first longest run of zero groups as `::`. */
export function ipv6Text(words: Int32Array, at: number): string {
  const groups: number[] = []
  for (let index = 0; index < 4; index++) {
    const word = words[at + index] as number
    groups.push(word >>> 16, word & 0xffff)
  }
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${ipv4Text(words[at + 3] as number)}`
  }
  const zeros = longestZeroRun(groups)
  const text = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':')
  return zeros.length < 2 ? text(0, 8) : `${text(0, zeros.start)}::${text(zeros.start + zeros.length, 8)}`
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === 0) length++
    if (length > best.length) best = { start, length }
  }
  return best
}
