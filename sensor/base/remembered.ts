// Answers about texts that come again and again with every request: names of headers, hosts, user agents, parts of paths.

/** `make`, whose last answers are remembered by their text: at most `most` of them, all forgotten when that is full. */
export function remembered<T>(most: number, make: (text: string) => T): (text: string) => T {
  let answers = new Map<string, T>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = make(text)
    if (answers.size >= most) answers = new Map()
    answers.set(text, answer)
    return answer
  }
}

/** Of a longer text, which is a key or a token, these first and last characters choose its place. */
const ENDS = 24

/**
 * The same for texts of which many never come again, such as ids: each has one of `places` places (a power of two), and takes it from whoever had it.
 * Nothing grows, and nothing is forgotten all at once.
 */
export function rememberedInPlace<T>(places: number, make: (text: string) => T): (text: string) => T {
  const texts: (string | undefined)[] = new Array<string | undefined>(places).fill(undefined)
  const answers: (T | undefined)[] = new Array<T | undefined>(places).fill(undefined)
  return (text) => {
    const { length } = text
    let hash = length
    for (let at = 0; at < length; at++) {
      if (at === ENDS && length > 2 * ENDS) at = length - ENDS
      hash = Math.imul(hash, 31) + text.charCodeAt(at)
    }
    const place = (hash ^ (hash >>> 15)) & (places - 1)
    if (texts[place] === text) return answers[place] as T
    const answer = make(text)
    texts[place] = text
    answers[place] = answer
    return answer
  }
}
