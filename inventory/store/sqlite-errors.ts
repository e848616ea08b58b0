import { basename } from 'node:path'
import { EXIT, UserError } from '../../sensor/base/errors.ts'

interface Said {
  readonly message: (file: string) => string
  readonly hint: string
  readonly exitCode: number
}

/** By the beginning of the code: SQLite's extended codes only say more. */
const SAID: readonly (readonly [prefix: string, said: Said])[] = [
  [
    'SQLITE_NOTADB',
    {
      message: (file) => `${file} is not an earshot database`,
      hint: 'Give another --db path; the file was left as it is.',
      exitCode: EXIT.usage,
    },
  ],
  [
    'SQLITE_CORRUPT',
    { message: (file) => `${file} is damaged`, hint: 'Take a copy of it, then try `sqlite3 FILE .recover`.', exitCode: EXIT.failed },
  ],
  [
    'SQLITE_FULL',
    {
      message: (file) => `no space left to write ${file}`,
      hint: 'Make room; everything up to the last save is in the file.',
      exitCode: EXIT.failed,
    },
  ],
  [
    'SQLITE_BUSY',
    {
      message: (file) => `${file} is being written by another program`,
      hint: 'Wait for it to end, or give another --db path.',
      exitCode: EXIT.usage,
    },
  ],
  [
    'SQLITE_LOCKED',
    {
      message: (file) => `${file} is being written by another program`,
      hint: 'Wait for it to end, or give another --db path.',
      exitCode: EXIT.usage,
    },
  ],
  [
    'SQLITE_READONLY',
    {
      message: (file) => `${file} cannot be written: it, its folder or its disk is read-only`,
      hint: 'Give a --db path that you may write.',
      exitCode: EXIT.usage,
    },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      message: (file) => `${file} cannot be opened`,
      hint: 'Does the folder exist, and may you read and write there?',
      exitCode: EXIT.usage,
    },
  ],
  [
    'SQLITE_PERM',
    {
      message: (file) => `${file} cannot be opened: permission denied`,
      hint: 'Give a --db path that you may read and write.',
      exitCode: EXIT.usage,
    },
  ],
  [
    'SQLITE_IOERR',
    {
      message: (file) => `${file} cannot be read or written: input/output error`,
      hint: 'Is the disk full or failing?',
      exitCode: EXIT.failed,
    },
  ],
]

/** What SQLite says, as something the user can mend; anything else comes back unchanged. */
export function toUserError(error: unknown, path: string): unknown {
  if (error instanceof UserError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const row = SAID.find(([prefix]) => code.startsWith(prefix))
  if (row === undefined) return error
  return new UserError(row[1].message(basename(path)), { hint: row[1].hint, exitCode: row[1].exitCode, cause: error })
}
