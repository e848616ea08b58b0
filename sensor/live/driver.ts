// What a capture driver is: a program that captures packets and writes them to its standard output as a pcap or
// pcapng stream. It runs as a child process, so that neither a crash nor a stall of it reaches the sensor.

export type DriverName = 'tcpdump' | 'dumpcap' | 'cap'

/** What a driver is asked to capture. All sizes have their defaults filled in. */
export interface CaptureRequest {
  readonly interface: string
  /** BPF filter text, passed on as it is. */
  readonly filter?: string
  /** Bytes kept of each packet. */
  readonly snapLength: number
  /** Size of the kernel's ring buffer. */
  readonly bufferMiB: number
  readonly promiscuous: boolean
}

/** The command line of a driver. */
export interface DriverCommand {
  readonly file: string
  readonly args: readonly string[]
}

/** What a driver says about itself: packets, counted since it was started. */
export interface DriverStatistics {
  /** Packets it has taken out of the kernel's buffer. */
  readonly captured: number
  /** Packets that passed the filter in the kernel, those still waiting and those dropped included. */
  readonly received?: number
  readonly kernelDropped: number
  readonly interfaceDropped: number
}

export interface DriverAvailability {
  readonly ok: boolean
  readonly version?: string
  /** Why not, in one sentence. */
  readonly why?: string
}

export interface CaptureDriver {
  readonly name: DriverName
  /** Is the program there and does it start? Says nothing about permission. */
  available(): Promise<DriverAvailability>
  /** Once it captures, the driver writes the head of its stream at once: that is how we know. */
  command(request: CaptureRequest): DriverCommand
  /** The signal that makes the driver print its statistics and go on; undefined when there is none. */
  readonly statisticsSignal?: NodeJS.Signals
  /** Longest time a packet waits in the kernel's buffer before the driver takes it. */
  readonly settleMs: number
  /** The latest statistics in what the driver wrote to stderr; undefined when the text holds none. */
  readStatistics(stderr: string): DriverStatistics | undefined
}
