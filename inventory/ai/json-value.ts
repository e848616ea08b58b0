// Reading parsed JSON that a stranger sent: every access says what it expects and gets nothing otherwise.

export type JsonObject = { readonly [name: string]: unknown }

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The own property `name` of an object; anything else gives undefined. */
export const member = (value: unknown, name: string): unknown => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined)

export const objectAt = (value: unknown, name: string): JsonObject | null => {
  const found = member(value, name)
  return isObject(found) ? found : null
}

export const listAt = (value: unknown, name: string): readonly unknown[] | null => {
  const found = member(value, name)
  return Array.isArray(found) ? found : null
}

/** A string, or ''. */
export const textAt = (value: unknown, name: string): string => {
  const found = member(value, name)
  return typeof found === 'string' ? found : ''
}

/** A finite number that is not negative, or null. */
export const countAt = (value: unknown, name: string): number | null => {
  const found = member(value, name)
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : null
}

const NAME_LENGTH_MAX = 256

/** A name as it may be kept: bounded, and without control characters that a terminal would obey. */
export function cleanName(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.slice(0, NAME_LENGTH_MAX).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
}

/** JSON text, or undefined when it is none (cut off, something else). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON with the members of all objects in the order of their names: equal values give equal text. Null where it is nested too deep. */
export function canonicalJson(value: unknown): string | null {
  try {
    return JSON.stringify(value, (_name, inner: unknown) =>
      isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) : inner,
    )
  } catch {
    // The stack is the only thing that can run out here.
    return null
  }
}
