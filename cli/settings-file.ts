// earshot.yaml: options, and sections for the parts they belong to. Every complaint names file and line.

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Document, LineCounter } from 'yaml'
import { UserError } from '../sensor/base/errors.ts'
import { OPTIONS } from './options.ts'

/** Loaded where there is a file to read: it takes as long as all the rest of a command. */
const yaml = (): typeof import('yaml') => createRequire(import.meta.url)('yaml')

const DEFAULT_FILE = 'earshot.yaml'

export interface Settings {
  readonly path: string
  readonly text: string
  readonly values: Readonly<Record<string, unknown>>
  /** Line of the value at a path of keys and positions, or of the nearest one above that is there. */
  lineOf(keys: readonly (string | number)[]): number
}

/** Keys that are not options. */
export const SECTIONS: ReadonlySet<string> = new Set(['rules', 'types', 'policy', 'allow', 'owners', 'judge', 'providers', 'services'])

/** The file that was asked for, or earshot.yaml if it is there; empty settings otherwise. */
export function readSettings(path: unknown): Settings {
  if (path === undefined && !existsSync(DEFAULT_FILE)) return { path: DEFAULT_FILE, text: '', values: {}, lineOf: () => 1 }
  const file = path === undefined ? DEFAULT_FILE : String(path)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UserError(`cannot read the settings file ${file}`, { hint: 'Check the path given by --config.', cause })
  }
  return parseSettings(text, file)
}

export function parseSettings(text: string, file: string): Settings {
  const { isMap, LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [error] = document.errors
  if (error)
    throw new UserError(`${file} line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`, {
      hint: 'The file must be YAML.',
    })
  if (document.contents === null) return { path: file, text, values: {}, lineOf: () => 1 }
  if (!isMap(document.contents)) throw new UserError(`${file} must hold keys with values`, { hint: 'For example: db: inventory.db' })
  const values = document.toJS() as Record<string, unknown>
  const lineOf = (keys: readonly (string | number)[]): number => lineAt(document, keys, lines)
  for (const key of Object.keys(values)) {
    if (!(key in OPTIONS) && !SECTIONS.has(key))
      throw new UserError(`${file} line ${lineOf([key])}: unknown key "${key}"`, {
        hint: `Known keys: ${[...Object.keys(OPTIONS), ...SECTIONS].join(', ')}`,
      })
  }
  return { path: file, text, values, lineOf }
}

function lineAt(document: Document, keys: readonly (string | number)[], lines: LineCounter): number {
  const { isNode } = yaml()
  for (let length = keys.length; length > 0; length--) {
    const node: unknown = document.getIn(keys.slice(0, length), true)
    if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line
  }
  return 1
}
