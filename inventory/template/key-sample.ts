// A sample of hashes by smallest value: the same whatever the order in which it was filled, and it adds up.

/** Insert `hash` into the ascending list of at most `most` smallest. */
export function addToSample(sample: number[], hash: number, most: number): void {
  const length = sample.length
  if (length === most && hash >= (sample[length - 1] as number)) return
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sample[middle] as number) < hash) low = middle + 1
    else high = middle
  }
  if (sample[low] === hash) return
  sample.splice(low, 0, hash)
  if (sample.length > most) sample.pop()
}

export function mergeSamples(into: number[], from: readonly number[], most: number): void {
  for (const hash of from) {
    if (into.length === most && hash >= (into[most - 1] as number)) return
    addToSample(into, hash, most)
  }
}
