// What needs no interface; test/live.test.ts sniffs for real.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

test('without an interface it says where to find one', async () => {
  expect(await earshot('sniff')).toMatchObject({ code: 2, err: expect.stringContaining('earshot interfaces') })
})

test('times must be times', async () => {
  expect((await earshot('sniff', '-i', 'lo', '--duration', 'long')).err).toMatch(/--duration must be a time/)
})

test('metrics need an address, and nothing is left behind where they have none', async () => {
  const db = join(scratchFolder('sniff'), 'none.db')
  const { code, err } = await earshot('sniff', '-i', 'lo', '--metrics', 'here', '--db', db)
  expect([code, err]).toEqual([2, expect.stringMatching(/"here" is no address for metrics/)])
  expect((await earshot('runs', '--db', db)).out).toBe('no runs\n')
})
