// What needs no interface; test/live.test.ts sniffs for real.

import { expect, test } from 'vitest'
import { earshot } from '../../support/memory-io.ts'

test('without an interface it says where to find one', async () => {
  expect(await earshot('sniff')).toMatchObject({ code: 2, err: expect.stringContaining('earshot interfaces') })
})

test('times must be times', async () => {
  expect((await earshot('sniff', '-i', 'lo', '--duration', 'long')).err).toMatch(/--duration must be a time/)
})
