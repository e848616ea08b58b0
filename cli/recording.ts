import { availableParallelism } from 'node:os'
import { type Depth, loadSpec, openStore, type SpecDocument } from '../inventory/index.ts'
import { UserError } from '../sensor/base/errors.ts'
import type { Io } from './io.ts'
import { judgeSettings } from './judge-settings.ts'
import { keepListing } from './judged-listing.ts'
import type { WireOptions } from './learning-pipeline.ts'
import { createLog, type Log, logFormat } from './log.ts'
import { flagOption, listOption, numberOption, type OptionValues, textOption } from './options.ts'
import { providerSettings } from './provider-settings.ts'
import { Recorder, type RunTotals } from './recorder.ts'
import { ruleSettings } from './rule-settings.ts'
import { serviceSettings } from './service-settings.ts'
import { VERSION } from './version.ts'
import { workersToUse } from './workers/workers-to-use.ts'

export interface Recording {
  readonly recorder: Recorder
  /** The inventory file. */
  readonly path: string
  /** Everything seen is in the file afterwards. */
  end(): RunTotals
  /** Nothing could be read: take the empty run back. */
  discard(): void
  /** Something failed: what was saved stays. */
  abandon(): void
}

/** Open the inventory file and begin a run, for `replay` and `sniff`. Specifications given are attached to the file. */
export async function startRecording(context: {
  kind: 'replay' | 'sniff'
  source: string
  options: OptionValues
  io: Io
  /** Bytes to be read; null where nobody knows. */
  inputBytes: number | null
}): Promise<Recording> {
  const { options, io, inputBytes } = context
  const path = textOption(options, 'db') as string
  // options and documents first: a fault in one must not leave an empty inventory behind
  const wire = wireOptions(options)
  const workers = workersToUse(numberOption(options, 'workers'), { cores: availableParallelism(), inputBytes })
  const given: SpecDocument[] = []
  for (const file of listOption(options, 'spec')) given.push(await loadSpec(file))
  const config = judgeSettings(options)
  const rules = ruleSettings(options)
  const providers = providerSettings(options)
  // read again when the rows of a large inventory are kept
  serviceSettings(options)
  const store = openStore(path, { mode: 'write' })
  try {
    for (const spec of given) store.addSpec(spec)
    const recorder = new Recorder({
      store,
      specs: store.specs(),
      rules,
      judge: config,
      providers,
      kind: context.kind,
      source: context.source,
      label: textOption(options, 'label'),
      version: VERSION,
      depth: textOption(options, 'depth') as Depth,
      wire,
      workers,
      now: io.now,
      onFault: tellFaultOnce(createLog(io, logFormat(options))),
    })
    return {
      recorder,
      path,
      end() {
        try {
          const totals = recorder.end()
          keepListing(store, path, options)
          return totals
        } finally {
          recorder.pipeline.abandon()
          store.close()
        }
      },
      discard() {
        recorder.discard()
        store.close()
      },
      abandon() {
        recorder.pipeline.abandon()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}

/** How packets are unwrapped. */
function wireOptions(options: OptionValues): WireOptions {
  const [vxlanPorts, genevePorts] = [portsOf(options, 'vxlan-port'), portsOf(options, 'geneve-port')]
  return {
    ...(vxlanPorts.length > 0 ? { vxlanPorts } : {}),
    ...(genevePorts.length > 0 ? { genevePorts } : {}),
    tenantsInFlowKey: flagOption(options, 'tenants'),
  }
}

function portsOf(options: OptionValues, name: 'vxlan-port' | 'geneve-port'): number[] {
  return listOption(options, name).map((text) => {
    const port = Number(text)
    if (!Number.isInteger(port) || port < 1 || port > PORT_MAX)
      throw new UserError(`--${name} ${text} is no port`, { hint: 'Give a number from 1 to 65535.' })
    return port
  })
}

const PORT_MAX = 65_535

/** A bug of ours costs one flow, not the run; the first is told with its place, all are counted. */
export function tellFaultOnce(log: Log): (fault: unknown) => void {
  let told = false
  return (fault) => {
    if (told) return
    told = true
    // not the message: it might hold what the traffic held
    const place =
      fault instanceof Error ? `${fault.name}${(/\n( +at [^\n]*)/.exec(fault.stack ?? '')?.[1] ?? '').replace(/\s+/g, ' ')}` : 'unknown'
    log.warn(
      `a fault of earshot ended the reading of a connection: ${place}`,
      'The rest is read on; `earshot coverage` counts them. Please report it.',
    )
  }
}
