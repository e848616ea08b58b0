import { explain } from '../../inventory/index.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { Command } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'

export const explainCommand: Command = {
  name: 'explain',
  summary: 'Say why: the evidence behind a finding, an operation, a service, an MCP server or a provider of models',
  arguments: [
    {
      syntax: '<id...>',
      help: 'the id of a finding, an operation such as: shop.example.com GET /users/{id}, an MCP server such as: 10.0.0.5:80/mcp, a provider such as: openai',
    },
  ],
  options: ['db', 'run', 'apart'],
  examples: [
    'earshot explain f-3b1c9a20 --db inventory.db',
    'earshot explain shop.example.com GET "/users/{userId}" --db inventory.db',
    'earshot explain 10.0.0.5:8080/mcp --db inventory.db',
  ],
  async run({ arguments: words, options }, io) {
    const id = words.join(' ')
    const lines = viewInventory(options, ({ inventory, verdicts, records }) => explain(withoutNames(id), inventory, verdicts, records))
    if (lines.length === 0)
      throw new UserError(`nothing is known under "${id}"`, {
        hint: 'Take an id from `earshot findings`, or a service, method and path from `earshot endpoints`.',
      })
    io.out(`${lines.join('\n')}\n`)
    return EXIT.ok
  },
}

/** Parameter names take no part in the identity of an operation. */
const withoutNames = (id: string): string => id.replace(/\{[^}]*\}/g, '{}')
