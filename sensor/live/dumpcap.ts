// The capture program of Wireshark: may be used by members of the group `wireshark` without being root.
import type { CaptureDriver, DriverStatistics } from './driver.ts'
import { programVersion } from './program-version.ts'

/** Packets received/dropped on interface 'eth0': 100/7 (pcap:5/dumpcap:2/flushed:0/ps_ifdrop:0) (93.5%) */
const STATISTICS = /received\/dropped on interface '[^'\n]*': (\d+)\/\d+ \(pcap:(\d+)\/dumpcap:(\d+)\/flushed:(\d+)\/ps_ifdrop:(\d+)\)/g

export const dumpcap: CaptureDriver = {
  name: 'dumpcap',
  available: () => programVersion('dumpcap', ['--version'], /^Dumpcap \(Wireshark\) ([\d.]+)/m),
  command: (request) => ({
    file: 'dumpcap',
    args: [
      ...['-i', request.interface, '-q', '-s', String(request.snapLength), '-B', String(request.bufferMiB)],
      ...(request.promiscuous ? [] : ['-p']),
      ...(request.filter === undefined ? [] : ['-f', request.filter]),
      ...['-P', '-w', '-'],
    ],
  }),
  // it asks the kernel for a block every 250 ms
  settleMs: 500,
  readStatistics(stderr): DriverStatistics | undefined {
    const last = [...stderr.matchAll(STATISTICS)].at(-1)
    if (last === undefined) return undefined
    const [captured, byKernel, byDumpcap, flushed, byInterface] = last.slice(1).map(Number) as [number, number, number, number, number]
    return { captured, kernelDropped: byKernel + byDumpcap + flushed, interfaceDropped: byInterface }
  },
}
