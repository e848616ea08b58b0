import { loadSpec, openStore, type SpecDocument } from '../inventory/index.ts'
import type { Io } from './io.ts'
import { createLog, type Log } from './log.ts'
import { listOption, type OptionValues, textOption } from './options.ts'
import { Recorder, type RunTotals } from './recorder.ts'
import { VERSION } from './version.ts'

export interface Recording {
  readonly recorder: Recorder
  /** The inventory file. */
  readonly path: string
  /** Everything seen is in the file afterwards. */
  end(): RunTotals
  /** Nothing could be read: take the empty run back. */
  discard(): void
}

/** Open the inventory file and begin a run, for `replay` and `sniff`. Specifications given are attached to the file. */
export async function startRecording(context: {
  kind: 'replay' | 'sniff'
  source: string
  options: OptionValues
  io: Io
}): Promise<Recording> {
  const { options, io } = context
  const path = textOption(options, 'db') as string
  // documents first: a fault in one must not leave an empty inventory behind
  const given: SpecDocument[] = []
  for (const file of listOption(options, 'spec')) given.push(await loadSpec(file))
  const store = openStore(path, { mode: 'write' })
  try {
    for (const spec of given) store.addSpec(spec)
    const recorder = new Recorder({
      store,
      specs: store.specs(),
      kind: context.kind,
      source: context.source,
      label: textOption(options, 'label'),
      version: VERSION,
      depth: textOption(options, 'depth') === 'headers' ? 'headers' : 'full',
      now: io.now,
      onFault: tellFaultOnce(createLog(io, textOption(options, 'log-format') === 'json' ? 'json' : 'text')),
    })
    return {
      recorder,
      path,
      end() {
        try {
          return recorder.end()
        } finally {
          store.close()
        }
      },
      discard() {
        recorder.discard()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}

/** A bug of ours costs one flow, not the run; the first is told with its place, all are counted. */
export function tellFaultOnce(log: Log): (fault: unknown) => void {
  let told = false
  return (fault) => {
    if (told) return
    told = true
    // not the message: it might hold what the traffic held
    const place =
      fault instanceof Error ? `${fault.name}${(/\n(\s+at [^\n]*)/.exec(fault.stack ?? '')?.[1] ?? '').replace(/\s+/g, ' ')}` : 'unknown'
    log.warn(
      `a fault of earshot ended the reading of a connection: ${place}`,
      'The rest is read on; `earshot coverage` counts them. Please report it.',
    )
  }
}
