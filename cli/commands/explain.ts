import { explain } from '../../inventory/index.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'

export const run: RunCommand = async ({ arguments: words, options }, io) => {
  const id = words.join(' ')
  const lines = viewInventory(options, ({ inventory, verdicts, records }) => explain(id, inventory, verdicts, records))
  if (lines.length === 0)
    throw new UserError(`nothing is known under "${id}"`, {
      hint: 'Take an id from `earshot findings`, or a service, method and path from `earshot endpoints`.',
    })
  io.out(`${lines.join('\n')}\n`)
  return EXIT.ok
}
