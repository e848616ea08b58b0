import { expect, test } from 'vitest'
import { nextState, STATES, TRANSITIONS } from '../../../reconstruct/http1/state.ts'

test('every state can be reached from the start, and every state can end', () => {
  const reached = new Set<string>(['start'])
  for (const state of reached) for (const next of Object.values(TRANSITIONS[state as keyof typeof TRANSITIONS])) reached.add(next)
  expect([...reached].sort()).toEqual([...STATES].sort())
  for (const state of STATES) expect(nextState(state, 'end')).toBe('closed')
})

test('an event that a state does not know has no next state', () => {
  expect(nextState('start', 'chunk')).toBeUndefined()
  expect(nextState('closed', 'bytes')).toBeUndefined()
})
