// npm run bench:rules [-- --places|--expressions]: what the rules take in seconds on a mebibyte of text that is made for them, and on
// half of it. No test: only a quiet machine tells the truth. Exit 1 where twice the text takes more than 2.2 times the time.

import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { AiObserver, Observer } from '../../inventory/index.ts'
import { detectText } from '../../inventory/observe/detect-text.ts'
import { detectValue } from '../../inventory/observe/detectors/index.ts'
import { adversarialTexts } from '../support/adversarial-texts.ts'
import { HOSTILE_TEXTS, HTTP_PLACES, RPC_PLACES } from '../support/hostile-values.ts'
import { regexLiterals } from '../support/regex-literals.ts'
import { parseRegex } from '../support/regex-tree.ts'

const HALF = 1 << 19
const GROWTH_MAX = 2.2
/** Shorter times are those of the machine, not of the rules. */
const FLOOR_MS = 100
/** What looks too slow is timed again: other programs come and go. */
const TRIES = 7
/** An expression is tried on a short text first: what is far from linear would not end on the long one. */
const SHORT = 1 << 15

/** What still looks too slow then is judged by the mean of three doublings, from half a mebibyte on: in one of them the text may outgrow a cache. */
const DOUBLINGS = 3

interface Row {
  readonly what: string
  readonly halfMs: number
  readonly wholeMs: number
  /** The mean over three doublings, where one looked too slow. */
  readonly growth?: number
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Of the processor, not of the clock on the wall: other programs run, too. */
function time(run: () => void): number {
  const start = process.cpuUsage()
  run()
  return process.cpuUsage(start).user / 1000
}

function measure(what: string, prepare: (length: number) => () => void): Row {
  const [half, whole] = [prepare(HALF), prepare(2 * HALF)]
  let row: Row = { what, halfMs: time(half), wholeMs: time(whole) }
  for (let tries = 1; tries < TRIES && isSlow(row); tries++)
    row = { what, halfMs: Math.min(row.halfMs, clean(half)), wholeMs: Math.min(row.wholeMs, clean(whole)) }
  if (!isSlow(row)) return row
  const long = prepare(HALF << DOUBLINGS)
  const longMs = Math.min(...Array.from({ length: TRIES }, () => clean(long)))
  return { ...row, growth: (longMs / Math.max(row.halfMs, FLOOR_MS / 2)) ** (1 / DOUBLINGS) }
}

/** Nothing is left to be collected of what ran before. */
function clean(run: () => void): number {
  collect()
  return time(run)
}

const growthOf = ({ halfMs, wholeMs, growth }: Row): number => growth ?? wholeMs / Math.max(halfMs, FLOOR_MS / 2)
const isSlow = (row: Row): boolean => growthOf(row) > GROWTH_MAX

function* places(): Generator<Row> {
  for (const [name, text] of HOSTILE_TEXTS) {
    yield measure(`a value: ${name}`, (length) => () => void detectText(text(length), detectValue))
    for (const [place, exchange] of HTTP_PLACES)
      yield measure(`${place}: ${name}`, (length) => {
        const made = exchange(text(length))
        return () => void new Observer().observe(made)
      })
    for (const [place, exchange] of RPC_PLACES)
      yield measure(`${place}: ${name}`, (length) => {
        const made = exchange(text(length))
        return () => new AiObserver().observe(made)
      })
  }
}

function* expressions(): Generator<Row> {
  const literals = new Map(regexLiterals().map((literal) => [`/${literal.source}/${literal.flags}`, literal]))
  for (const [written, { source, flags }] of literals) {
    const expression = new RegExp(source, flags)
    const search = (text: string) => () => void text.replace(expression, '')
    for (const text of adversarialTexts(parseRegex(source, flags))) {
      const what = `${written} on ${JSON.stringify(text(24))}`
      const shortMs = time(search(text(SHORT)))
      yield shortMs > 1000 ? { what, halfMs: shortMs, wholeMs: Infinity } : measure(what, (length) => search(text(length)))
    }
  }
}

function report(title: string, rows: Iterable<Row>): boolean {
  const told: Row[] = []
  let n = 0
  for (const row of rows) {
    n++
    told.push(row)
    if (told.length > 200) told.sort(byGrowth).splice(100)
  }
  told.sort(byGrowth)
  const slowest = told.toSorted((a, b) => b.wholeMs - a.wholeMs)[0]!
  console.log(
    `${title}: ${n} measured, ${told.filter(isSlow).length} grow more than ${GROWTH_MAX} times; most growth first, then the longest`,
  )
  for (const row of [...told.slice(0, 8), slowest])
    console.log(
      `  x${growthOf(row).toFixed(2)}${row.growth === undefined ? '' : ' (of three)'}  ${row.halfMs.toFixed(1)} -> ${row.wholeMs.toFixed(1)} ms  ${row.what.slice(0, 120)}`,
    )
  return told.some(isSlow)
}

const byGrowth = (a: Row, b: Row): number => growthOf(b) - growthOf(a)

const { values } = parseArgs({ options: { places: { type: 'boolean' }, expressions: { type: 'boolean' } } })
const both = values.places === values.expressions
const slow = [
  both || values.places ? report('512 KiB and 1 MiB at each place of a message', places()) : false,
  both || values.expressions ? report('512 KiB and 1 MiB for each expression', expressions()) : false,
]
if (slow.includes(true)) process.exitCode = 1
