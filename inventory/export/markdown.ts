/**
 * Text within Markdown: nothing in it is markup, HTML or the end of a table cell. Not within backticks: see `code`. What is no markup where it
 * stands is left as it is, as tickets are read as plain text, too: `_` within a word, `[]` that no link follows, braces.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(
      /(\[\](?![([:])|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))|[\\`*_[\]<>#|!~]/g,
      (mark, plain: string | undefined) => plain ?? `\\${mark}`,
    )
}

/** Text in backticks, as long as they need to be; a bar would end the cell of a table even there. */
export function code(text: string): string {
  const plain = text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|')
  const longest = (plain.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 0)
  const fence = '`'.repeat(longest + 1)
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${plain}${pad}${fence}`
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}
