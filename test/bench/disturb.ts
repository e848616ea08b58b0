// What a bad network and a bad mirror do to a capture, without losing anything for good: 2 % of the packets come late, 2 % come twice, and 2 %
// are lost on their way and sent again. A reader that is not confused by it finds the same exchanges.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { seededRandom } from './random-api.ts'

const GLOBAL_HEADER_BYTES = 24
const RECORD_HEADER_BYTES = 16
const SHARE = 0.02
/** Late by so many packets at most; sent again after so many. */
const LATE_PACKETS = 20
const RESENT_PACKETS = 60

/** Both are pcap files as tcpdump writes them on this machine. Gives the packets of the new one. */
export function disturb(from: string, to: string): number {
  const file = readFileSync(from)
  const random = seededRandom(3)
  const places: { at: number; record: Buffer }[] = []
  let index = 0
  for (let at = GLOBAL_HEADER_BYTES; at + RECORD_HEADER_BYTES <= file.length; index++) {
    const end = at + RECORD_HEADER_BYTES + file.readUInt32LE(at + 8)
    const record = file.subarray(at, end)
    const roll = random()
    const late = (packets: number) => index + 1 + Math.floor(random() * packets)
    if (roll < SHARE) places.push({ at: late(LATE_PACKETS), record })
    else if (roll < 2 * SHARE) places.push({ at: index, record }, { at: late(LATE_PACKETS), record })
    else if (roll < 3 * SHARE) places.push({ at: index + RESENT_PACKETS, record })
    else places.push({ at: index, record })
    at = end
  }
  places.sort((a, b) => a.at - b.at)
  const out = openSync(to, 'w')
  writeSync(out, file, 0, GLOBAL_HEADER_BYTES)
  for (let start = 0; start < places.length; start += 4096)
    writeSync(out, Buffer.concat(places.slice(start, start + 4096).map(({ record }) => record)))
  closeSync(out)
  return places.length
}
