// One run of a driver: from the start of its process to the last byte it wrote. [I/O]
import { type ChildProcess, spawn } from 'node:child_process'
import type { CaptureDriver, CaptureRequest, DriverStatistics } from './driver.ts'

export interface DriverEnd {
  /** It had begun to capture. */
  readonly began: boolean
  /** We asked it to end. */
  readonly asked: boolean
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
}

/** How much of the driver's talk is kept: its statistics and its last words. */
const STDERR_CHARACTERS = 16 * 1024
/** How often the drain looks, how long it waits for an answer to its questions, and how long for all. */
const DRAIN_POLL_MS = 25
const ANSWER_GRACE_MS = 500
const DRAIN_PATIENCE_MS = 30_000
/** A driver that does not end on SIGINT within this time is killed. */
const END_PATIENCE_MS = 5000

export class DriverProcess {
  readonly #driver: CaptureDriver
  readonly #child: ChildProcess
  #stderr = ''
  #began = false
  #asked = false
  #statistics: DriverStatistics | undefined
  /** Looks of the drain since the last bytes came. */
  #quietPolls = 0
  /** Resolves when the driver captures (true) or has ended before (false). */
  readonly ready: Promise<boolean>
  /** Resolves when the process is gone and all it wrote was handed on. Never rejects. */
  readonly ended: Promise<DriverEnd>

  constructor(driver: CaptureDriver, request: CaptureRequest, handlers: { onBytes(bytes: Uint8Array): void; onStatistics(): void }) {
    const { file, args } = driver.command(request)
    this.#driver = driver
    // A process group of its own: the Ctrl-C of a terminal must reach us first, so that nothing is left in the buffers.
    this.#child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, LC_ALL: 'C' } })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_CHARACTERS)
      this.#statistics = driver.readStatistics(this.#stderr) ?? this.#statistics
      handlers.onStatistics()
    })
    let began = (_: boolean) => {}
    this.ready = new Promise((resolve) => {
      began = resolve
    })
    this.#child.stdout?.on('data', (bytes: Uint8Array) => {
      if (!this.#began) began((this.#began = true))
      this.#quietPolls = 0
      handlers.onBytes(bytes)
    })
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null) => {
        began(false)
        resolve({ began: this.#began, asked: this.#asked, code, signal, stderr: this.#stderr })
      }
      // the program could not be started at all
      this.#child.once('error', (error) => {
        this.#stderr += error.message
        if (this.#child.pid === undefined) end(null, null)
      })
      this.#child.once('close', end)
    })
  }

  /** The latest that the driver told. */
  get statistics(): DriverStatistics | undefined {
    return this.#statistics
  }

  /** Asks the driver for statistics, if it understands that; they arrive a little later. */
  askStatistics(): void {
    // before it captures it may not have its signal handler yet
    if (this.#began && this.#driver.statisticsSignal !== undefined) this.#child.kill(this.#driver.statisticsSignal)
  }

  /** Ends the driver once all that the kernel has now was handed on; `latestUs` is the time of the latest packet that was. */
  async end(latestUs: () => number = () => 0): Promise<DriverEnd> {
    this.#asked = true
    if (this.#began) await Promise.race([this.#drain(latestUs), this.ended])
    this.#child.kill('SIGINT')
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), END_PATIENCE_MS)
    const end = await this.ended
    clearTimeout(patience)
    return end
  }

  /** Ends the driver at once; what it holds is lost. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }

  /**
   * On SIGINT a driver leaves behind what the kernel has not handed over yet. So wait first: until a packet of later
   * than now has come; or the driver has taken as many packets as the kernel had received when we asked; or nothing
   * has come for as long as the kernel may hold a packet.
   */
  async #drain(latestUs: () => number): Promise<void> {
    const askedUs = Date.now() * 1000
    const quietMs = this.#driver.settleMs + (this.#driver.statisticsSignal === undefined ? 0 : ANSWER_GRACE_MS)
    let target: number | undefined
    let answers = 0
    this.#statistics = undefined
    this.#quietPolls = 0
    for (let waitedMs = 0; waitedMs < DRAIN_PATIENCE_MS; waitedMs += DRAIN_POLL_MS) {
      this.askStatistics()
      await delay(DRAIN_POLL_MS)
      // counted in polls, not in time: a sensor that was busy has not looked yet
      this.#quietPolls += 1
      if (latestUs() > askedUs || this.#quietPolls * DRAIN_POLL_MS >= quietMs) return
      const now = this.#takeStatistics()
      // the first answer may be that to an earlier question
      if (now?.received === undefined || ++answers === 1) continue
      target ??= now.received
      if (now.captured + now.kernelDropped >= target) return
    }
  }

  #takeStatistics(): DriverStatistics | undefined {
    const statistics = this.#statistics
    this.#statistics = undefined
    return statistics
  }
}

const delay = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
