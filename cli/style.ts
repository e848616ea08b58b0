type Paint = (text: string) => string

/** Colours on a terminal, plain text elsewhere. `NO_COLOR` (no-color.org) switches them off. */
export interface Style {
  readonly bold: Paint
  readonly dim: Paint
  readonly red: Paint
  readonly yellow: Paint
  readonly green: Paint
  readonly cyan: Paint
}

const paint =
  (open: number, close: number): Paint =>
  (text) =>
    `\u001b[${open}m${text}\u001b[${close}m`
const plain: Paint = (text) => text

export function styleOf(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Style {
  if (!isTerminal || env['NO_COLOR'] || env['TERM'] === 'dumb')
    return { bold: plain, dim: plain, red: plain, yellow: plain, green: plain, cyan: plain }
  return { bold: paint(1, 22), dim: paint(2, 22), red: paint(31, 39), yellow: paint(33, 39), green: paint(32, 39), cyan: paint(36, 39) }
}
