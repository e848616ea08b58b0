import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { EXPORTERS, type Exporter, type ExportInput, type ExportOptions } from '../../inventory/index.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'
import type { Io } from '../io.ts'
import { flagOption, type OptionValues, textOption } from '../options.ts'
import { createOutput } from '../output.ts'
import { VERSION } from '../version.ts'
import { unknownService } from './endpoints.ts'

const formats = (): string => EXPORTERS.map(({ format }) => format).join(', ')

export const run: RunCommand = async ({ arguments: [what], options }, io) => {
  const exporter = EXPORTERS.find(({ format }) => format === what)
  if (exporter === undefined) throw new UserError(`unknown export "${what}"`, { hint: `Choose one of ${formats()}.` })
  const target = textOption(options, 'output')
  viewInventory(options, ({ inventory, verdicts }) => {
    const service = textOption(options, 'service')
    if (service !== undefined && !inventory.services.has(service)) throw unknownService(service, inventory.services.keys())
    const input: ExportInput = { inventory, verdicts, options: exportOptions(options) }
    if (target?.endsWith('/')) writeFolder(target, exporter, input, io)
    else writeOne(target, exporter.write(input), io)
  })
  return EXIT.ok
}

function exportOptions(options: OptionValues): ExportOptions {
  const service = textOption(options, 'service')
  const syntax = textOption(options, 'format') ?? 'yaml'
  if (syntax !== 'yaml' && syntax !== 'json') throw new UserError(`unknown format "${syntax}"`, { hint: 'Choose yaml or json.' })
  const openapi = textOption(options, 'openapi') === '3.0' ? '3.0' : '3.1'
  return { syntax, openapi, clean: flagOption(options, 'clean'), version: VERSION, ...(service === undefined ? {} : { service }) }
}

/** One file per service, where the format has that. */
function writeFolder(folder: string, exporter: Exporter, input: ExportInput, io: Io): void {
  if (exporter.files === undefined)
    throw new UserError(`${exporter.format} is one document`, { hint: 'Name a file with -o, not a folder.' })
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw new UserError(`cannot make the folder ${folder}`, { cause, exitCode: EXIT.failed })
  }
  for (const file of exporter.files(input)) writeOne(join(folder, file.name), file.text, io)
}

function writeOne(path: string | undefined, text: Iterable<string>, io: Io): void {
  const output = createOutput(io, path)
  for (const piece of text) output.write(piece)
  output.close()
}
