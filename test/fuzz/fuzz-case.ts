// One case of the fuzzer: a seed and a number make a mutant, which goes through the whole program in memory; what must always hold is checked.

import { type FileOptions, type WrittenPacket, writePcap, writePcapng } from '../../fixtures/build/capture-writer.ts'
import { seededRandom } from '../../fixtures/build/random.ts'
import { AiObserver, judge, Learner, Observer } from '../../inventory/index.ts'
import { createPipeline, type Exchange, type FlowSummary } from '../../reconstruct/index.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../../sensor/base/limits.ts'
import { CaptureParser } from '../../sensor/index.ts'
import { Ledger } from '../support/ledger.ts'
import { FILE_MUTATIONS } from './mutate-file.ts'
import { type Dice, dice, PACKET_MUTATIONS } from './mutate-packets.ts'
import type { SeedCapture } from './seed-captures.ts'

export interface CaseResult {
  readonly packets: number
  /** What went wrong, in words; empty when all is well. */
  readonly faults: readonly string[]
}

const PACKETS_PER_CASE = 300
/** Far above what a case takes (some ten milliseconds), also on a busy machine. */
const CASE_MS = 4000

/** Bounds so low that every case runs into them. */
const NARROW: Limits = {
  ...DEFAULT_LIMITS,
  ...{ encapsulationDepth: 2, fragmentDatagrams: 2, fragmentsPerDatagram: 3, fragmentTotalBytes: 2000 },
  ...{
    flows: 3,
    outOfOrderBytes: 2000,
    outOfOrderSegments: 3,
    outOfOrderTotalBytes: 4000,
    implausibleHoleBytes: 3000,
    outOfRangeSegments: 2,
  },
  ...{ notHttpBytes: 40, startLineBytes: 24, headBytes: 160, headScanBytes: 400, headerFields: 2, bodyBytes: 50, decodedBodyBytes: 80 },
  ...{ pipelinedRequests: 2, interimResponses: 1, resyncBytes: 300, messageTotalBytes: 400, heldResponseBytes: 60, headerNames: 3 },
  ...{ clientHelloBytes: 50, contentCodings: 1, inflateRatio: 2, bombsPerFlow: 1 },
  ...{ services: 2, trieNodes: 40, pendingPaths: 4, candidates: 4, schemaDepth: 2, schemaNodes: 20, tapeRows: 20, internedKeys: 4 },
}

/** The numbers that decide everything about case `index` of this seed. */
const randomOf = (seed: number, index: number) => seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))

/** The bytes of a mutated capture file, the same for the same numbers. */
export function mutant(seeds: readonly SeedCapture[], seed: number, index: number): Uint8Array {
  const roll = dice(randomOf(seed, index))
  const packets = excerpt((seeds[index % seeds.length] as SeedCapture).packets, roll)
  const others = excerpt(roll.pick(seeds).packets, roll)
  for (let times = roll.below(8); times >= 0 && packets.length > 0; times--) roll.pick(PACKET_MUTATIONS)({ packets, others, dice: roll })
  let file = asFile(packets.slice(0, 2 * PACKETS_PER_CASE), roll)
  if (roll.chance(0.3)) {
    const other = asFile(others, roll)
    for (let times = roll.below(3); times >= 0 && file.length > 0; times--) file = roll.pick(FILE_MUTATIONS)(file, other, roll)
  }
  return file
}

function excerpt(packets: readonly WrittenPacket[], roll: Dice): WrittenPacket[] {
  const from = packets.length <= PACKETS_PER_CASE || roll.chance(0.5) ? 0 : roll.below(packets.length)
  return packets.slice(from, from + PACKETS_PER_CASE)
}

function asFile(packets: readonly WrittenPacket[], roll: Dice): Uint8Array {
  const options: FileOptions = { bigEndian: roll.chance(0.2), precision: roll.pick(['us', 'ns']), modified: roll.chance(0.1) }
  const mixed = packets.some((packet) => packet.linkType !== packets[0]?.linkType)
  return mixed || roll.chance(0.3) ? writePcapng(packets, options) : writePcap(packets, options)
}

/** Run one case. Never throws. */
export function runCase(seeds: readonly SeedCapture[], seed: number, index: number): CaseResult {
  const started = performance.now()
  try {
    const file = mutant(seeds, seed, index)
    const roll = dice(randomOf(seed, ~index))
    const limits = roll.chance(0.4) ? NARROW : DEFAULT_LIMITS
    const first = runFile(file, { limits, pieceBytes: 1 + roll.below(Math.max(1, file.length)), learn: true, windows: roll.chance(0.2) })
    const faults = [...first.faults]
    if (index % 4 === 0) {
      const again = runFile(file, { limits, pieceBytes: file.length, learn: false, windows: false })
      if (again.told !== first.told) faults.push('other exchanges when the file is read in other pieces')
    }
    const ms = performance.now() - started
    if (ms > CASE_MS) faults.push(`took ${Math.round(ms)} ms`)
    return { packets: first.packets, faults }
  } catch (error) {
    return { packets: 0, faults: [(error as Error).stack ?? String(error)] }
  }
}

interface RunOptions {
  readonly limits: Limits
  readonly pieceBytes: number
  readonly learn: boolean
  readonly windows: boolean
}

function runFile(file: Uint8Array, options: RunOptions): { packets: number; faults: string[]; told: string } {
  const { limits, pieceBytes, learn, windows } = options
  const counters = new Counters()
  const observer = new Observer({})
  const learner = new Learner()
  const ai = new AiObserver()
  const told: string[] = []
  const sink = {
    exchange(exchange: Exchange) {
      told.push(exchangeText(exchange))
      if (!learn) return
      ai.observe(exchange)
      const observation = observer.observe(exchange)
      if (observation !== null) learner.add(observation)
    },
    flow(summary: FlowSummary) {
      if (!learn) return
      ai.flow(summary)
      learner.addFlow(summary)
    },
  }
  const ledger = new Ledger(counters, sink)
  const pipeline = createPipeline({ counters, limits, sink: ledger })
  const parser = new CaptureParser(pipeline.packets, counters, { limits })
  let at = 0
  for (let end = 0; end < file.length; ) {
    end = Math.min(end + pieceBytes, file.length)
    at += parser.push(file, at, end)
    if (windows) pipeline.endWindow()
  }
  parser.finish(file.length - at)
  pipeline.finish()
  if (learn) {
    ai.finish()
    judge(learner.finalise(), { specs: [], now: 0 })
  }
  return { packets: counters.get('capture.packets'), faults: ledger.breaches(), told: told.join('\n') }
}

function exchangeText({ flow, pairing, request, response, interim }: Exchange): string {
  const sides = [request, response].map((message) => {
    if (message === null) return '-'
    for (let field = 0; field < message.fieldCount; field++) void (message.fieldName(field) + message.fieldValue(field))
    return `${message.method} ${message.target()} ${message.status} ${message.bodyBytes} ${message.decodedBytes()} ${message.truncated}`
  })
  return `${flow.clientPort} ${pairing} ${sides.join(' | ')} ${interim.join()}`
}
