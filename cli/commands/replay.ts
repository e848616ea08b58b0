import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import { expandInputs } from '../../sensor/index.ts'
import { capturesToRead } from '../captures.ts'
import type { RunCommand } from '../command.ts'
import { openInputs } from '../input.ts'
import type { Io } from '../io.ts'
import { createLog, logFormat } from '../log.ts'
import { flagOption, type OptionValues, textOption } from '../options.ts'
import { bytesText, countText } from '../print.ts'
import { bar, createProgress } from '../progress.ts'
import { startPulse } from '../pulse.ts'
import { FLUSH_MS } from '../recorder.ts'
import { type Recording, startRecording } from '../recording.ts'
import { writeSummary } from '../summary.ts'

export const run: RunCommand = async ({ arguments: paths, options }, io) => {
  const follow = flagOption(options, 'follow')
  if (follow && textOption(options, 'filter') !== undefined)
    throw new UserError('--filter cannot follow a growing capture', {
      hint: "Filter where it is written, or: tail -c +1 -f FILE | tcpdump -r - -w - 'FILTER' | earshot replay -",
    })
  const files = follow ? [...paths] : expandInputs([...paths])
  const started = io.now()
  const inputBytes = follow || files.includes('-') ? null : totalBytes(files)
  const source = files.map((file) => basename(file)).join(' ')
  const recording = await startRecording({ kind: 'replay', source, options, io, inputBytes })
  const { exitCode, read } = await readAll(files, recording, options, io).catch((error) => {
    recording.abandon()
    throw error
  })
  if (read === 0 && exitCode !== EXIT.ok) {
    recording.discard()
    return exitCode
  }
  const totals = recording.end()
  if (io.signal.aborted && !follow) createLog(io, logFormat(options)).warn('stopped early; what was read until then is in the inventory')
  if (!flagOption(options, 'quiet')) writeSummary(totals, { io, db: recording.path, seconds: (io.now() - started) / 1000 })
  return exitCode
}

/** Read every capture into the run. One that cannot be read is told, and costs only itself and the exit code. */
async function readAll(files: readonly string[], { recorder }: Recording, options: OptionValues, io: Io) {
  const progress = createProgress(io, flagOption(options, 'quiet'))
  const total = totalBytes(files)
  // a pipe or a followed capture may be quiet for long: what it held must reach the disk all the same
  const pulse = startPulse(() => recorder.flushIfDue(), FLUSH_MS)
  let before = 0
  let exitCode: number = EXIT.ok
  let read = 0
  try {
    for await (const captures of capturesToRead(files, flagOption(options, 'follow'), io.signal)) {
      const show = (bytes: number, path: string) =>
        `${total > 0 && !captures.follow ? bar(before + bytes, total) : bytesText(bytes)}  ${countText(recorder.exchanges)} exchanges  ${basename(path)}`
      const reading = openInputs(captures, recorder.pipeline.packets, {
        counters: recorder.counters,
        filter: textOption(options, 'filter'),
        io,
        onProgress: (bytes, path) => {
          recorder.flushIfDue()
          progress.update(() => show(bytes, path))
        },
        onRefused: (error) => {
          progress.clear()
          createLog(io, logFormat(options)).error(error.message, error.hint)
          exitCode = error.exitCode
        },
      })
      read += await Promise.race([reading, pulse.failed])
      before += totalBytes(captures.paths)
      if (io.signal.aborted) break
    }
  } finally {
    pulse.stop()
    progress.clear()
  }
  return { exitCode, read }
}

const totalBytes = (files: readonly string[]): number => files.reduce((sum, file) => sum + sizeOf(file), 0)

function sizeOf(file: string): number {
  return file === '-' ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
}
