import { EXIT, UserError } from '../../sensor/base/errors.ts'
import { type DriverName, type LiveCapture, startLiveCapture } from '../../sensor/index.ts'
import type { RunCommand } from '../command.ts'
import { parseDuration } from '../duration.ts'
import type { Io } from '../io.ts'
import { createLog, type Log, logFormat } from '../log.ts'
import { type MetricsServer, serveMetrics } from '../metrics.ts'
import { flagOption, listOption, numberOption, type OptionValues, textOption } from '../options.ts'
import { OverloadWatch } from '../overload-watch.ts'
import { countText, templateText } from '../print.ts'
import { createProgress } from '../progress.ts'
import { startPulse } from '../pulse.ts'
import type { Recorder } from '../recorder.ts'
import { type Recording, startRecording } from '../recording.ts'
import { writeSummary } from '../summary.ts'

const BYTES_PER_MIB = 1024 * 1024
const TICK_MS = 250

export const run: RunCommand = async ({ options }, io) => {
  const interfaces = listOption(options, 'interface')
  if (interfaces.length === 0)
    throw new UserError('no interface given', { hint: '`earshot interfaces` lists them; then: earshot sniff -i NAME' })
  const log = createLog(io, logFormat(options))
  const windowMs = textOption(options, 'window') === undefined ? null : parseDuration(textOption(options, 'window') as string, '--window')
  const durationMs =
    textOption(options, 'duration') === undefined ? null : parseDuration(textOption(options, 'duration') as string, '--duration')
  const recording = await startRecording({ kind: 'sniff', source: interfaces.join(' '), options, io, inputBytes: null })
  const started = io.now()
  const watch = new OverloadWatch({
    pipeline: recording.recorder.pipeline,
    bufferBytes: (numberOption(options, 'buffer') as number) * BYTES_PER_MIB,
    now: io.now,
  })
  const { captures, metrics } = await begin({ interfaces, recording, options, log, watch })
  if (!flagOption(options, 'quiet'))
    log.note(`listening on ${interfaces.join(', ')} (${captures[0]?.driver}), writing to ${recording.path}; Ctrl-C ends`)
  let failure: unknown
  try {
    await listen({ captures, recording, watch, windowMs, durationMs, io, log, quiet: flagOption(options, 'quiet') })
  } catch (error) {
    failure = error
  }
  await Promise.all(captures.map((capture) => capture.stop()))
  metrics?.close()
  watch.beat()
  const totals = recording.end()
  if (!flagOption(options, 'quiet')) writeSummary(totals, { io, db: recording.path, seconds: (io.now() - started) / 1000 })
  if (failure !== undefined) throw failure
  return EXIT.ok
}

interface Beginning {
  readonly interfaces: readonly string[]
  readonly recording: Recording
  readonly options: OptionValues
  readonly log: Log
  readonly watch: OverloadWatch
}

/** Captures and metrics, or neither: what cannot begin leaves no empty run behind. */
async function begin(beginning: Beginning) {
  const { recording, options } = beginning
  const address = textOption(options, 'metrics')
  let metrics: MetricsServer | undefined
  try {
    if (address !== undefined) metrics = await serveMetrics(address, (id) => recording.recorder.pipeline.count(id))
    return { captures: await startCaptures(beginning), metrics }
  } catch (error) {
    metrics?.close()
    recording.discard()
    throw error
  }
}

async function startCaptures({ interfaces, recording, options, log, watch }: Beginning): Promise<LiveCapture[]> {
  const { recorder } = recording
  const captures: LiveCapture[] = []
  const text = { filter: textOption(options, 'filter'), driver: textOption(options, 'driver') as DriverName | undefined }
  try {
    for (const name of interfaces) {
      const request = {
        interface: name,
        ...(text.filter === undefined ? {} : { filter: text.filter }),
        ...(text.driver === undefined ? {} : { driver: text.driver }),
        bufferMiB: numberOption(options, 'buffer') as number,
        snapLength: numberOption(options, 'snaplen') as number,
      }
      captures.push(
        await startLiveCapture(request, recorder.pipeline.packets, recorder.counters, {
          onRead: (bytes, latestUs) => watch.read(name, bytes, latestUs),
          onRestart: (why) => log.warn(`${name}: ${why}; starting the capture again`),
        }),
      )
    }
    return captures
  } catch (error) {
    await Promise.all(captures.map((capture) => capture.stop()))
    throw error
  }
}

interface Listening {
  readonly captures: readonly LiveCapture[]
  readonly recording: Recording
  readonly watch: OverloadWatch
  readonly windowMs: number | null
  readonly durationMs: number | null
  readonly io: Io
  readonly log: Log
  readonly quiet: boolean
}

/** Until a signal, the end of the duration, or a capture that cannot go on. */
async function listen({ captures, recording, watch, windowMs, durationMs, io, log, quiet }: Listening): Promise<void> {
  const { recorder } = recording
  const progress = createProgress(io, quiet)
  const started = io.now()
  let windowStarted = started
  let stop = () => {}
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  const beat = () => {
    const now = io.now()
    watch.beat()
    // packet time moves on by itself on a quiet link, so that flows still expire
    recorder.tick(now * 1000)
    recorder.flushIfDue()
    if (durationMs !== null && now - started >= durationMs) return stop()
    if (windowMs !== null && now - windowStarted >= windowMs) {
      windowStarted = now
      const totals = recorder.endWindow()
      progress.clear()
      if (!quiet)
        log.note(
          `run ${totals.run}: ${[`${countText(totals.exchanges)} exchanges`, templateText(totals.templates)].filter((part) => part !== '').join(', templates: ')}`,
        )
    }
    progress.update(() => statusLine({ recorder, captures, watch }, (now - started) / 1000))
  }
  const pulse = startPulse(beat, TICK_MS)
  if (io.signal.aborted) stop()
  io.signal.addEventListener('abort', () => stop(), { once: true })
  try {
    await Promise.race([stopped, pulse.failed, ...captures.map((capture) => capture.done)])
  } finally {
    pulse.stop()
    progress.clear()
  }
}

function statusLine(
  { recorder, captures, watch }: { recorder: Recorder; captures: readonly LiveCapture[]; watch: OverloadWatch },
  seconds: number,
): string {
  const dropped = recorder.counters.get('capture.kernel-dropped') + recorder.counters.get('capture.interface-dropped')
  const waiting = captures.some((capture) => capture.status.state === 'waiting') ? '  waiting for the link' : ''
  const packets = recorder.counters.get('capture.packets')
  return `${Math.floor(seconds)} s  ${countText(packets)} packets  ${countText(recorder.exchanges)} exchanges  ${countText(dropped)} dropped${waiting}${watch.text === '' ? '' : `  ${watch.text}`}`
}
