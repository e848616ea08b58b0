import type { Io } from './io.ts'
import { type OptionValues, textOption } from './options.ts'
import { styleOf } from './style.ts'
import { type List, listFormat, writeList } from './table.ts'

/** Print a list in the format asked for. */
export function printList<Row>(list: List<Row>, options: OptionValues, io: Io): void {
  const format = listFormat(textOption(options, 'format'))
  io.out(writeList(list, format, styleOf(io.outIsTerminal, io.env), io.columns))
}

/** `2026-11-24 09:30` of packet time in microseconds; `-` for none. */
export const when = (us: number): string => (us > 0 ? new Date(us / 1000).toISOString().slice(0, 16).replace('T', ' ') : '-')

/** `1.4 GB`: decimal units, three figures. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let at = 0
  let value = bytes
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000
    at++
  }
  return `${at === 0 ? value : value.toPrecision(3)} ${units[at]}`
}

/** `12,345`. */
export const countText = (n: number): string => n.toLocaleString('en-US')

/** What a run decided otherwise than those before: `2 merged, 1 split`; empty for nothing. */
export const templateText = ({ merged, split }: { merged: number; split: number }): string =>
  [merged > 0 ? `${countText(merged)} merged` : '', split > 0 ? `${countText(split)} split` : ''].filter((part) => part !== '').join(', ')

/** `0.3 %`, never rounded up to 100 nor down to 0. */
export function shareText(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %'
  if (part === whole) return '100 %'
  const percent = (100 * part) / whole
  return percent < 0.1 ? '< 0.1 %' : percent > 99.9 ? '> 99.9 %' : `${percent.toFixed(percent < 10 ? 1 : 0)} %`
}
