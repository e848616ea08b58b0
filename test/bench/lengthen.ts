// A capture as often as one likes, one behind the other, each with times of its own: what start-up costs then matters less, and what is paid for each
// packet is seen.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

const GLOBAL_HEADER_BYTES = 24
const RECORD_HEADER_BYTES = 16
/** Between two: no connection is held to go on. */
const APART_SECONDS = 1800

/** Both are pcap files as tcpdump writes them on this machine. Gives the packets of the new one. */
export function lengthen(from: string, to: string, times: number): number {
  const file = readFileSync(from)
  const out = openSync(to, 'w')
  writeSync(out, file, 0, GLOBAL_HEADER_BYTES)
  let packets = 0
  for (let round = 0; round < times; round++) {
    for (let at = GLOBAL_HEADER_BYTES; at + RECORD_HEADER_BYTES <= file.length; packets++) {
      if (round > 0) file.writeUInt32LE(file.readUInt32LE(at) + APART_SECONDS, at)
      at += RECORD_HEADER_BYTES + file.readUInt32LE(at + 8)
    }
    for (let at = GLOBAL_HEADER_BYTES; at < file.length; ) at += writeSync(out, file, at)
  }
  closeSync(out)
  return packets
}
