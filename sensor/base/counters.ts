// What earshot counts. Everything that is dropped, cut, skipped or refused has a row here and is shown by
// `earshot coverage`. Counters are sums, so that workers, files and runs add up in any order.

/** Counter id -> what it counts. Ids are stable: they are stored with every run. Keep the groups together. */
export const COUNTERS = {
  // capture
  'capture.packets': 'Packets read.',
  'capture.bytes': 'Captured bytes in those packets.',
  'capture.kernel-dropped': 'Packets the kernel dropped because the capture buffer was full.',
  'capture.interface-dropped': 'Packets the network interface dropped.',
  'capture.truncated-packets': 'Packets of which the capture holds only the first bytes (snap length).',
  'capture.file-truncated': 'Capture files that end in the middle of a record.',
  'capture.malformed-records': 'Capture records that contradict themselves; if the length is at fault, reading of that file stopped there.',
  'capture.clock-backwards': 'Packets whose time stamp lies before an earlier packet.',
  'capture.unknown-blocks': 'pcapng blocks of a kind that carries no packets for us.',
  'capture.driver-restarts': 'Times the capture driver was started again after it ended by itself.',
  // live: what a sensor that could not keep up left undone
  'live.overloads': 'Times that reading fell so far behind that something had to be left undone.',
  'live.sampling-ms': 'Milliseconds in which of each operation one body in eight was read for lack of time.',
  'live.headers-ms': 'Milliseconds in which no body was read for lack of time.',
  'live.shedding-ms': 'Milliseconds in which, besides, half of the flows were left out.',
  // decode
  'decode.non-ip': 'Frames that carry no IP packet.',
  'decode.unsupported-link-type': 'Packets of a link type earshot cannot read.',
  'decode.unsupported-ethertype': 'Frames of an ethertype earshot does not look into.',
  'decode.bad-link-header': 'Frames too short or too odd for their link layer.',
  'decode.bad-ip-header': 'Packets with an impossible IP header.',
  'decode.bad-tcp-header': 'Packets with an impossible TCP header.',
  'decode.not-tcp': 'IP packets of another protocol than TCP.',
  'decode.zero-total-length': 'IPv4 packets with total length 0 (segmentation offload); the captured length was used.',
  'decode.fragments': 'IP fragments seen.',
  'decode.fragments-reassembled': 'IP packets rebuilt from fragments.',
  'decode.fragment-overlap': 'Fragmented IP packets dropped because fragments contradict each other.',
  'decode.fragment-dropped': 'Fragmented IP packets given up: incomplete after the time limit, or over a bound.',
  'decode.tunnel-depth': 'Packets wrapped deeper than the encapsulation limit.',
  'decode.extension-header-limit': 'IPv6 packets with more extension headers than the limit.',
  'decode.encapsulated': 'Packets found inside at least one tunnel or tag.',
  'decode.encapsulation-labels-full': 'Packets whose wrapping is not shown in full because there are too many combinations.',
  'decode.encrypted-frames': '802.11 frames that are encrypted.',
  'decode.checksum-sampled': 'TCP checksums verified by sample.',
  'decode.checksum-bad-sampled': 'Sampled TCP checksums that did not match (never a reason to drop).',
  // tcp
  'tcp.segments': 'TCP segments.',
  'tcp.payload-bytes': 'TCP payload bytes captured.',
  'tcp.flows-syn': 'Flows whose SYN was seen.',
  'tcp.flows-syn-ack': 'Flows first seen with a SYN-ACK.',
  'tcp.flows-midstream': 'Flows joined in the middle.',
  'tcp.flows-without-data': 'Flows that ended without a byte of payload.',
  'tcp.flows-failed': 'Flows given up because of a fault of earshot itself.',
  'tcp.closed-fin': 'Flows closed by FIN.',
  'tcp.closed-rst': 'Flows closed by RST.',
  'tcp.closed-idle': 'Flows closed because they were silent for too long.',
  'tcp.closed-reuse': 'Flows closed because their addresses and ports were used again.',
  'tcp.closed-evicted': 'Flows closed early because the flow table was full.',
  'tcp.closed-shed': 'Flows closed early because a live sensor could not keep up.',
  'tcp.closed-eof': 'Flows still open at the end of the capture.',
  'tcp.delivered-bytes': 'Payload bytes handed on in order.',
  'tcp.retransmitted-bytes': 'Payload bytes seen again; the first copy counts.',
  'tcp.duplicate-packets': 'Packets captured twice (both ports mirrored, two taps, bonded interfaces).',
  'tcp.out-of-order-segments': 'Segments that arrived before bytes in front of them.',
  'tcp.overlap-conflicts': 'Bytes that were sent twice with different content; the first copy counts.',
  'tcp.gaps': 'Gaps: runs of bytes that the capture does not hold.',
  'tcp.gap-bytes-acked': 'Gap bytes that the receiver acknowledged, so the network delivered them but the capture lost them.',
  'tcp.gap-bytes-timeout': 'Gap bytes given up after the time limit.',
  'tcp.gap-bytes-limit': 'Gap bytes given up because too much was waiting behind them.',
  'tcp.gap-bytes-truncated': 'Gap bytes cut off by the snap length.',
  'tcp.gap-bytes-close': 'Gap bytes still missing when the flow ended.',
  'tcp.late-after-gap-bytes': 'Bytes that arrived after their gap had been given up.',
  'tcp.acked-unseen-bytes': 'Bytes acknowledged by the peer at the end of a flow that were never captured.',
  'tcp.sequence-out-of-range': 'Segments far outside the window, ignored.',
  'tcp.reset-ignored': 'RST segments ignored: an implausible sequence number, or their sender went on.',
  'tcp.out-of-range-bytes': 'Payload bytes of segments far outside the window, ignored.',
  'tcp.data-after-fin-bytes': 'Payload bytes behind a FIN or a RST, ignored.',
  'tcp.syn-data-refused-bytes': 'Payload bytes of a SYN that the server did not accept, ignored.',
  'tcp.shed-flows': 'New flows that were not opened because a live sensor could not keep up.',
  'tcp.shed-bytes': 'Payload bytes of flows that were left out because a live sensor could not keep up.',
  'tcp.urgent': 'Segments with urgent data.',
  'tcp.urgent-bytes': 'Bytes that receivers take out of the stream because they were sent as urgent data.',
  'tcp.one-sided-flows': 'Flows of which only one direction carried data in the capture.',
  'tcp.role-flips': 'Flows whose client was recognised by content after a first guess.',
  'tcp.out-of-order-peak-bytes': 'Most bytes that ever waited for a hole to fill (a high-water mark).',
  // http
  'http.requests': 'HTTP requests read.',
  'http.responses': 'Final HTTP responses read.',
  'http.interim': 'Interim (1xx) responses read.',
  'http.exchanges': 'Requests paired with their response.',
  'http.exchanges-with-gaps': 'Such pairs of which bytes are missing from the capture.',
  'http.no-response-gap': 'Requests whose response fell into a gap.',
  'http.no-response-close': 'Requests whose connection was closed without a response.',
  'http.no-response-reset': 'Requests whose connection was reset without a response.',
  'http.no-response-idle': 'Requests whose connection went silent without a response.',
  'http.no-response-eof': 'Requests still open at the end of the capture.',
  'http.no-response-one-sided': 'Requests of flows whose server side was never captured.',
  'http.no-response-pipeline-limit': 'Requests given up because too many were waiting for a response.',
  'http.orphan-responses': 'Responses without their request.',
  'http.pairs-likely': 'Pairs that are likely but not certain.',
  'http.tainted-pairs-refused': 'Pairs refused because a gap made their order doubtful.',
  'http.resyncs': 'Times reading went on at a new message after a gap or an error.',
  'http.resync-bytes-skipped': 'Bytes skipped while looking for the next message.',
  'http.resync-given-up': 'Directions in which no further message was found.',
  'http.framing-ambiguous': 'Messages whose length is ambiguous (Content-Length against Transfer-Encoding and the like).',
  'http.head-truncated': 'Messages whose head was over a limit and was cut.',
  'http.body-truncated': 'Messages whose kept body is shorter than the one sent.',
  'http.decode-failed': 'Bodies whose content coding could not be undone.',
  'http.decode-bombs': 'Bodies that grew suspiciously when decompressed; only a prefix was kept.',
  'http.not-http-flows': 'Flows that are not HTTP and not TLS.',
  'http.not-http-bytes': 'Payload bytes of such flows.',
  'http.upgrades': 'Connections that switched to another protocol (101).',
  'http.connects': 'Tunnels opened by CONNECT.',
  'http.opaque-bytes': 'Payload bytes behind an upgrade or tunnel that were not read.',
  'tls.flows': 'TLS flows: counted, not read.',
  'tls.bytes': 'Payload bytes inside TLS.',
  'http2.flows': 'HTTP/2 flows: counted, not read.',
  'http2.bytes': 'Payload bytes inside HTTP/2 flows.',
  'workers.waits': 'Times that reading waited because a worker had its hands full.',
  'workers.waited-ms': 'Milliseconds of those waits, by the clock.',
  'inventory.exchanges': 'Exchanges that the inventory was told, paired or half.',
  'inventory.unplaced-requests':
    'Requests whose target is no path (`*`, a tunnel), not UTF-8, cut, or deeper than any API: of no operation.',
  'inventory.refused-dropped':
    'Exchanges that were refused, failed or had no response, on more paths than are kept apart: told of no operation.',
  'inventory.bodies-passed-over':
    'Bodies that were counted and not read: of operations that were known well (--depth full reads them), or for lack of time.',
  'inventory.passed-over-bytes': 'Bytes of these bodies, as captured.',
} as const satisfies Record<string, string>

export type CounterId = keyof typeof COUNTERS

/** Counters that are a high-water mark: merged by the larger, not by the sum. */
const PEAKS: ReadonlySet<CounterId> = new Set(['tcp.out-of-order-peak-bytes'])

export const isPeak = (id: CounterId): boolean => PEAKS.has(id)

export const COUNTER_IDS = Object.keys(COUNTERS) as CounterId[]

/** Counter id -> its slot. `counters.values[SLOT['tcp.gaps']]++` is as fast as a field and still merges by loop. */
export const SLOT = Object.freeze(Object.fromEntries(COUNTER_IDS.map((id, slot) => [id, slot]))) as Readonly<Record<CounterId, number>>

/** The same for ids that vary: a map is asked faster than an object of so many properties. */
const SLOT_OF: ReadonlyMap<CounterId, number> = new Map(COUNTER_IDS.map((id, slot) => [id, slot]))

/** One set of counters. Not shared between threads: each has its own, added up by `merge`. */
export class Counters {
  readonly values: Float64Array

  /** `values` may lie in memory that another thread reads: it sees how far things are. */
  constructor(values: Float64Array = new Float64Array(COUNTER_IDS.length)) {
    this.values = values
  }

  add(id: CounterId, by = 1): void {
    const slot = SLOT_OF.get(id) as number
    this.values[slot] = (this.values[slot] as number) + by
  }

  get(id: CounterId): number {
    return this.values[SLOT[id]] as number
  }

  /** Raise a high-water mark. */
  peak(id: CounterId, value: number): void {
    const slot = SLOT[id]
    if (value > (this.values[slot] as number)) this.values[slot] = value
  }

  merge(other: Counters): void {
    for (const id of COUNTER_IDS) PEAKS.has(id) ? this.peak(id, other.get(id)) : this.add(id, other.get(id))
  }

  /** As they are now, apart from what is counted afterwards. */
  copy(): Counters {
    return new Counters(this.values.slice())
  }

  /** The counters that are not zero, by id. */
  toRecord(): Partial<Record<CounterId, number>> {
    return Object.fromEntries(COUNTER_IDS.filter((id) => this.get(id) !== 0).map((id) => [id, this.get(id)]))
  }

  static fromRecord(record: Readonly<Record<string, number>>): Counters {
    const counters = new Counters()
    for (const id of COUNTER_IDS) counters.values[SLOT[id]] = record[id] ?? 0
    return counters
  }
}
