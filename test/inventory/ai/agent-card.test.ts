import { expect, it } from 'vitest'
import { readCard } from '../../../inventory/ai/agent-card.ts'

const card = { name: 'Planner', version: '1.4.0', skills: [{ id: 'plan', name: 'Plan' }], capabilities: {} }

it('reads cards of 0.3', () => {
  const schemes = { key: { type: 'apiKey', in: 'header' }, login: { type: 'http', scheme: 'Bearer' } }
  expect(readCard({ ...card, url: 'http://a/rpc', protocolVersion: '0.3.0', securitySchemes: schemes, security: [{ login: [] }] })).toEqual(
    {
      ...{ name: 'Planner', version: '1.4.0', protocolVersions: ['0.3.0'], skills: ['Plan'], urls: ['http://a/rpc'], auth: ['bearer'] },
    },
  )
})

it('reads cards of 1.0', () => {
  const supportedInterfaces = [{ url: 'http://a/v1', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }]
  const securitySchemes = { login: { httpAuthSecurityScheme: { scheme: 'Bearer' } } }
  expect(
    readCard({ ...card, supportedInterfaces, securitySchemes, securityRequirements: [{ schemes: { login: { list: [] } } }] }),
  ).toMatchObject({
    ...{ protocolVersions: ['1.0'], urls: ['http://a/v1'], auth: ['bearer'] },
  })
})

it('asks for nothing where schemes are only listed', () => {
  expect(readCard({ ...card, url: 'http://a', securitySchemes: { key: { type: 'apiKey' } } })?.auth).toEqual([])
  expect([readCard(card), readCard({ name: 'x' }), readCard(null)]).toEqual([null, null, null])
})
