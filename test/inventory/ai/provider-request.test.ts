import { expect, it } from 'vitest'
import { ExchangeView } from '../../../inventory/ai/exchange-view.ts'
import {
  credentialOf,
  modelOf,
  namedServers,
  operationOf,
  promptKinds,
  returnsToolResults,
} from '../../../inventory/ai/provider-request.ts'
import { turn } from './mcp-dialogue.ts'

const look = (path: string, request: unknown, headers: Record<string, string> = {}) => {
  const view = new ExchangeView()
  view.look(turn({ path, request, headers, response: {} }))
  return view
}

it('finds the model in path or body', () => {
  expect(modelOf(look('/v1beta/models/text-embedding-5:batchEmbedContents', {}), undefined)).toBe('text-embedding-5')
  expect(modelOf(look('/v1/x', { model: 'models/gemini-3' }), undefined)).toBe('gemini-3')
  expect(modelOf(look('/openai/deployments/hr%2Dgpt/chat/completions', { model: 'other' }), undefined)).toBe('hr-gpt')
  expect([operationOf(look('/v1/rerank', {}), undefined), operationOf(look('/v1/x/7', {}), undefined)]).toEqual(['rerank', 'other'])
})

it('keeps of a credential its kind and a hash', () => {
  const key = 'AIzaSyA1234567890abcdefghijklmnopqrstuv'
  const kept = credentialOf(look('/x', {}, { 'x-goog-api-key': key }))
  expect(kept?.kind).toBe('gcp_api_key')
  expect(JSON.stringify(kept)).not.toContain(key)
  expect(credentialOf(look('/x', {}, { authorization: 'Bearer abc' }))?.kind).toBe('bearer')
  const signed = (signature: string) =>
    credentialOf(
      look('/x', {}, { authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261123/eu/bedrock/aws4_request, Signature=${signature}` }),
    )
  expect(signed('a')).toEqual(signed('b'))
  expect(signed('a')?.kind).toBe('aws-signature')
  expect(credentialOf(look('/x', {}))).toBeNull()
})

it('sees results of tools in any dialect', () => {
  for (const body of [
    { messages: [{ role: 'tool', content: 'x' }] },
    { messages: [{ role: 'user', content: [{ type: 'tool_result' }] }] },
    { messages: [{ role: 'user', content: [{ toolResult: {} }] }] },
    { input: [{ type: 'function_call_output' }] },
    { contents: [{ parts: [{ functionResponse: {} }] }] },
  ])
    expect(returnsToolResults(look('/x', body)), JSON.stringify(body)).toBe(true)
  expect(returnsToolResults(look('/x', { messages: [{ role: 'user', content: 'tool' }] }))).toBe(false)
})

it('finds servers that the provider is to call, and kinds of data in prompts', () => {
  expect(
    namedServers(
      look('/x', {
        mcp_servers: [{ url: 'https://a/mcp', name: 'a' }],
        tools: [{ type: 'mcp', server_url: 'https://b/mcp' }, { type: 'function' }],
      }),
    ),
  ).toEqual([
    { url: 'https://a/mcp', name: 'a' },
    { url: 'https://b/mcp', name: '' },
  ])
  const body = {
    messages: [{ role: 'user', content: 'write to jane.doe@mail.example.org' }],
    tools: [{ description: 'mail john.roe@mail.example.org' }],
  }
  expect([...promptKinds(look('/x', body))]).toEqual([['email', 1]])
})
