import { expect, it } from 'vitest'
import { emptyAgent, mergeAgent } from '../../../inventory/ai/agent.ts'

it('is observed as soon as anybody was seen talking to it', () => {
  const base = { protocol: 'a2a', address: 'a:1', path: '/rpc' }
  const [card, call] = [emptyAgent(base), { ...emptyAgent(base), declared: false, name: 'Planner' }]
  mergeAgent(card, call)
  expect(card).toMatchObject({ declared: false, name: 'Planner' })
})
