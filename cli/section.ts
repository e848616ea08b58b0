// One section of earshot.yaml as it is read: each value is what it has to be, or the user is told where it is not.

import { UserError } from '../sensor/base/errors.ts'
import type { Settings } from './settings-file.ts'

type Keys = readonly (string | number)[]

export class Section {
  readonly #settings: Settings
  readonly #keys: Keys
  readonly #value: unknown

  constructor(settings: Settings, keys: Keys, value: unknown) {
    this.#settings = settings
    this.#keys = keys
    this.#value = value
  }

  static of(settings: Settings, name: string): Section {
    return new Section(settings, [name], settings.values[name])
  }

  get isThere(): boolean {
    return this.#value !== undefined && this.#value !== null
  }

  fail(message: string, hint?: string): never {
    const line = this.#settings.lineOf(this.#keys)
    throw new UserError(`${this.#settings.path} line ${line}: ${this.#name()} ${message}`, hint === undefined ? {} : { hint })
  }

  /** `allow[2].reason`. */
  #name(): string {
    return this.#keys.reduce<string>(
      (name, key) => (typeof key === 'number' ? `${name}[${key}]` : name === '' ? key : `${name}.${key}`),
      '',
    )
  }

  /** The entries of a list; none if it is absent. */
  list(): Section[] {
    if (!this.isThere) return []
    if (!Array.isArray(this.#value)) this.fail('must be a list')
    return (this.#value as unknown[]).map((value, i) => new Section(this.#settings, [...this.#keys, i], value))
  }

  /** The keys of a map, all of them known. */
  map<Key extends string>(known: readonly Key[]): Record<Key, Section> {
    const value = this.#value
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      this.fail('must hold keys with values', `Known keys: ${known.join(', ')}`)
    for (const key of Object.keys(value as object))
      if (!(known as readonly string[]).includes(key)) this.key(key).fail('is not known here', `Known keys: ${known.join(', ')}`)
    return Object.fromEntries(known.map((key) => [key, this.key(key)])) as Record<Key, Section>
  }

  key(name: string): Section {
    return new Section(this.#settings, [...this.#keys, name], (this.#value as Record<string, unknown>)[name])
  }

  keys(): string[] {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value)) this.fail('must hold keys with values')
    return Object.keys(this.#value as object)
  }

  text(): string {
    if (typeof this.#value !== 'string' || this.#value.trim() === '') this.fail('must be a text')
    return this.#value as string
  }

  optionalText(): string | undefined {
    return this.isThere ? this.text() : undefined
  }

  /** One text or a list of them; numbers and truth values as they are written. */
  texts(): string[] {
    const values = Array.isArray(this.#value) ? (this.#value as unknown[]) : [this.#value]
    for (const value of values) if (!['string', 'number', 'boolean'].includes(typeof value)) this.fail('must be a text or a list of texts')
    return values.map(String)
  }

  number(least: number, most: number): number | undefined {
    if (!this.isThere) return undefined
    if (typeof this.#value !== 'number' || !(this.#value >= least && this.#value <= most))
      this.fail(`must be a number from ${least} to ${most}`)
    return this.#value as number
  }

  truth(): boolean | undefined {
    if (!this.isThere) return undefined
    if (typeof this.#value !== 'boolean') this.fail('must be true or false')
    return this.#value as boolean
  }

  choice<Choice extends string>(choices: readonly Choice[], otherwise: Choice): Choice {
    if (!this.isThere) return otherwise
    if (!(choices as readonly unknown[]).includes(this.#value)) this.fail(`must be one of ${choices.join(', ')}`)
    return this.#value as Choice
  }

  /** A day in UTC, as packet time at its end; a Date is what YAML 1.1 makes of it. */
  endOfDayUs(): number | null {
    if (!this.isThere) return null
    const text = this.#value instanceof Date ? this.#value.toISOString().slice(0, 10) : String(this.#value)
    const start = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
    if (Number.isNaN(start)) this.fail('must be a day such as 2027-03-31')
    return (start + 86_400_000) * 1000
  }
}
