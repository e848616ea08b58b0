// The section `rules` of earshot.yaml: what the user decided about paths.

import type { UserRules } from '../inventory/index.ts'
import type { OptionValues } from './options.ts'
import { Section } from './section.ts'
import { readSettings, type Settings } from './settings-file.ts'

/** What --config, or earshot.yaml in this folder, says about paths. Throws UserError with file and line. */
export const ruleSettings = (options: OptionValues): UserRules => rulesOf(readSettings(options.config))

export function rulesOf(settings: Settings): UserRules {
  const section = Section.of(settings, 'rules')
  if (!section.isThere) return {}
  const { keep, parameter, rename, neverMerge } = section.map(['keep', 'parameter', 'rename', 'neverMerge'])
  const rules: UserRules = {
    keepLiteral: paths(keep, (entry, last) => {
      if (last.includes('{')) entry.fail('keeps a parameter', 'The last part is the word that stays: /users/me')
    }),
    forceParameter: paths(parameter, (entry, last) => {
      if (!last.includes('{') || last.lastIndexOf('}') < last.indexOf('{'))
        entry.fail('ends with no parameter', 'For example: /shops/{shopName}')
    }),
    neverMerge: paths(neverMerge, () => {}),
    rename: rename.isThere ? new Map(rename.keys().map((path) => nameOf(rename.key(path), path))) : new Map(),
  }
  return rules
}

function paths(section: Section, check: (entry: Section, last: string) => void): string[] {
  return section.list().map((entry) => {
    const path = entry.text()
    if (!path.startsWith('/')) entry.fail('must be a path', 'For example: /users/{}/orders')
    check(entry, path.split('/').findLast((part) => part !== '') ?? '')
    return path
  })
}

function nameOf(section: Section, path: string): [path: string, name: string] {
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  if (!path.startsWith('/') || !/\{[^{}]*\}/.test(last))
    section.fail('must be of a path that ends with a parameter', 'For example: /users/{}: login')
  const name = section.text()
  if (!/^[A-Za-z_][\w-]*$/.test(name)) section.fail('must be a name such as userId')
  return [path, name]
}
