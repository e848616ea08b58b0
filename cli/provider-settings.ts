// The section `providers` of earshot.yaml: entries of the catalogue of AI providers, merged by id with those that are built in.

import { type CatalogueEntry, PROVIDER_KINDS } from '../inventory/index.ts'
import type { OptionValues } from './options.ts'
import { Section } from './section.ts'
import { readSettings } from './settings-file.ts'

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** Labels, with `*.` in front or `{}` for one of them or for the rest of one. */
const HOST = /^(?:\*\.)?(?:[a-z0-9{}-]+\.)*[a-z0-9{}-]+$/

/** What --config, or earshot.yaml in this folder, says about providers. Throws UserError with file and line. */
export const providerSettings = (options: OptionValues): CatalogueEntry[] =>
  providersOf(Section.of(readSettings(options.config), 'providers'))

export function providersOf(section: Section): CatalogueEntry[] {
  if (!section.isThere) return []
  return section.list().map((entry) => {
    const keys = entry.map(['id', 'kind', 'hosts'])
    const id = keys.id.text()
    if (!ID.test(id)) keys.id.fail('must be a word such as our-gateway')
    const hosts = keys.hosts.texts().map((host) => host.toLowerCase())
    if (!hosts.every((host) => HOST.test(host)))
      keys.hosts.fail('must be host names without port', 'For example: llm.corp.example or *.llm.corp.example')
    return { id, kind: keys.kind.choice(PROVIDER_KINDS, 'llm-gateway'), hosts }
  })
}
