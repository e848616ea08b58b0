import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import { expandInputs } from '../../sensor/index.ts'
import type { Command } from '../command.ts'
import { openInput } from '../input.ts'
import { createLog } from '../log.ts'
import { flagOption, textOption } from '../options.ts'
import { bytesText, countText } from '../print.ts'
import { bar, createProgress } from '../progress.ts'
import { startRecording } from '../recording.ts'
import { writeSummary } from '../summary.ts'

export const replayCommand: Command = {
  name: 'replay',
  summary: 'Learn from captures and write the inventory down',
  description: 'Several captures are read one after the other as one run, as a ring of files is. A folder stands for the captures in it.',
  arguments: [{ syntax: '<file...>', help: 'captures (pcap, pcapng, also compressed), folders, or - for standard input' }],
  options: ['db', 'spec', 'filter', 'label', 'depth'],
  examples: [
    'earshot replay capture.pcap --db inventory.db',
    'earshot replay /var/captures/2026-11-24/ --db inventory.db --spec openapi.yaml',
    'ssh gateway "tcpdump -i eth1 -w - port 8080" | earshot replay - --db inventory.db',
  ],
  async run({ arguments: paths, options }, io) {
    const log = createLog(io, textOption(options, 'log-format') === 'json' ? 'json' : 'text')
    const files = expandInputs([...paths])
    const started = io.now()
    const recording = await startRecording({ kind: 'replay', source: files.map((file) => basename(file)).join(' '), options, io })
    const { recorder } = recording
    const progress = createProgress(io, flagOption(options, 'quiet'))
    const total = files.reduce((sum, file) => sum + sizeOf(file), 0)
    let before = 0
    let exitCode: number = EXIT.ok
    let read = 0
    for (const file of files) {
      try {
        await openInput(file, recorder.pipeline.packets, {
          counters: recorder.counters,
          filter: textOption(options, 'filter'),
          io,
          onProgress: (bytes) => {
            recorder.flushIfDue()
            progress.update(
              () =>
                `${total > 0 ? bar(before + bytes, total) : bytesText(bytes)}  ${countText(recorder.exchanges)} exchanges  ${basename(file)}`,
            )
          },
        })
        read++
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        progress.clear()
        log.error(error.message, error.hint)
        exitCode = error.exitCode
      }
      before += sizeOf(file)
      if (io.signal.aborted) break
    }
    progress.clear()
    if (read === 0 && exitCode !== EXIT.ok) {
      recording.discard()
      return exitCode
    }
    const totals = recording.end()
    if (io.signal.aborted) log.warn('stopped early; what was read until then is in the inventory')
    if (!flagOption(options, 'quiet')) writeSummary(totals, { io, db: recording.path, seconds: (io.now() - started) / 1000 })
    return exitCode
  },
}

function sizeOf(file: string): number {
  return file === '-' ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
}
