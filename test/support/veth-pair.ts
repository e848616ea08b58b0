// Two network namespaces with a cable between them, for tests that capture in earnest. Needs root and iproute2.
import { execFile, execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { CaptureDriver, PacketSink } from '../../sensor/index.ts'
import { pcapFileHeader, pcapRecordHeader, RECORD_HEADER_BYTES } from '../../sensor/live/pcap-writer.ts'

/** Is the tool there? */
export function hasTool(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

const run = (file: string, ...args: string[]): void => void execFileSync(file, args, { stdio: 'pipe' })
const ETHERNET = 1

export interface VethPair {
  /** Namespaces and the names of their ends of the cable. */
  readonly tx: string
  readonly rx: string
  readonly txDevice: string
  readonly rxDevice: string
  /** The same driver, capturing in the receiving namespace. */
  inside(driver: CaptureDriver): CaptureDriver
  /** Send these frames, at most so many a second. */
  send(frames: readonly Uint8Array[], perSecond: number): Promise<void>
  link(state: 'up' | 'down'): void
  remove(): void
}

let made = 0

/** `folder` takes the captures that are sent. IPv6 is off on both ends, so that nothing is sent but by `send`. */
export function createVethPair(folder: string): VethPair {
  const id = `${process.pid % 100_000}${made++}`
  const [tx, rx] = [`es-live-${id}-tx`, `es-live-${id}-rx`]
  const [txDevice, rxDevice] = [`el${id}t`, `el${id}r`]
  for (const space of [tx, rx]) {
    run('ip', 'netns', 'add', space)
    run('ip', 'netns', 'exec', space, 'sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv6.conf.default.disable_ipv6=1')
  }
  run('ip', 'link', 'add', txDevice, 'netns', tx, 'type', 'veth', 'peer', 'name', rxDevice, 'netns', rx)
  run('ip', '-n', tx, 'link', 'set', txDevice, 'up')
  run('ip', '-n', rx, 'link', 'set', rxDevice, 'up')
  return {
    ...{ tx, rx, txDevice, rxDevice },
    inside: (driver) => ({
      ...driver,
      command(request) {
        const { file, args } = driver.command(request)
        return { file: 'ip', args: ['netns', 'exec', rx, file, ...args] }
      },
    }),
    async send(frames, perSecond) {
      const path = `${folder}/send-${id}.pcap`
      writeFileSync(path, captureOf(frames))
      await promisify(execFile)('ip', ['netns', 'exec', tx, 'tcpreplay', '-q', '-i', txDevice, '--pps', String(perSecond), path])
    },
    link: (state) => run('ip', '-n', rx, 'link', 'set', rxDevice, state),
    remove() {
      for (const space of [tx, rx]) run('ip', 'netns', 'delete', space)
    },
  }
}

/** `count` Ethernet frames of an experimental type (IEEE 802, 88-B5) with changing lengths and content, each unlike the others. */
export function someFrames(count: number, tag: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const frame = Buffer.alloc(60 + ((index * 131) % 1400), index & 0xff)
    frame.write('02000000000202000000000188b5', 'hex')
    frame.writeUInt32BE(tag, 14)
    frame.writeUInt32BE(index, 18)
    return frame
  })
}

export function captureOf(frames: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [pcapFileHeader(ETHERNET, 262_144)]
  for (const [index, frame] of frames.entries()) {
    const head = Buffer.alloc(RECORD_HEADER_BYTES)
    pcapRecordHeader(head, 0, 1_700_000_000_000_000 + index, frame.length, frame.length)
    parts.push(head, frame)
  }
  return Buffer.concat(parts)
}

/** A sink that keeps everything. */
export function keepingSink(): PacketSink & { readonly frames: Uint8Array[]; readonly timesUs: number[] } {
  const frames: Uint8Array[] = []
  const timesUs: number[] = []
  return {
    frames,
    timesUs,
    packet(bytes, start, end, _originalLength, timestampUs) {
      frames.push(bytes.slice(start, end))
      timesUs.push(timestampUs)
    },
  }
}

/** Why tests that capture are skipped here; null when they can run. */
export function whyNoCapture(): string | null {
  const missing = ['ip', 'tcpreplay', 'sysctl'].filter((tool) => !hasTool(tool))
  if (process.getuid?.() !== 0) return 'they need root'
  if (missing.length > 0) return `absent: ${missing.join(', ')}`
  try {
    run('ip', 'netns', 'add', `es-live-${process.pid}-probe`)
    run('ip', 'netns', 'delete', `es-live-${process.pid}-probe`)
    return null
  } catch {
    return 'network namespaces cannot be made here'
  }
}
