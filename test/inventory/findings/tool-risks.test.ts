import { expect, it } from 'vitest'
import { emptyTool } from '../../../inventory/ai/mcp-tool.ts'
import { risksOf, riskText } from '../../../inventory/findings/tool-risks.ts'

const risks = (name: string, description = '', properties: object = {}) =>
  risksOf({ ...emptyTool(name), definition: JSON.stringify({ name, description, inputSchema: { properties } }) })

it.each([
  ['run_shell_command', '', {}, ['runs-commands']],
  ['runPython', 'Executes Python.', { code: {} }, ['runs-commands']],
  ['write_file', '', {}, ['writes-files']],
  ['fetch_url', '', {}, ['fetches-urls']],
  ['get_page', 'Fetches a page.', { url: {} }, ['fetches-urls']],
  ['sql_query', '', {}, ['runs-sql']],
  ['get-env', '', {}, ['reads-secrets']],
  ['sum', 'Adds numbers.', { a: {} }, []],
  ['open_door', 'Opens the door.', { url: {} }, []],
])('%s', (name, description, properties, expected) => {
  expect(risks(name, description, properties)).toEqual(expected)
  for (const risk of expected) expect(riskText(risk as Parameters<typeof riskText>[0])).not.toBe(risk)
})
