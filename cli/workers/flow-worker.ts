// A worker: takes blocks of segments from its ring, rebuilds the exchanges of its flows and learns from them. It never returns to its event
// loop, so what it has to say it says at once, and what it is told waits at the port until the stream says that it is there.

import { receiveMessageOnPort } from 'node:worker_threads'
import { ExchangeLearner } from '../../inventory/index.ts'
import { createFlowEnd, RingReader } from '../../reconstruct/index.ts'
import { assert } from '../../sensor/base/assert.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { limitsOfWorker } from '../../sensor/base/limits.ts'
import type { OverloadLevel } from '../../sensor/base/overload.ts'
import { type FromWorker, MARK, type ToWorker, type WorkerStart } from './worker-terms.ts'

/** Work until the mark `finish`, or until a fault of our own, which is told to the other side. */
export function runFlowWorker({ answers, ...start }: WorkerStart): void {
  const say = (message: FromWorker, transfer: ArrayBuffer[] = []): void => {
    start.port.postMessage(message, transfer)
    const word = new Int32Array(answers)
    Atomics.add(word, 0, 1)
    Atomics.notify(word, 0)
  }
  try {
    work(start, say)
  } catch (fault) {
    // told, not thrown: a thread that is stopped while it throws takes the whole process with it
    say({ kind: 'failed', fault })
  }
}

function work(
  { ring, settings, workers, counters, port }: Omit<WorkerStart, 'answers'>,
  say: (message: FromWorker, transfer?: ArrayBuffer[]) => void,
): void {
  const learner = new ExchangeLearner(settings, new Counters(new Float64Array(counters)))
  let isOver = false
  const answer = (): void => {
    const began = performance.now()
    // a copy of its own: what it was written in is larger, and may be shared
    const bytes = learner.encode().slice()
    say({ kind: 'learned', bytes, tookMs: performance.now() - began }, [bytes.buffer])
  }
  const setLevel = (level: OverloadLevel): void => {
    flows.setLevel(level)
    learner.level = level
  }
  const flows = createFlowEnd({
    sink: learner,
    counters: learner.counters,
    limits: limitsOfWorker(workers),
    depth: settings.depth === 'headers' ? 'headers' : 'full',
    onFault: (fault) => say({ kind: 'fault', fault }),
    onMark(mark) {
      if (mark >= MARK.level) return setLevel((mark - MARK.level) as OverloadLevel)
      if (mark === MARK.window) flows.endWindow()
      if (mark === MARK.finish) flows.finish()
      if (mark === MARK.restart) learner.restart(knownAt(port))
      else answer()
      isOver = mark === MARK.finish
    },
  })
  const reader = new RingReader(ring)
  while (!isOver) {
    const block = reader.take()
    if (block === null) reader.wait()
    else flows.read(block)
  }
}

function knownAt(port: WorkerStart['port']) {
  const received = receiveMessageOnPort(port)?.message as ToWorker | undefined
  assert(received !== undefined, 'a worker was told to begin anew and not with what')
  return received.known
}
