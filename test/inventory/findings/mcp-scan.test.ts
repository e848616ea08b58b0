import { expect, it } from 'vitest'
import { initialize, session, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const probe = (path: string) =>
  turn({ path, request: initialize(0), status: 404, response: { error: 'not found' }, flow: { clientAddress: '10.0.0.66' } })

it('names who looks, once', () => {
  expect(findInMcp('mcp-scan', ['/a', '/b', '/c'].map(probe))).toMatchObject([{ path: '10.0.0.66', severity: 'low' }])
})

it('is silent about few places, and about clients that are let in', () => {
  expect(findInMcp('mcp-scan', ['/a', '/b'].map(probe))).toEqual([])
  expect(findInMcp('mcp-scan', session())).toEqual([])
})
