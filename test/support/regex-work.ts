// How much text regular expressions are given while something runs: counted, so that no busy machine fails a test. Each expression takes
// steps in proportion to its text (regex-cost.test.ts); with this, so does what is made of them.

/** Characters that expressions walked through while `run` ran. */
export function charactersMatched(run: () => void): number {
  const native = { exec: RegExp.prototype.exec }
  const symbols = [Symbol.replace, Symbol.match, Symbol.search, Symbol.split] as const
  const whole = new Map(
    symbols.map((symbol) => [symbol, RegExp.prototype[symbol as typeof Symbol.replace] as (...args: unknown[]) => unknown]),
  )
  let characters = 0
  let inside = false

  RegExp.prototype.exec = function (this: RegExp, text: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const found = native.exec.call(this, text)
    // a match ends the walk, and one that goes on does so from there
    if (!inside) characters += (found === null ? text.length : found.index + found[0].length) - from
    return found
  }
  for (const [symbol, method] of whole)
    Object.assign(RegExp.prototype, {
      [symbol](this: RegExp, text: string, ...others: unknown[]) {
        const outer = inside
        if (!outer) characters += text.length
        inside = true
        try {
          return method.call(this, text, ...others)
        } finally {
          inside = outer
        }
      },
    })
  try {
    run()
  } finally {
    RegExp.prototype.exec = native.exec
    for (const [symbol, method] of whole) Object.assign(RegExp.prototype, { [symbol]: method })
  }
  return characters
}
