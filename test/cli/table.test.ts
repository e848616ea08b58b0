import { describe, expect, test } from 'vitest'
import { styleOf } from '../../cli/style.ts'
import { type Column, LIST_FORMATS, type List, listFormat, writeList } from '../../cli/table.ts'

interface Row {
  readonly name: string
  readonly n: number
}

const columns: readonly Column<Row>[] = [
  { title: 'NAME', text: (row) => row.name },
  { title: 'N', text: (row) => String(row.n), right: true },
]
const list = (rows: readonly Row[]): List<Row> => ({ name: 'rows', rows, columns, empty: 'nothing there' })
const plain = styleOf(false, {})
const write = (rows: readonly Row[], format: (typeof LIST_FORMATS)[number], width = 80) => writeList(list(rows), format, plain, width)

describe('table', () => {
  test('columns line up, numbers to the right', () => {
    expect(
      write(
        [
          { name: 'a', n: 1 },
          { name: 'bcd', n: 200 },
        ],
        'table',
      ),
    ).toBe('NAME    N\na       1\nbcd   200\n')
  })

  test('an empty list says so', () => {
    expect(write([], 'table')).toBe('nothing there\n')
  })

  test('the widest column gives way to a narrow terminal', () => {
    const lines = write([{ name: 'x'.repeat(60), n: 1 }], 'table', 30)
      .trimEnd()
      .split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30)
    expect(lines[1]).toContain('…')
  })

  test('control characters chosen by traffic do not reach the terminal', () => {
    expect(write([{ name: 'a\u001b[31mb\u202e', n: 1 }], 'table').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})

test('json and jsonl hold the rows themselves', () => {
  const rows = [
    { name: 'a', n: 1 },
    { name: 'b', n: 2 },
  ]
  expect(JSON.parse(write(rows, 'json'))).toEqual({ rows })
  expect(
    write(rows, 'jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(rows)
})

test('csv quotes by RFC 4180 and disarms formulas', () => {
  expect(
    write(
      [
        { name: 'a,"b"', n: 1 },
        { name: '=1+1', n: 2 },
      ],
      'csv',
    ),
  ).toBe('NAME,N\n"a,""b""",1\n\'=1+1,2\n')
})

test('markdown escapes the column separator', () => {
  expect(write([{ name: 'a|b', n: 1 }], 'md')).toContain('| a\\|b | 1 |')
})

test('an unknown format is named with the known ones', () => {
  expect(() => listFormat('xml')).toThrow(/unknown format "xml"/)
  expect(LIST_FORMATS.map(listFormat)).toEqual([...LIST_FORMATS])
})
