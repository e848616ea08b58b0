// Parses capture bytes in memory, in pieces of any size.

import { Counters } from '../../sensor/base/counters.ts'
import { CaptureParser, type CaptureParserOptions } from '../../sensor/source/capture-parser.ts'
import { PacketRecorder, type RecordedPacket } from './packet-recorder.ts'

export interface ParsedCapture {
  readonly packets: readonly RecordedPacket[]
  readonly counters: Counters
  readonly state: CaptureParser['state']
}

/** Give the bytes to the parser piece by piece, as a reader would: what it leaves comes again with the next piece. */
export function parseCapture(bytes: Uint8Array, pieceBytes = bytes.length, options: CaptureParserOptions = {}): ParsedCapture {
  const recorder = new PacketRecorder()
  const counters = new Counters()
  const parser = new CaptureParser(recorder, counters, options)
  let start = 0
  let end = 0
  while (end < bytes.length) {
    end = Math.min(end + pieceBytes, bytes.length)
    start += parser.push(bytes, start, end)
  }
  parser.finish(end - start)
  return { packets: recorder.packets, counters, state: parser.state }
}
