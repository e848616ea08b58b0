import { expect, it } from 'vitest'
import { emptyTool } from '../../../inventory/ai/mcp-tool.ts'
import { foldJson } from '../../../inventory/ai/tool-schema.ts'
import { dataOf, isPersonal, isSecret, titleOf } from '../../../inventory/findings/tool-data.ts'

it('joins what text and fields show', () => {
  const tool = emptyTool('t')
  tool.sensitive.set('results email', 3)
  foldJson(tool.arguments, { login: { password: 'Tr0ub4dor-3' } })
  expect(dataOf(tool)).toEqual([
    { side: 'results', type: 'email', path: null, n: 3 },
    { side: 'arguments', type: 'password', path: '$.login.password', n: 1 },
  ])
})

it('tells secrets from data of people', () => {
  expect([isSecret('password'), isSecret('iban'), isPersonal('iban'), isPersonal('github_token'), titleOf('iban')]).toEqual([
    true,
    false,
    true,
    false,
    'IBAN',
  ])
})
