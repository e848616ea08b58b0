// Runs as a process of its own: captures with the npm package `cap` and writes a pcap stream to standard output.
// Usage: cap-child INTERFACE SNAP_LENGTH BUFFER_MIB FILTER | cap-child --version. [I/O]
import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { OutputQueue } from './output-queue.ts'
import { pcapFileHeader, pcapRecordHeader, RECORD_HEADER_BYTES } from './pcap-writer.ts'

interface CapSession {
  /** Returns the link type by name. Each packet is copied into `into`, then the event `packet` is emitted. */
  open(device: string, filter: string, bufferBytes: number, into: Buffer): string
  on(event: 'packet', listener: (bytes: number, truncated: boolean) => void): void
  close(): void
}

/** Names that `cap` uses -> LINKTYPE_ number; others it calls `Unknown linktype N`. */
const LINK_TYPES: Readonly<Record<string, number>> = {
  NULL: 0,
  ETHERNET: 1,
  RAW: 101,
  LINKTYPE_LINUX_SLL: 113,
  IEEE802_11_RADIO: 127,
}

const BYTES_PER_MIB = 1024 * 1024
/** The longest packet `cap` gives; it says nothing about how long it was on the wire. */
const PACKET_BYTES = 65_535
/** A SIGINT may overtake packets that the kernel has already handed over. */
const LINGER_MS = 50

// `cap` keeps a pointer into this buffer but no reference: it must never be garbage.
const packet = Buffer.allocUnsafeSlow(PACKET_BYTES + 1)
const recordHead = Buffer.allocUnsafeSlow(RECORD_HEADER_BYTES)
let captured = 0
let dropped = 0

function main([device = '', snapText = '', bufferText = '', filter = '']: readonly string[]): void {
  const load = createRequire(import.meta.url)
  if (device === '--version') {
    load('cap')
    process.stdout.write(`cap ${(load('cap/package.json') as { version: string }).version}\n`)
    return
  }
  const { Cap } = load('cap') as { Cap: new () => CapSession }
  const session = new Cap()
  const linkName = session.open(device, filter, Number(bufferText) * BYTES_PER_MIB, packet)
  const linkType = LINK_TYPES[linkName] ?? Number(/^Unknown linktype (\d+)$/.exec(linkName)?.[1] ?? 0)
  const snapLength = Math.min(Number(snapText), PACKET_BYTES)
  // cap's ring in the kernel holds about a thousand packets, whatever its size: the real buffer is this queue
  const output = new OutputQueue(Number(bufferText) * BYTES_PER_MIB)
  output.add(pcapFileHeader(linkType, snapLength))
  session.on('packet', (bytes) => onPacket(output, bytes, Math.min(bytes, snapLength)))
  process.on('SIGUSR2', tell)
  process.on('SIGINT', () =>
    setTimeout(() => {
      session.close()
      tell()
      output.whenEmpty(() => process.exit(0))
    }, LINGER_MS),
  )
}

function onPacket(output: OutputQueue, bytes: number, kept: number): void {
  // `cap` gives no time stamps: this is when the packet reached us
  const timeUs = Math.floor((performance.timeOrigin + performance.now()) * 1000)
  pcapRecordHeader(recordHead, 0, timeUs, kept, bytes)
  captured += 1
  if (!output.add(recordHead, packet.subarray(0, kept))) dropped += 1
}

function tell(): void {
  process.stderr.write(`${captured} packets captured, ${dropped} packets dropped\n`)
}

try {
  main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`cap: ${(error as Error).message}\n`)
  process.exitCode = 1
}
