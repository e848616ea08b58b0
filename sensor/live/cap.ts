// The npm package `cap`, an optional dependency, in a small child of our own: for machines without tcpdump and
// dumpcap. It cannot tell what the kernel drops, and its process ends when the link goes down.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { ownFile } from '../base/own-files.ts'
import type { CaptureDriver } from './driver.ts'
import { programVersion } from './program-version.ts'

/** What our child dropped because the sensor did not keep up; what the kernel drops, `cap` does not tell. */
const STATISTICS = /\b(\d+) packets captured, (\d+) packets dropped$/gm

/** Built, the child is JavaScript; from a working tree it is TypeScript and needs a loader. */
function childArguments(): string[] {
  const { path, isSource } = ownFile('sensor/live/cap-child')
  return isSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href, path] : [path]
}

export const cap: CaptureDriver = {
  name: 'cap',
  async available() {
    const answer = await programVersion(process.execPath, [...childArguments(), '--version'], /^cap (\S+)$/m)
    return answer.ok ? answer : { ok: false, why: 'the npm package cap is not installed (it is built only where libpcap headers are)' }
  },
  command: (request) => ({
    file: process.execPath,
    args: [...childArguments(), ...[request.interface, String(request.snapLength), String(request.bufferMiB), request.filter ?? '']],
  }),
  // Node keeps SIGUSR1 for its debugger
  statisticsSignal: 'SIGUSR2',
  // immediate mode: nothing waits
  settleMs: 100,
  readStatistics(stderr) {
    const last = [...stderr.matchAll(STATISTICS)].at(-1)
    return last === undefined ? undefined : { captured: Number(last[1]), kernelDropped: Number(last[2]), interfaceDropped: 0 }
  },
}
