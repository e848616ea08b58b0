// Seeded randomness: the same seed gives the same model on every machine.

export type Random = () => number

/** Numbers in [0, 1): a 32-bit Weyl sequence, mixed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296
  }
}

/** FNV-1a, 32 bits, finished by the mixer of MurmurHash3. */
export function hash32(text: string): number {
  let hash = 2166136261
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export const between = (r: Random, low: number, high: number): number => low + Math.floor(r() * (high - low + 1))
export const pick = <T>(r: Random, list: readonly T[]): T => list[Math.floor(r() * list.length)] as T
export const letters = (r: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[Math.floor(r() * alphabet.length)]).join('')

export function shuffled<T>(r: Random, list: readonly T[]): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(r() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
  }
  return copy
}

/** Draws indexes in proportion to `weights`. */
export function weighted(weights: readonly number[]): (r: Random) => number {
  const sums = new Float64Array(weights.length)
  let total = 0
  weights.forEach((weight, i) => {
    total += weight
    sums[i] = total
  })
  return (r) => {
    const x = r() * total
    let low = 0
    let high = weights.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] as number) < x) low = middle + 1
      else high = middle
    }
    return low
  }
}
