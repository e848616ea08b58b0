// Lists as people and programs want them: one set of rows, five ways to write it.

import { UserError } from '../sensor/base/errors.ts'
import type { Style } from './style.ts'

export const LIST_FORMATS = ['table', 'json', 'jsonl', 'csv', 'md'] as const
export type ListFormat = (typeof LIST_FORMATS)[number]

export interface Column<Row> {
  readonly title: string
  /** What a person reads. */
  text(row: Row): string
  readonly right?: boolean
  paint?(text: string, row: Row, style: Style): string
}

export interface List<Row> {
  /** Key of the array in `json`. */
  readonly name: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  /** What `table` says when there is no row. */
  readonly empty: string
}

export function listFormat(value: string | undefined): ListFormat {
  const format = value ?? 'table'
  if ((LIST_FORMATS as readonly string[]).includes(format)) return format as ListFormat
  throw new UserError(`unknown format "${format}"`, { hint: `Choose one of ${LIST_FORMATS.join(', ')}.` })
}

/** The whole answer as text. `json` and `jsonl` write the rows themselves, the others the columns. */
export function writeList<Row>(list: List<Row>, format: ListFormat, style: Style, columns: number): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ [list.name]: list.rows }, null, 2)}\n`
    case 'jsonl':
      return list.rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    case 'csv':
      return lines(list, csvCell, ',')
    case 'md':
      return markdown(list)
    case 'table':
      return list.rows.length === 0 ? `${list.empty}\n` : table(list, style, columns)
  }
}

function lines<Row>(list: List<Row>, cell: (text: string) => string, separator: string): string {
  const rows = list.rows.map((row) => list.columns.map((column) => cell(column.text(row))).join(separator))
  return [list.columns.map((column) => cell(column.title)).join(separator), ...rows, ''].join('\n')
}

// RFC 4180; a leading =, +, - or @ would be a formula in a spreadsheet
function csvCell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function markdown<Row>(list: List<Row>): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;')
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = row(list.columns.map((column) => (column.right ? '---:' : '---')))
  return [
    row(list.columns.map((column) => column.title)),
    rule,
    ...list.rows.map((entry) => row(list.columns.map((column) => cell(column.text(entry))))),
    '',
  ].join('\n')
}

const GAP = 2

function table<Row>(list: List<Row>, style: Style, columns: number): string {
  const cells = list.rows.map((row) => list.columns.map((column) => printable(column.text(row))))
  const widths = list.columns.map((column, at) =>
    cells.reduce((width, row) => Math.max(width, (row[at] as string).length), column.title.length),
  )
  fitWidths(widths, columns)
  const line = (texts: readonly string[], paint: (text: string, at: number) => string) =>
    texts
      .map((text, at) => paint(pad(shorten(text, widths[at] as number), widths[at] as number, list.columns[at]?.right === true), at))
      .join(' '.repeat(GAP))
      .trimEnd()
  const head = line(
    list.columns.map((column) => column.title),
    (text) => style.bold(text),
  )
  const body = cells.map((row, index) => line(row, (text, at) => list.columns[at]?.paint?.(text, list.rows[index] as Row, style) ?? text))
  return [head, ...body, ''].join('\n')
}

/** Take from the widest columns until the line fits; nothing below 12 characters. A pipe has no width: nothing is cut. */
function fitWidths(widths: number[], columns: number): void {
  const limit = columns - GAP * (widths.length - 1)
  let total = widths.reduce((sum, width) => sum + width, 0)
  while (total > limit) {
    const widest = widths.indexOf(Math.max(...widths))
    if ((widths[widest] as number) <= 12) return
    widths[widest] = (widths[widest] as number) - 1
    total--
  }
}

// traffic chooses these texts: no control character may reach a terminal
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it is for
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '?')
const shorten = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`)
const pad = (text: string, width: number, right: boolean): string => (right ? text.padStart(width) : text.padEnd(width))
