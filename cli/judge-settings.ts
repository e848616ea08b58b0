// The sections of earshot.yaml that judgement follows: `judge`, `policy`, `allow`, `owners`, `types`.

import {
  type Conditions,
  type Exception,
  followTemplates,
  type JudgeConfig,
  OPERATION_FIELDS,
  type Owner,
  type Policy,
  type PolicyRule,
  SERVICE_FIELDS,
  SEVERITIES,
  type Store,
  type TemplateRecord,
} from '../inventory/index.ts'
import type { OptionValues } from './options.ts'
import { Section } from './section.ts'
import { readSettings, type Settings } from './settings-file.ts'
import { userTypesOf } from './type-settings.ts'

const DAY_US = 86_400_000_000
const ID = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/i

/** What --config, or earshot.yaml in this folder, says about judgement. Throws UserError with file and line. */
export const judgeSettings = (options: OptionValues): JudgeConfig => judgeConfigOf(readSettings(options.config))

/** Exceptions and owners follow the operations whose templates runs of this file turned round. */
export function followDecisions(config: JudgeConfig, records: readonly TemplateRecord[], store: Pick<Store, 'keyed'>): JudgeConfig {
  if (config.policy === undefined || records.length === 0) return config
  return { ...config, policy: followTemplates(config.policy, records, (hash) => store.keyed(hash)) }
}

export function judgeConfigOf(settings: Settings): JudgeConfig {
  const policy: Policy = {
    rules: Section.of(settings, 'policy').list().map(ruleOf),
    exceptions: Section.of(settings, 'allow').list().map(exceptionOf),
    owners: Section.of(settings, 'owners').list().map(ownerOf),
  }
  const seen = new Set<string>()
  for (const [i, { id }] of policy.rules.entries()) {
    if (seen.has(id)) Section.of(settings, 'policy').list()[i]!.key('id').fail(`"${id}" is there twice`)
    seen.add(id)
  }
  const empty = policy.rules.length + policy.exceptions.length + policy.owners.length === 0
  const types = userTypesOf(Section.of(settings, 'types'))
  return { ...thresholdsOf(Section.of(settings, 'judge')), ...(empty ? {} : { policy }), ...(types.length === 0 ? {} : { types }) }
}

function thresholdsOf(section: Section): JudgeConfig {
  if (!section.isThere) return {}
  const { postTls, shadowExchanges, dormantDays, lossShare, aiProviders, mcpClients } = section.map([
    'postTls',
    'shadowExchanges',
    'dormantDays',
    'lossShare',
    'aiProviders',
    'mcpClients',
  ])
  const days = dormantDays.number(1, 36_500)
  const values = {
    postTls: postTls.truth(),
    shadowExchanges: shadowExchanges.number(1, 1_000_000),
    dormantUs: days === undefined ? undefined : days * DAY_US,
    lossShare: lossShare.number(0, 1),
    aiProviders: aiProviders.isThere ? aiProviders.texts() : undefined,
    mcpClients: mcpClients.isThere ? mcpClients.texts() : undefined,
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as JudgeConfig
}

function ruleOf(section: Section): PolicyRule {
  const keys = section.map(['id', 'about', 'severity', 'of', 'when', 'forbid', 'require'])
  const id = keys.id.text()
  if (!ID.test(id)) keys.id.fail('must be a word such as no-open-cards')
  const of = keys.of.choice(['operation', 'service'], 'operation')
  const fields = Object.keys(of === 'operation' ? OPERATION_FIELDS : SERVICE_FIELDS)
  if (!keys.forbid.isThere && !keys.require.isThere)
    section.fail('needs forbid or require', 'forbid: { auth: none, response.sensitive: pci.* }')
  return {
    id,
    about: keys.about.text(),
    severity: keys.severity.choice(SEVERITIES, 'medium'),
    of,
    when: keys.when.isThere ? conditionsOf(keys.when, fields) : {},
    forbid: keys.forbid.isThere ? conditionsOf(keys.forbid, fields) : null,
    require: keys.require.isThere ? conditionsOf(keys.require, fields) : null,
  }
}

function conditionsOf(section: Section, fields: readonly string[]): Conditions {
  section.map(fields)
  const conditions = section.keys().map((field): [string, string[]] => [field, section.key(field).texts()])
  if (conditions.length === 0) section.fail('must name a field', `Fields: ${fields.join(', ')}`)
  return Object.fromEntries(conditions)
}

const PLACE = ['service', 'method', 'path'] as const

function exceptionOf(section: Section): Exception {
  const keys = section.map(['rule', 'type', 'reason', 'expires', ...PLACE])
  if (!keys.reason.isThere) section.fail('needs a reason', 'Whoever reads it next year wants to know why.')
  const what = { ...optional('rule', keys.rule), ...optional('type', keys.type), ...placeOf(keys) }
  if (Object.keys(what).length === 0) section.fail('would allow everything', 'Name a rule, a type, a service or a path.')
  return { ...what, reason: keys.reason.text(), expiresUs: keys.expires.endOfDayUs() }
}

function ownerOf(section: Section): Owner {
  const keys = section.map(['owner', ...PLACE])
  return { owner: keys.owner.text(), ...placeOf(keys) }
}

const placeOf = (keys: Record<(typeof PLACE)[number], Section>) => ({
  ...optional('service', keys.service),
  ...optional('method', keys.method),
  ...optional('path', keys.path),
})

function optional<Key extends string>(key: Key, section: Section): { [key in Key]?: string } {
  const text = section.optionalText()
  return (text === undefined ? {} : { [key]: text }) as { [key in Key]?: string }
}
