// One live capture over the deaths of its drivers: starts, watches, restarts and ends them, and sums their drops. [I/O]
import type { Counters } from '../base/counters.ts'
import { DEFAULT_LIMITS } from '../base/limits.ts'
import type { PacketSink } from '../packet.ts'
import { CaptureParser } from '../source/capture-parser.ts'
import { ParserFeed } from '../source/parser-feed.ts'
import { BackOff } from './back-off.ts'
import type { CaptureDriver, CaptureRequest } from './driver.ts'
import { type DriverFailure, driverSentence, explainFailure } from './driver-failure.ts'
import { type DriverEnd, DriverProcess } from './driver-process.ts'
import type { LiveCapture, LiveCaptureEvents, LiveStatus } from './live-capture.ts'

export interface SessionParts {
  readonly sink: PacketSink
  readonly counters: Counters
  readonly events: LiveCaptureEvents
  readonly interfaceBase: number
}

const STATISTICS_EVERY_MS = 2000

export class LiveSession implements LiveCapture {
  readonly #driver: CaptureDriver
  readonly #request: CaptureRequest
  readonly #parts: SessionParts
  readonly #backOff = new BackOff()
  #process: DriverProcess | undefined
  #latestUs = () => 0
  #state: LiveStatus['state'] = 'starting'
  #stopping: Promise<void> | undefined
  #wake = () => {}
  #restarts = 0
  /** Drops of drivers that have ended, and of the one that runs. */
  #past = { kernel: 0, interface: 0 }
  #current = { kernel: 0, interface: 0 }
  #timer: NodeJS.Timeout | undefined
  #resolveDone = () => {}
  #rejectDone = (_: unknown) => {}
  readonly done: Promise<void>

  constructor(driver: CaptureDriver, request: CaptureRequest, parts: SessionParts) {
    this.#driver = driver
    this.#request = request
    this.#parts = parts
    this.done = new Promise((resolve, reject) => {
      this.#resolveDone = resolve
      this.#rejectDone = reject
    })
    // whoever does not look at `done` still learns of the failure from `stop`
    this.done.catch(() => {})
  }

  get driver() {
    return this.#driver.name
  }

  get status(): LiveStatus {
    return {
      state: this.#state,
      driver: this.#driver.name,
      kernelDropped: this.#past.kernel + this.#current.kernel,
      interfaceDropped: this.#past.interface + this.#current.interface,
      restarts: this.#restarts,
    }
  }

  /** Start the first driver. Resolves with the reason when it does not come to capture. */
  async start(): Promise<DriverFailure | undefined> {
    const run = this.#launch()
    if (!(await run.process.ready)) return explainFailure(this.#driver.name, this.#request, (await run.finished).stderr)
    this.#enter('capturing')
    this.#timer = setInterval(() => this.refreshDrops(), STATISTICS_EVERY_MS)
    this.#timer.unref()
    this.#supervise(run.finished).then(this.#resolveDone, this.#rejectDone)
    return undefined
  }

  refreshDrops(): void {
    this.#process?.askStatistics()
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  async #stop(): Promise<void> {
    this.#enter('stopping')
    this.#wake()
    await this.#process?.end(this.#latestUs)
    await this.done.catch(() => {})
  }

  /** From the end of one driver to the next start, until the capture is stopped or cannot go on. */
  async #supervise(first: Promise<DriverEnd>): Promise<void> {
    try {
      let startedAt = Date.now()
      for (let end = await first; this.#stopping === undefined; ) {
        const why = endedHow(this.#driver.name, end)
        this.#backOff.ended(Date.now() - startedAt)
        this.#enter('waiting')
        this.#parts.events.onRestart?.(why)
        const finished = await this.#restart()
        if (finished === undefined) return
        startedAt = Date.now()
        end = await finished
      }
    } finally {
      clearInterval(this.#timer)
      this.#enter('stopped')
    }
  }

  /** Try until a driver captures again; undefined when the capture was stopped meanwhile. */
  async #restart(): Promise<Promise<DriverEnd> | undefined> {
    while (this.#stopping === undefined) {
      await this.#pause(this.#backOff.nextMs())
      if (this.#stopping !== undefined) break
      const run = this.#launch()
      if (await run.process.ready) {
        this.#restarts += 1
        this.#parts.counters.add('capture.driver-restarts')
        if (this.#stopping === undefined) this.#enter('capturing')
        return run.finished
      }
      const { stderr } = await run.finished
      const { kind, error } = explainFailure(this.#driver.name, this.#request, stderr)
      // the interface may come back; a right or a filter does not
      if (kind === 'no-permission' || kind === 'filter') throw error
    }
    return undefined
  }

  #launch(): { process: DriverProcess; finished: Promise<DriverEnd> } {
    const { sink, counters, events, interfaceBase } = this.#parts
    const parser = new CaptureParser(sink, counters, { interfaceBase })
    const feed = new ParserFeed(parser, DEFAULT_LIMITS)
    const process = new DriverProcess(this.#driver, this.#request, {
      onBytes: (bytes) => {
        feed.write(bytes)
        events.onRead?.(bytes.length, parser.latestUs)
        // what it writes is no capture any more; counted by the parser, and a new driver begins afresh
        if (parser.stopped) process.kill()
      },
      onStatistics: () => this.#takeDrops(process),
    })
    this.#process = process
    this.#latestUs = () => parser.latestUs
    const finished = process.ended.then((end) => {
      // a driver that we ended may have been about to write
      if (end.began && !end.asked) feed.finish(false)
      this.#past = { kernel: this.#past.kernel + this.#current.kernel, interface: this.#past.interface + this.#current.interface }
      this.#current = { kernel: 0, interface: 0 }
      return end
    })
    return { process, finished }
  }

  #takeDrops(from: DriverProcess): void {
    const statistics = from.statistics
    if (statistics === undefined || from !== this.#process) return
    const kernel = Math.max(statistics.kernelDropped, this.#current.kernel)
    const byInterface = Math.max(statistics.interfaceDropped, this.#current.interface)
    if (kernel === this.#current.kernel && byInterface === this.#current.interface) return
    this.#parts.counters.add('capture.kernel-dropped', kernel - this.#current.kernel)
    this.#parts.counters.add('capture.interface-dropped', byInterface - this.#current.interface)
    this.#current = { kernel, interface: byInterface }
    this.#parts.events.onStatus?.(this.status)
  }

  #enter(state: LiveStatus['state']): void {
    if (this.#state === state) return
    this.#state = state
    this.#parts.events.onStatus?.(this.status)
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

function endedHow(driver: string, end: DriverEnd): string {
  if (end.signal !== null) return `${driver} was ended by ${end.signal}`
  return `${driver} ended by itself: ${driverSentence(end.stderr)}`
}
