// The coverage ledger: what share of the traffic could be read, and in words what could not, so that silence is never taken for absence.

import type { CounterId } from '../../sensor/base/counters.ts'
import type { Coverage, ServerCoverage } from '../model.ts'

/** One server address in the ledger. Shares are 0 … 1. */
export interface LedgerRow {
  readonly address: string
  readonly names: readonly string[]
  readonly flows: number
  readonly bytes: number
  /** Share of payload bytes that was read as HTTP/1. */
  readonly readShare: number
  readonly encryptedShare: number
  /** HTTP/2, opaque tunnels and other protocols. */
  readonly otherShare: number
  /** Share of bytes known to be missing. */
  readonly gapShare: number
  readonly oneSidedShare: number
  readonly requests: number
  readonly responses: number
  readonly exchanges: number
  /** Sentences; empty when all was read. */
  readonly diagnosis: readonly string[]
}

export interface Ledger {
  readonly packets: number
  readonly bytes: number
  /** Packets that the kernel or the interface dropped before earshot saw them. */
  readonly dropped: number
  readonly rows: readonly LedgerRow[]
  /** Sentences about the capture as a whole, most important first; empty when nothing is amiss. */
  readonly diagnosis: readonly string[]
  /** An estimate of the exchanges that the network carried and that could not be read whole. */
  readonly lostExchanges: number
  /** The same as a share of all exchanges, 0 … 1. */
  readonly lostShare: number
}

export function createLedger(coverage: Coverage): Ledger {
  const count = (id: CounterId): number => coverage.counters.get(id) ?? 0
  const rows = [...coverage.servers.values()].map(ledgerRow).sort((a, b) => b.bytes - a.bytes || (a.address < b.address ? -1 : 1))
  const lost = lostExchanges(count)
  return {
    packets: count('capture.packets'),
    bytes: count('capture.bytes'),
    dropped: count('capture.kernel-dropped') + count('capture.interface-dropped'),
    rows,
    diagnosis: diagnoseCapture(count, coverage, lost),
    ...lost,
  }
}

/**
 * Pairs that miss bytes, and halves whose other half is missing. Requests that were not answered before their connection ended are not lost if no
 * byte is missing: nobody answered. A pair that was refused for doubt counts twice, an exchange lost without a trace not at all; with packets lost at
 * random, up to one in twenty, both stay far below one exchange in a hundred.
 */
function lostExchanges(count: (id: CounterId) => number): Pick<Ledger, 'lostExchanges' | 'lostShare'> {
  const requests = count('http.no-response-gap') + count('http.no-response-one-sided') + count('http.no-response-eof')
  const lost = requests + count('http.orphan-responses') + count('http.exchanges-with-gaps')
  const whole = count('http.exchanges') - count('http.exchanges-with-gaps')
  return { lostExchanges: lost, lostShare: ratio(lost, lost + whole) }
}

function ledgerRow(server: ServerCoverage): LedgerRow {
  const bytes = sum(server.bytes.values())
  const of = (kind: 'http/1' | 'http/2' | 'tls' | 'opaque' | 'other') => server.bytes.get(kind) ?? 0
  const row = {
    address: server.address,
    names: [...new Set([...server.hosts.keys(), ...server.serverNames.keys()])].sort(),
    flows: server.flows,
    bytes,
    readShare: ratio(of('http/1'), bytes),
    encryptedShare: ratio(of('tls'), bytes),
    otherShare: ratio(of('http/2') + of('opaque') + of('other'), bytes),
    gapShare: ratio(server.gapBytes, bytes + server.gapBytes),
    oneSidedShare: ratio(server.oneSidedFlows, server.flows),
    requests: server.requests,
    responses: server.responses,
    exchanges: server.exchanges,
  }
  return { ...row, diagnosis: diagnoseServer(row, server) }
}

function diagnoseServer(row: Omit<LedgerRow, 'diagnosis'>, server: ServerCoverage): string[] {
  const said: string[] = []
  if (row.encryptedShare > 0.005)
    said.push(`${percent(row.encryptedShare)} of the bytes to ${row.address} were TLS: nothing inside was read`)
  const http2 = ratio(server.bytes.get('http/2') ?? 0, row.bytes)
  if (http2 > 0.005) said.push(`${percent(http2)} of the bytes to ${row.address} were HTTP/2, which was not read`)
  const opaque = ratio(server.bytes.get('opaque') ?? 0, row.bytes)
  if (opaque > 0.005)
    said.push(`${percent(opaque)} of the bytes to ${row.address} went through an upgraded connection or tunnel, which was not read`)
  const other = ratio(server.bytes.get('other') ?? 0, row.bytes)
  if (other > 0.005) said.push(`${percent(other)} of the bytes to ${row.address} were no HTTP`)
  if (row.gapShare > 0.001) said.push(`${percent(row.gapShare)} of the bytes to and from ${row.address} are missing from the capture`)
  if (row.oneSidedShare > 0.05)
    said.push(
      `${percent(row.oneSidedShare)} of the connections to ${row.address} were captured in one direction only: is only one direction mirrored?`,
    )
  return said
}

function diagnoseCapture(
  count: (id: CounterId) => number,
  coverage: Coverage,
  { lostExchanges, lostShare }: Pick<Ledger, 'lostExchanges' | 'lostShare'>,
): string[] {
  const said: string[] = []
  const packets = count('capture.packets')
  const say = (when: boolean, text: string) => void (when && said.push(text))
  const dropped = count('capture.kernel-dropped')
  say(packets === 0, 'no packets arrived: is this the right interface, and does the filter match?')
  say(
    dropped > 0,
    `the kernel dropped ${percent(ratio(dropped, packets + dropped))} of the packets: give it a larger --buffer, or a narrower --filter`,
  )
  say(
    count('capture.interface-dropped') > 0,
    `the interface dropped ${number(count('capture.interface-dropped'))} packets before they reached the kernel`,
  )
  say(
    count('capture.truncated-packets') > packets / 1000,
    `${percent(ratio(count('capture.truncated-packets'), packets))} of the packets were cut by the snap length: capture with a snap length of 262144`,
  )
  say(count('capture.file-truncated') > 0, 'a capture ends in the middle of a packet; what could be read until there counts')
  say(count('capture.malformed-records') > 0, 'a capture holds a damaged record; what could be read until there counts')
  say(
    count('decode.unsupported-link-type') > 0,
    `${number(count('decode.unsupported-link-type'))} packets have a link type that earshot cannot read`,
  )
  const flows = count('tcp.flows-syn') + count('tcp.flows-syn-ack') + count('tcp.flows-midstream')
  say(packets > 0 && flows === 0, 'there was no TCP in the traffic')
  say(flows > 0 && count('tcp.payload-bytes') > 0 && count('http.requests') + count('http.responses') === 0, noHttpReason(count, coverage))
  const oneSided = count('tcp.one-sided-flows')
  say(
    flows > 0 && oneSided / flows > 0.2,
    `${percent(ratio(oneSided, flows))} of the connections were captured in one direction only: is only one direction mirrored?`,
  )
  const gapBytes = count('tcp.gap-bytes-acked') + count('tcp.gap-bytes-timeout') + count('tcp.gap-bytes-limit')
  say(
    gapBytes > count('tcp.payload-bytes') / 1000,
    `${percent(ratio(gapBytes, gapBytes + count('tcp.payload-bytes')))} of the bytes were lost between the network and the capture`,
  )
  said.push(...diagnoseOverload(count))
  const unplaced = count('inventory.unplaced-requests')
  say(
    unplaced > 0,
    `${number(unplaced)} requests are of no operation: their target is no path (\`*\`, a tunnel), not UTF-8, cut, or too deep`,
  )
  const refused = count('inventory.refused-dropped')
  say(
    refused > 0,
    `${number(refused)} refused, failed or unanswered requests went to more paths than are kept apart: of no operation is it said that it gave such answers`,
  )
  const passedOver = count('inventory.bodies-passed-over')
  const wasBehind = count('live.overloads') > 0
  say(
    passedOver > 0,
    `${number(passedOver)} bodies ${wasBehind ? 'for which there was no time, or ' : ''}of operations that were known well were counted and not read: --depth full reads all${wasBehind ? ' that there is time for' : ''}`,
  )
  say(
    lostShare > 0.001,
    `about ${percent(lostShare)} of the exchanges (${number(lostExchanges)}) could not be read whole: bytes of them, or one of their sides, are missing`,
  )
  say(
    count('tcp.closed-evicted') > 0,
    `${number(count('tcp.closed-evicted'))} connections were let go early because there were more than the flow table holds`,
  )
  say(
    count('tcp.duplicate-packets') > packets / 20,
    `${percent(ratio(count('tcp.duplicate-packets'), packets))} of the packets were captured twice; each counts once`,
  )
  return said
}

/** What a live sensor left undone because it could not keep up. */
function diagnoseOverload(count: (id: CounterId) => number): string[] {
  const [sampling, headers, shedding] = [count('live.sampling-ms'), count('live.headers-ms'), count('live.shedding-ms')]
  if (sampling + headers + shedding === 0) return []
  const parts: string[] = []
  if (sampling > 0) parts.push(`for ${seconds(sampling)} one body in eight of each operation was read`)
  if (headers + shedding > 0) parts.push(`for ${seconds(headers + shedding)} none`)
  if (shedding > 0)
    parts.push(
      `for ${seconds(shedding)} half of the connections were left out (${number(count('tcp.shed-flows') + count('tcp.closed-shed'))})`,
    )
  return [`for ${seconds(sampling + headers + shedding)} the sensor could not keep up: ${parts.join(', ')}`]
}

function noHttpReason(count: (id: CounterId) => number, coverage: Coverage): string {
  if (count('tls.flows') > 0)
    return `no clear-text HTTP was seen: ${number(count('tls.flows'))} connections were TLS. Mirror behind the TLS terminator to see inside`
  if (count('http2.flows') > 0) return `no HTTP/1 was seen: ${number(count('http2.flows'))} connections were HTTP/2`
  return `no HTTP was seen on ${number(coverage.servers.size)} server addresses`
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)
const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const number = (n: number): string => n.toLocaleString('en-US')

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`

/** Never rounds a part up to the whole, nor down to nothing. */
function percent(share: number): string {
  if (share >= 1) return '100 %'
  const value = 100 * share
  return value > 99.9 ? '> 99.9 %' : value < 0.1 ? '< 0.1 %' : `${value.toFixed(value < 10 ? 1 : 0)} %`
}
