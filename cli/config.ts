import { existsSync, readFileSync } from 'node:fs'
import { isMap, LineCounter, parseDocument } from 'yaml'
import { UserError } from '../sensor/base/errors.ts'
import { environmentName, OPTIONS, type OptionName, type OptionRow, type OptionValues } from './options.ts'

const DEFAULT_FILE = 'earshot.yaml'

/**
 * Lay the sources of settings over each other: flags > environment > settings file > default. Throws UserError for a value that does
 * not fit, with the place it came from.
 */
export function resolveOptions(
  names: readonly OptionName[],
  flags: OptionValues,
  env: Readonly<Record<string, string | undefined>>,
): OptionValues {
  const file = readSettings(flags.config ?? env[environmentName('config')])
  const values: Record<string, unknown> = {}
  for (const name of names) {
    const row: OptionRow = OPTIONS[name]
    const environment = env[environmentName(name)]
    if (flags[name] !== undefined) values[name] = coerce(name, row, flags[name], `--${name}`)
    else if (environment !== undefined && environment !== '') values[name] = coerce(name, row, environment, environmentName(name))
    else if (file.values[name] !== undefined) values[name] = coerce(name, row, file.values[name], `${file.path}: ${name}`)
    else if (row.default !== undefined) values[name] = row.default
  }
  return values as OptionValues
}

function coerce(name: OptionName, row: OptionRow, value: unknown, origin: string): string | number | boolean | readonly string[] {
  const wrong = (expected: string) => new UserError(`${origin} must be ${expected}, not "${String(value)}"`, { hint: OPTIONS[name].help })
  if (row.kind === 'flag') {
    if (value === true || value === 'true' || value === '1') return true
    if (value === false || value === 'false' || value === '0') return false
    throw wrong('true or false')
  }
  if (row.kind === 'number') {
    const number = Number(value)
    if (value === '' || !Number.isFinite(number) || number <= 0) throw wrong('a number above 0')
    return number
  }
  if (row.kind === 'list') return Array.isArray(value) ? value.map(String) : String(value).split(',').filter(Boolean)
  if (typeof value !== 'string' && typeof value !== 'number') throw wrong('a text')
  if (row.choices && !row.choices.includes(String(value))) throw wrong(`one of ${row.choices.join(', ')}`)
  return String(value)
}

interface Settings {
  readonly path: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Keys that are not options: read by the parts they belong to. */
const SECTIONS = new Set(['rules', 'types', 'policy', 'allow', 'owners'])

function readSettings(path: unknown): Settings {
  if (path === undefined && !existsSync(DEFAULT_FILE)) return { path: DEFAULT_FILE, values: {} }
  const file = path === undefined ? DEFAULT_FILE : String(path)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UserError(`cannot read the settings file ${file}`, { hint: 'Check the path given by --config.', cause })
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [error] = document.errors
  if (error)
    throw new UserError(`${file} line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`, {
      hint: 'The file must be YAML.',
    })
  if (document.contents === null) return { path: file, values: {} }
  if (!isMap(document.contents)) throw new UserError(`${file} must hold keys with values`, { hint: 'For example: db: inventory.db' })
  const values = document.toJS() as Record<string, unknown>
  for (const key of Object.keys(values)) {
    if (!(key in OPTIONS) && !SECTIONS.has(key))
      throw new UserError(`${file}: unknown key "${key}"`, { hint: `Known keys: ${Object.keys(OPTIONS).join(', ')}` })
  }
  return { path: file, values }
}
