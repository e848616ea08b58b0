// Captures from a network interface, through a driver in a child process, into a packet sink. [I/O]

import { assert } from '../base/assert.ts'
import type { Counters } from '../base/counters.ts'
import { UserError } from '../base/errors.ts'
import type { PacketSink } from '../packet.ts'
import type { CaptureDriver, CaptureRequest, DriverName } from './driver.ts'
import type { DriverFailure } from './driver-failure.ts'
import { usableDrivers } from './drivers.ts'
import { LiveSession } from './live-session.ts'

export interface LiveCaptureOptions {
  readonly interface: string
  /** BPF filter text. */
  readonly filter?: string
  /** Default: the first of `DRIVERS` that is installed. */
  readonly driver?: DriverName
  /** Bytes kept of each packet; default 262144, which is all of it. */
  readonly snapLength?: number
  /** The kernel's ring buffer; default 256. */
  readonly bufferMiB?: number
  /** Default true. */
  readonly promiscuous?: boolean
  /** Tells this capture from others of the same run; default 0. */
  readonly interfaceBase?: number
}

/** How the capture is doing. Packets and bytes are in the counters. */
export interface LiveStatus {
  /** `waiting`: the driver ended by itself and will be started again. */
  readonly state: 'starting' | 'capturing' | 'waiting' | 'stopping' | 'stopped'
  readonly driver: DriverName
  /** Dropped over all drivers of this capture, as far as they said. */
  readonly kernelDropped: number
  readonly interfaceDropped: number
  readonly restarts: number
}

export interface LiveCaptureEvents {
  /** After every change of state and of the drop counters. */
  onStatus?(status: LiveStatus): void
  /** `bytes` of the capture were handed to the sink; `latestUs` is the time of the latest packet, 0 before the first. */
  onRead?(bytes: number, latestUs: number): void
  /** The driver ended by itself; `why` is one sentence. It is started again. */
  onRestart?(why: string): void
}

export interface LiveCapture {
  readonly driver: DriverName
  readonly status: LiveStatus
  /** Ends the driver, hands everything it had captured to the sink, then resolves. May be called twice. */
  stop(): Promise<void>
  /** Resolves when the capture has ended by `stop`; rejects with a `UserError` when it cannot go on. */
  readonly done: Promise<void>
  /** Ask the driver for its drop counters now (done every few seconds anyway). */
  refreshDrops(): void
}

const SNAP_LENGTH = 262_144
const BUFFER_MIB = 256

/**
 * Starts to capture. Resolves once the driver captures: packets that are sent afterwards are seen.
 * Rejects with a `UserError` when it cannot: no such interface, interface down, no permission, filter not
 * understood, no driver installed. Counts `capture.kernel-dropped`, `capture.interface-dropped` and
 * `capture.driver-restarts`; packets and bytes are counted by the parser behind it.
 */
export async function startLiveCapture(
  options: LiveCaptureOptions,
  sink: PacketSink,
  counters: Counters,
  events: LiveCaptureEvents = {},
): Promise<LiveCapture> {
  return captureWith(await usableDrivers(options.driver), options, sink, counters, events)
}

/** As `startLiveCapture`, with the first of these drivers that has the right to capture. */
export async function captureWith(
  drivers: readonly CaptureDriver[],
  options: LiveCaptureOptions,
  sink: PacketSink,
  counters: Counters,
  events: LiveCaptureEvents = {},
): Promise<LiveCapture> {
  const request = requestOf(options)
  let first: DriverFailure | undefined
  for (const driver of drivers) {
    const session = new LiveSession(driver, request, { sink, counters, events, interfaceBase: options.interfaceBase ?? 0 })
    const failure = await session.start()
    if (failure === undefined) return session
    first ??= failure
    // another program may have been given the right, as dumpcap often is
    if (failure.kind !== 'no-permission') break
  }
  assert(first !== undefined, 'there is at least one driver')
  throw first.error
}

function requestOf(options: LiveCaptureOptions): CaptureRequest {
  const { filter, snapLength = SNAP_LENGTH, bufferMiB = BUFFER_MIB, promiscuous = true } = options
  if (options.interface === '') throw new UserError('the name of the interface is empty', { hint: '`earshot interfaces` lists them.' })
  const filterGiven = filter !== undefined && filter.trim() !== ''
  return { interface: options.interface, snapLength, bufferMiB, promiscuous, ...(filterGiven ? { filter } : {}) }
}
