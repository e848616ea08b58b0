import { UserError } from '../sensor/base/errors.ts'
import { environmentName, OPTIONS, type OptionName, type OptionRow, type OptionValues } from './options.ts'
import { readSettings } from './settings-file.ts'

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
