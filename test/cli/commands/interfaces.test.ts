import { expect, test } from 'vitest'
import { earshot } from '../../support/memory-io.ts'

test('the loopback is there and up', async () => {
  const { interfaces } = JSON.parse((await earshot('interfaces', '--format', 'json')).out)
  expect(interfaces).toContainEqual(expect.objectContaining({ name: 'lo', loopback: true }))
  expect((await earshot('interfaces')).out).toMatch(/INTERFACE +STATE/)
})
