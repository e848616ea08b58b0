import { expect, test } from 'vitest'
import { earshot } from '../../support/memory-io.ts'

test('each check says what was found, and what to type if that is not enough', async () => {
  const { code, out } = await earshot('doctor')
  expect([0, 1]).toContain(code)
  expect(out).toMatch(/tcpdump/)
  const { checks } = JSON.parse((await earshot('doctor', '--format', 'json')).out)
  for (const check of checks) expect(check.ok || check.remedy, check.what).toBeTruthy()
})
