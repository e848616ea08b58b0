// The section `services` of earshot.yaml: which hosts are one service.

import type { JoinOptions, ServiceGroup } from '../inventory/index.ts'
import { flagOption, type OptionValues } from './options.ts'
import { Section } from './section.ts'
import { readSettings, type Settings } from './settings-file.ts'

/** What --config, or earshot.yaml in this folder, says about hosts, unless --apart does. Throws UserError with file and line. */
export function serviceSettings(options: OptionValues): JoinOptions {
  const groups = groupsOf(readSettings(options.config))
  return flagOption(options, 'apart') ? { groups: [], addresses: false } : { groups, addresses: true }
}

export function groupsOf(settings: Settings): ServiceGroup[] {
  const section = Section.of(settings, 'services')
  if (!section.isThere) return []
  return section.keys().map((name) => {
    // names of services stand in one word with methods and paths
    if (/\s/.test(name)) section.key(name).fail('must have a name without spaces')
    return { name, hosts: section.key(name).texts() }
  })
}
