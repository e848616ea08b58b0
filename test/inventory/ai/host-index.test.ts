import { expect, it } from 'vitest'
import { CATALOGUE } from '../../../inventory/ai/catalogue.ts'
import { HostIndex } from '../../../inventory/ai/host-index.ts'

it('matches exact names, names below, and holes, at label boundaries only', () => {
  const index = new HostIndex()
  const id = (host: string) => index.find(host)?.id ?? null
  expect(id('api.openai.com')).toBe('openai')
  expect(id('acme.openai.azure.com')).toBe('azure-openai')
  expect(id('bedrock-runtime.eu-central-1.amazonaws.com')).toBe('aws-bedrock')
  expect(id('europe-west4-aiplatform.googleapis.com')).toBe('google-vertex')
  for (const host of [
    'openai.azure.com',
    'notopenai.azure.com',
    'api.openai.com.evil.example',
    'xapi.openai.com.',
    'openai.com',
    '-aiplatform.googleapis.com',
    'bedrock-runtime.amazonaws.com',
    '',
  ])
    expect(id(host), host).toBeNull()
})

it('merges entries of users by id', () => {
  const index = new HostIndex([
    { id: 'openai', kind: 'llm-gateway', hosts: ['llm.corp'] },
    { id: 'ours', kind: 'llm-api', hosts: ['*.llm.corp'] },
  ])
  expect([index.find('llm.corp')?.kind, index.find('a.llm.corp')?.id, index.find('api.openai.com')?.kind]).toEqual([
    'llm-gateway',
    'ours',
    'llm-gateway',
  ])
})

it('has a catalogue without doubles', () => {
  expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length)
  const hosts = CATALOGUE.flatMap((entry) => entry.hosts)
  expect(new Set(hosts).size).toBe(hosts.length)
})
