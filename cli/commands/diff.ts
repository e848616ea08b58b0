import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  DIFF_FORMATS,
  type DiffFormat,
  diffInventories,
  failsOn,
  type Inventory,
  joinPlan,
  joinServices,
  openStore,
  type TemplateRecord,
  writeDiff,
} from '../../inventory/index.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { type OptionValues, textOption } from '../options.ts'
import { createOutput } from '../output.ts'
import { serviceSettings } from '../service-settings.ts'
import { VERSION } from '../version.ts'

const FAIL_ON = ['breaking', 'warning', 'any', 'none'] as const

export const run: RunCommand = async ({ arguments: [base, head], options }, io) => {
  const format = textOption(options, 'format') ?? 'text'
  if (!(DIFF_FORMATS as readonly string[]).includes(format))
    throw new UserError(`unknown format "${format}"`, { hint: `Choose one of ${DIFF_FORMATS.join(', ')}.` })
  const failOn = textOption(options, 'fail-on') ?? 'none'
  if (!(FAIL_ON as readonly string[]).includes(failOn))
    throw new UserError(`unknown level "${failOn}"`, { hint: 'Choose breaking, warning, any or none.' })
  const service = textOption(options, 'service')
  const [before, after] = [loadReference(base as string, options), loadReference(head as string, options)]
  const plan = joinPlan([before.inventory, after.inventory], serviceSettings(options))
  const records = recordsBetween(before, after).map((record) => ({
    ...record,
    service: plan.get(record.service)?.into ?? record.service,
  }))
  const joined = [joinServices(before.inventory, plan), joinServices(after.inventory, plan)] as const
  const changes = diffInventories(...joined, { records }).filter((change) => service === undefined || change.service === service)
  const output = createOutput(io, textOption(options, 'output'))
  output.write(writeDiff(format as DiffFormat, changes, { base: base as string, head: head as string, version: VERSION }))
  output.close()
  return failsOn(changes, failOn as (typeof FAIL_ON)[number]) ? EXIT.findings : EXIT.ok
}

interface Loaded {
  readonly file: string
  readonly run: number | null
  readonly inventory: Inventory
  readonly records: readonly TemplateRecord[]
}

/** `old.db`, `old.db#3`, or a run of --db. */
function loadReference(reference: string, options: OptionValues): Loaded {
  const at = reference.lastIndexOf('#')
  const named = at > 0 ? reference.slice(0, at) : reference
  const isFile = at > 0 || existsSync(named) || /\.(db|sqlite3?)$/.test(named)
  const file = isFile ? named : (textOption(options, 'db') as string)
  const store = openStore(file, { mode: 'read' })
  try {
    const run = isFile && at <= 0 ? null : store.resolveRun(isFile ? reference.slice(at + 1) : reference)
    return { file: resolve(file), run, inventory: store.load(run ?? 'all'), records: store.templateChanges('all') }
  } finally {
    store.close()
  }
}

/** What runs of one file decided otherwise about templates after the base, up to the head. */
function recordsBetween(base: Loaded, head: Loaded): readonly TemplateRecord[] {
  const { file, run } = base
  if (file !== head.file || run === null) return []
  return head.records.filter((record) => record.run > run && (head.run === null || record.run <= head.run))
}
