import { describe, expect, it } from 'vitest'
import { AiObserver, aiJson } from '../../../inventory/ai/index.ts'
import type { Exchange, FlowSummary } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

const json = (host: string, path: string, request: unknown, response: unknown, headers = ''): Exchange =>
  rawExchange({
    request: `POST ${path} HTTP/1.1\nhost: ${host}\ncontent-type: application/json\n\n${JSON.stringify(request)}`,
    response: `HTTP/1.1 200 OK\ncontent-type: application/json\n${headers}\n${JSON.stringify(response)}`,
  })
const stream = (host: string, path: string, request: unknown, type: string, body: string): Exchange =>
  rawExchange({
    request: `POST ${path} HTTP/1.1\nhost: ${host}\ncontent-type: application/json\n\n${JSON.stringify(request)}`,
    response: `HTTP/1.1 200 OK\ncontent-type: ${type}\n\n${body}`,
  })
const providers = (...exchanges: Exchange[]) => {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  return aiJson(observer.inventory()).providers
}
const chat = { model: 'm', messages: [{ role: 'user', content: 'x' }] }
const answer = { object: 'chat.completion', choices: [{}], usage: { prompt_tokens: 5, completion_tokens: 2 } }

describe('model providers', () => {
  it('are known by host, with models and tokens', () => {
    expect(providers(json('api.groq.com', '/openai/v1/chat/completions', chat, answer))).toMatchObject([
      {
        id: 'groq',
        kind: 'llm-api',
        host: 'api.groq.com',
        visibility: 'clear',
        models: ['m'],
        requests: 1,
        tokensIn: 5,
        tokensOut: 2,
        clients: ['10.0.0.9'],
      },
    ])
  })

  it('take the deployment in the path for the model', () => {
    const [azure] = providers(
      json('x.openai.azure.com', '/openai/deployments/hr%20bot/chat/completions?api-version=1', { messages: [] }, answer),
    )
    expect(azure).toMatchObject({ id: 'azure-openai', models: ['hr bot'] })
  })

  it('are known by the shape of both sides where the host is not', () => {
    expect(providers(json('llm.corp', '/v1/chat/completions', chat, answer))).toMatchObject([
      { id: 'openai-compatible', kind: 'model-server' },
    ])
    expect(providers(json('llm.corp', '/v1/chat/completions', chat, { ok: true }))).toEqual([])
    expect(providers(json('llm.corp', '/v1/chat/completions', { hello: 1 }, answer))).toEqual([])
  })

  it('are called what they say they are', () => {
    const list = rawExchange({
      request: 'GET /v1/models HTTP/1.1\nhost: llm.corp\n\n',
      response: 'HTTP/1.1 200 OK\ncontent-type: application/json\n\n{"data":[{"id":"m","owned_by":"vllm"}]}',
    })
    expect(providers(json('llm.corp', '/v1/chat/completions', chat, answer), list)).toMatchObject([
      { id: 'vllm', requests: 1, models: ['m'] },
    ])
    expect(providers(json('gate.corp', '/chat/completions', chat, answer, 'x-litellm-version: 1\n'))).toMatchObject([
      { id: 'litellm', kind: 'llm-gateway' },
    ])
  })

  it('take the last counts of a stream', () => {
    const events = [
      '{"type":"message_start","message":{"usage":{"input_tokens":9,"output_tokens":1}}}',
      '{"type":"message_delta","usage":{"output_tokens":4}}',
      '{"type":"message_delta","usage":{"output_tokens":6}}',
    ]
    const body = events.map((data) => `data: ${data}\n\n`).join('')
    expect(providers(stream('api.anthropic.com', '/v1/messages', { ...chat, max_tokens: 9 }, 'text/event-stream', body))).toMatchObject([
      { id: 'anthropic', tokensIn: 9, tokensOut: 6 },
    ])
    const lines = '{"done":false}\n{"done":true,"prompt_eval_count":3,"eval_count":8}\n'
    expect(providers(stream('any:11434', '/api/chat', chat, 'application/x-ndjson', lines))).toMatchObject([
      { id: 'ollama', tokensIn: 3, tokensOut: 8 },
    ])
  })

  it('read the model in a multipart form', () => {
    const body = '--b\r\nContent-Disposition: form-data; name="model"\r\n\r\nwhisper\r\n--b--\r\n'
    const exchange = rawExchange({
      request: `POST /v1/audio/transcriptions HTTP/1.1\nhost: api.openai.com\ncontent-type: multipart/form-data; boundary=b\n\n${body}`,
      response: 'HTTP/1.1 200 OK\ncontent-type: application/json\n\n{"text":"x"}',
    })
    expect(providers(exchange)).toMatchObject([{ models: ['whisper'] }])
  })
})

describe('TLS', () => {
  const flow = (serverName: string | null): FlowSummary => ({
    flow: { id: 1, clientAddress: '10.0.0.9', clientPort: 1, serverAddress: '10.0.0.1', serverPort: 443, encapsulation: [] },
    kind: 'tls',
    bytes: [1, 1],
    gapBytes: [0, 0],
    requests: 0,
    responses: 0,
    exchanges: 0,
    serverName,
    alpn: [],
    firstUs: 1,
    lastUs: 2,
    ended: true,
  })

  it('tells the provider and nothing more; a name that only looks like one tells nothing', () => {
    const observer = new AiObserver()
    for (const name of ['API.OpenAI.com', 'openai.com.evil.example', 'api.openai.com.evil.example', 'www.example.com', null])
      observer.flow(flow(name))
    expect(aiJson(observer.inventory()).providers).toMatchObject([
      {
        id: 'openai',
        kind: 'llm-api',
        host: 'api.openai.com',
        address: '10.0.0.1:443',
        visibility: 'encrypted',
        models: [],
        requests: 0,
        tokensIn: 0,
        tokensOut: 0,
        clients: ['10.0.0.9'],
      },
    ])
  })
})
