import { createPipeline } from '../../reconstruct/index.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { expandInputs } from '../../sensor/index.ts'
import type { RunCommand } from '../command.ts'
import { EXCHANGE_FORMATS, exchangeWriter } from '../exchange-writers.ts'
import { openInput } from '../input.ts'
import { createLog, logFormat } from '../log.ts'
import { flagOption, textOption } from '../options.ts'
import { createOutput } from '../output.ts'
import { tellFaultOnce } from '../recording.ts'

const MIB = 1024 * 1024

/** Bodies are measured here, not learned from: keep more of them, so that decoded lengths are whole. */
const LIMITS = { ...DEFAULT_LIMITS, bodyBytes: 8 * MIB, decodedBodyBytes: 64 * MIB }

export const run: RunCommand = async ({ arguments: paths, options }, io) => {
  const format = textOption(options, 'format') ?? 'table'
  if (!(EXCHANGE_FORMATS as readonly string[]).includes(format))
    throw new UserError(`unknown format "${format}"`, { hint: `Choose one of ${EXCHANGE_FORMATS.join(', ')}.` })
  const log = createLog(io, logFormat(options))
  const output = createOutput(io, textOption(options, 'output'))
  const writer = exchangeWriter(format as (typeof EXCHANGE_FORMATS)[number], {
    write: (text) => output.write(text),
    showValues: flagOption(options, 'show-values'),
    io,
  })
  const onFault = tellFaultOnce(log)
  writer.begin()
  let exitCode: number = EXIT.ok
  let capturesRead = 0
  for (const path of inputs(paths, log)) {
    if (path === null) {
      exitCode = EXIT.usage
      continue
    }
    const counters = new Counters()
    const pipeline = createPipeline({
      counters,
      limits: LIMITS,
      sink: { exchange: (exchange) => writer.exchange(path, exchange), flow: () => {} },
      onFault,
    })
    try {
      await openInput(path, pipeline.packets, { counters, filter: textOption(options, 'filter'), io })
      capturesRead++
      if (counters.get('capture.file-truncated') + counters.get('capture.malformed-records') > 0)
        log.warn(`${path}: the capture is cut short; what could be read is shown`)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      log.error(error.message, error.hint)
      exitCode = error.exitCode
    }
    pipeline.finish()
    if (io.signal.aborted) break
  }
  writer.end(capturesRead)
  output.close()
  return exitCode
}

/** The captures to read; null for an argument that names none (already told), so that the others are still read. */
function* inputs(paths: readonly string[], log: ReturnType<typeof createLog>): Generator<string | null> {
  for (const path of paths) {
    try {
      yield* expandInputs([path])
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      log.error(error.message, error.hint)
      yield null
    }
  }
}
