import { execFile } from 'node:child_process'
import { expect, test } from 'vitest'
import { cap } from '../../../sensor/live/cap.ts'

// What it captures is tested with the other drivers in live-capture.test.ts.
test('a device that is not there ends it with one sentence and no stack', async () => {
  const { file, args } = cap.command({ interface: 'nosuch0', snapLength: 100, bufferMiB: 1, promiscuous: true })
  const { code, out, err } = await new Promise<{ code: unknown; out: string; err: string }>((resolve) =>
    execFile(file, args, (error, out, err) => resolve({ code: error?.code, out, err })),
  )
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^cap: .+/m)
  expect(err).not.toMatch(/^\s+at /m)
})
