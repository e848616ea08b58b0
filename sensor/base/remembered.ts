// Answers about texts that come again and again with every request: names of headers, hosts, user agents.

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
