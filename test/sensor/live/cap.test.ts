import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cap } from '../../../sensor/live/cap.ts'

test('the child is run by this Node.js, and exists', () => {
  const { file, args } = cap.command({ interface: 'eth1', snapLength: 100, bufferMiB: 64, promiscuous: true, filter: 'tcp port 80' })
  expect(file).toBe(process.execPath)
  expect(args.slice(-4)).toEqual(['eth1', '100', '64', 'tcp port 80'])
  expect(existsSync(args.at(-5)!)).toBe(true)
})

test('it is there, or it is told why not', async () => {
  const answer = await cap.available()
  expect(answer.ok ? answer.version : answer.why).toMatch(/^0\.2\.1$|not installed/)
})

test('the drops of the child are read', () => {
  expect(cap.readStatistics('9 packets captured, 0 packets dropped\n10 packets captured, 2 packets dropped\n')).toEqual({
    captured: 10,
    kernelDropped: 2,
    interfaceDropped: 0,
  })
  expect(cap.readStatistics('Warning: eth1: no IPv4 address assigned')).toBeUndefined()
})
