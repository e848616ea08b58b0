import { expect, test } from 'vitest'
import { startPulse } from '../../cli/pulse.ts'

test('it beats until it is stopped', async () => {
  let beats = 0
  const pulse = await new Promise<ReturnType<typeof startPulse>>((resolve) => {
    const started = startPulse(() => {
      if (++beats === 3) resolve(started)
    }, 1)
  })
  pulse.stop()
  const before = beats
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(beats).toBe(before)
})

test('a beat that throws is told to who waits, and to nobody else', async () => {
  const pulse = startPulse(() => {
    throw new Error('the disk is full')
  }, 1)
  await expect(pulse.failed).rejects.toThrow('the disk is full')
  pulse.stop()
})
