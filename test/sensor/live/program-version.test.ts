import { expect, test } from 'vitest'
import { programVersion } from '../../../sensor/live/program-version.ts'

test('the version is found on either output', async () => {
  const node = await programVersion(process.execPath, ['-e', 'console.error("tool version 1.2")'], /version (\S+)/)
  expect(node).toEqual({ ok: true, version: '1.2' })
})

test('a program that is not there is told', async () => {
  expect(await programVersion('no-such-program', [], /x/)).toEqual({ ok: false, why: 'no-such-program is not installed' })
})

test('a program that does not start is told in its own words', async () => {
  const answer = await programVersion(
    'sh',
    ['-c', 'echo; echo "libpcap.so: cannot open shared object file" >&2; exit 127'],
    /version (\S+)/,
  )
  expect(answer).toEqual({ ok: false, why: 'sh does not start: libpcap.so: cannot open shared object file' })
  expect((await programVersion('sh', ['-c', 'true'], /version (\S+)/)).why).toMatch(/does not tell/)
})
