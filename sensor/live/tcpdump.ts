// The driver of choice: on every server, drops its privileges, tells its drops, outlives its link going down.
import type { CaptureDriver, DriverStatistics } from './driver.ts'
import { programVersion } from './program-version.ts'

const KIB_PER_MIB = 1024

/** On a signal in one line with commas, at the end in several lines. The last part is there only if not zero. */
const STATISTICS =
  /\b(\d+) packets? captured[,\s]+(\d+) packets? received by filter[,\s]+(\d+) packets? dropped by kernel(?:[,\s]+(\d+) packets? dropped by interface)?/g

export const tcpdump: CaptureDriver = {
  name: 'tcpdump',
  available: () => programVersion('tcpdump', ['--version'], /tcpdump(?:\.\S{1,32})? version (\S+)/),
  command: (request) => ({
    file: 'tcpdump',
    args: [
      ...['-i', request.interface, '-n', '-s', String(request.snapLength), '-B', String(request.bufferMiB * KIB_PER_MIB)],
      // -U: a quiet link's packets must not wait in tcpdump for a buffer to fill. No --immediate-mode: it gives up
      // the kernel's block buffer for one slot a packet, which holds far fewer packets in the same memory.
      ...(request.promiscuous ? [] : ['-p']),
      ...['-U', '-w', '-'],
      ...(request.filter === undefined ? [] : ['--', request.filter]),
    ],
  }),
  statisticsSignal: 'SIGUSR1',
  // the kernel hands over a block when it is full, or after the time that tcpdump asks for
  settleMs: 1000,
  readStatistics(stderr): DriverStatistics | undefined {
    const last = [...stderr.matchAll(STATISTICS)].at(-1)
    if (last === undefined) return undefined
    const [captured, received, kernelDropped, interfaceDropped] = last.slice(1).map((digits) => Number(digits ?? 0))
    return {
      captured: captured as number,
      received: received as number,
      kernelDropped: kernelDropped as number,
      interfaceDropped: interfaceDropped as number,
    }
  },
}
