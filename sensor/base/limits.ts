// Every bound in one place. Nothing that can grow with traffic is without one; what happens at a bound is counted.

const KIB = 1024
const MIB = 1024 * KIB
const SECOND_US = 1_000_000

/** Each limit: its default value, why it is that, and what happens there. Units are the last word of the name. */
export const LIMITS = {
  // capture
  readChunkBytes: {
    value: 512 * KIB,
    why: 'Fits the cache: 8 MiB chunks cost twice as much per packet.',
    at: 'Records larger than a chunk grow the buffer once.',
  },
  recordBytes: {
    value: 256 * KIB + 4 * KIB,
    why: 'tcpdump and dumpcap never write more than 262,144 bytes of a packet.',
    at: 'The record is malformed: reading of that file stops.',
  },
  captureInterfaces: {
    value: 4096,
    why: 'Containers on one host are hundreds.',
    at: 'The record is malformed: reading of that file stops.',
  },
  openCaptures: {
    value: 128,
    why: 'About 1 MiB each; captures of the same hour that are read together.',
    at: 'Further captures wait until one of those has been read.',
  },
  secretsBytes: { value: 16 * MIB, why: 'Key logs of some ten thousand TLS sessions.', at: 'The block is passed over.' },
  // decode
  encapsulationDepth: {
    value: 8,
    why: 'Real mirrors nest two or three; eight stops a crafted packet.',
    at: 'The packet is dropped and counted.',
  },
  encapsulationLabels: {
    value: 4096,
    why: 'Every VLAN there can be; a crafted feed could invent millions.',
    at: 'Further combinations are shown without their innermost part.',
  },
  ipv6ExtensionHeaders: { value: 8, why: 'As above.', at: 'The packet is dropped and counted.' },
  fragmentDatagrams: { value: 2048, why: 'Fragments of TCP are rare.', at: 'The oldest datagram is given up.' },
  fragmentsPerDatagram: {
    value: 256,
    why: 'A 1,500-byte packet in the smallest fragments of 8 bytes are 188.',
    at: 'The datagram is given up.',
  },
  fragmentTotalBytes: { value: 4 * MIB, why: 'Bounds what an attacker can make us hold.', at: 'The oldest datagram is given up.' },
  fragmentAgeUs: { value: 30 * SECOND_US, why: 'The usual reassembly time-out of hosts.', at: 'The datagram is given up.' },
  // tcp
  flows: {
    value: 100_000,
    why: 'About 1 KiB each. Workers share it, so which flows are evicted depends on how many they are.',
    at: 'Evicted: closed first, then without HTTP, then the longest idle.',
  },
  outOfOrderBytes: { value: MIB, why: 'A window of a fast sender.', at: 'The hole in front is declared a gap.' },
  outOfOrderSegments: { value: 1024, why: 'Bounds the cost of the sorted list.', at: 'The hole in front is declared a gap.' },
  outOfOrderTotalBytes: {
    value: 64 * MIB,
    why: 'Bounds memory over all flows; what a queued piece costs besides its bytes counts too. Workers share it.',
    at: 'The largest queue gives up its hole first.',
  },
  holeAgeUs: { value: 5 * SECOND_US, why: 'Retransmission has long happened by then.', at: 'The hole is declared a gap.' },
  reorderWindowUs: { value: 300_000, why: 'Mirrors reorder across directions by far less.', at: 'An acknowledged hole is declared a gap.' },
  ackedHolePackets: {
    value: 16,
    why: 'On a slow link packets that changed places lie further apart than the window.',
    at: 'So many packets of the flow must follow before an acknowledged hole is a gap ahead of its time limit.',
  },
  reorderWindowPackets: { value: 64, why: 'The same in packets, for dense flows.', at: 'An acknowledged hole is declared a gap.' },
  idleSynUs: { value: 10 * SECOND_US, why: 'Scans leave many SYNs behind.', at: 'The flow is closed as idle.' },
  idleNoDataUs: { value: 60 * SECOND_US, why: 'A handshake without data.', at: 'The flow is closed as idle.' },
  idleHalfClosedUs: { value: 60 * SECOND_US, why: 'One side is done; the other soon is.', at: 'The flow is closed as idle.' },
  idleUs: { value: 300 * SECOND_US, why: 'Keep-alive of common proxies is shorter.', at: 'The flow is closed as idle.' },
  idleOpenRequestUs: {
    value: 900 * SECOND_US,
    why: 'Long polls and event streams are silent for long.',
    at: 'The flow is closed as idle.',
  },
  closedLingerUs: { value: 5 * SECOND_US, why: 'Late retransmissions belong to the closed flow.', at: 'The flow is forgotten.' },
  sameSynUs: {
    value: 3 * SECOND_US,
    why: 'A copy of a SYN comes sooner, also from another tap; one with the same number after the end is a capture that is played again.',
    at: 'The closed flow makes room for a new one.',
  },
  reuseIdleUs: {
    value: 10 * SECOND_US,
    why: 'A SYN on a flow that is silent for that long is no blind attack on it.',
    at: 'The old flow is closed as reused.',
  },
  resetWindowBytes: { value: MIB, why: 'A window of a fast sender.', at: 'The RST is ignored.' },
  acknowledgementJumpBytes: {
    value: MIB,
    why: 'A single forged acknowledgement must not count as a giant loss.',
    at: 'Believed once a second segment says so too.',
  },
  implausibleHoleBytes: {
    value: 16 * MIB,
    why: 'More than a window; and the receiver, whose acknowledgements are seen, never got near.',
    at: 'The segment behind the hole is a stray and is dropped.',
  },
  heldInVain: {
    value: 2,
    why: 'So often in a row, the other direction is not in the capture.',
    at: 'Bytes no longer wait for what they acknowledge, until the other direction is seen again.',
  },
  outOfRangeSegments: {
    value: 32,
    why: 'So many in a row are no strays: the capture missed more than the sequence window.',
    at: 'The flow is closed as reused and joined again where it is now.',
  },
  duplicatePacketUs: {
    value: 1000,
    why: 'Copies of a frame leave a switch at once; no sender retransmits so fast.',
    at: 'Seen again later, it is a retransmission.',
  },
  clockResetUs: {
    value: 3600 * SECOND_US,
    why: 'Time that falls back by an hour is another clock, not disorder.',
    at: 'Packet time starts anew from there.',
  },
  // workers
  workers: { value: 32, why: 'More than one thread can feed.', at: 'More cannot be asked for.' },
  workerRingBytes: {
    value: 4 * MIB,
    why: 'Some ten milliseconds of a fast link, so that one thread may sleep while the other goes on; twice the largest packet is the least.',
    at: 'Reading waits for the worker; how often and how long is counted.',
  },
  // http
  notHttpBytes: {
    value: 4 * KIB,
    why: 'A start line is in the first bytes.',
    at: 'The direction only counts bytes, until a packet begins with a start line.',
  },
  startLineBytes: { value: 16 * KIB, why: 'Twice what common servers accept.', at: 'The target is cut; framing goes on.' },
  headBytes: { value: 64 * KIB, why: 'Four times what common servers accept.', at: 'The rest of the head is skipped.' },
  headScanBytes: { value: 256 * KIB, why: 'How far the end of an oversized head is looked for.', at: 'Resynchronisation.' },
  headerFields: { value: 256, why: 'Twice what common servers accept.', at: 'The rest of the fields is skipped.' },
  bodyBytes: { value: 256 * KIB, why: 'Enough to infer a schema from.', at: 'A prefix is kept; framing goes on.' },
  eventStreamBytes: {
    value: 2 * MIB,
    why: 'An event stream, or a message of an MCP session, holds many replies.',
    at: 'A prefix is kept; framing goes on.',
  },
  decodedBodyBytes: { value: MIB, why: 'Enough to infer a schema from.', at: 'A prefix is kept.' },
  inflateRatio: { value: 1000, why: 'DEFLATE cannot do better than 1:1032 honestly.', at: 'Counted as a bomb; a prefix is kept.' },
  bombsPerFlow: { value: 3, why: 'Somebody is trying.', at: 'Bodies of that flow are no longer decompressed.' },
  contentCodings: { value: 2, why: 'Nobody sends more in earnest.', at: 'The body stays encoded.' },
  pipelinedRequests: { value: 256, why: 'Browsers never did more than 8.', at: 'The oldest is told without a response.' },
  interimResponses: { value: 8, why: 'A few 100, 102 and 103.', at: 'Further ones are skipped.' },
  resyncBytes: {
    value: MIB,
    why: 'A message should have begun by then.',
    at: 'The direction only counts bytes, until a packet begins with a start line.',
  },
  messageTotalBytes: {
    value: 96 * MIB,
    why: 'Bounds what many slow messages hold together. Workers share it.',
    at: 'Bodies, then heads, are kept only as far as they got; framing goes on.',
  },
  heldResponseBytes: {
    value: 256 * KIB,
    why: 'A response that was captured before its request waits for it as long as a hole does.',
    at: 'The response is read without its request.',
  },
  headerNames: { value: 4096, why: 'Real traffic has some hundred names.', at: 'Further names are made into text anew each time.' },
  clientHelloBytes: { value: 16 * KIB, why: 'Post-quantum key shares need 2 KiB.', at: 'Name and protocols are read as far as they came.' },
  chunkSizeDigits: { value: 16, why: '2^64.', at: 'The chunk size is invalid.' },
  // learning
  services: {
    value: 2000,
    why: 'A mirror of a data centre; forged Host headers must not fill memory.',
    at: 'Further hosts count for their server address.',
  },
  wordsPerNode: { value: 300, why: 'No API has so many literals at one place.', at: 'Words that are surely values are melded.' },
  wordsPerNodeMax: { value: 4096, why: 'Bounds a position that nothing can be said about.', at: 'The least used half is melded.' },
  constantsPerNode: { value: 4, why: 'Versions in use at one time.', at: 'The numbers are values.' },
  affixesPerNode: { value: 1024, why: 'Entity sets of a large OData service.', at: 'Parts of segments are no parameters there.' },
  absorbedPerNode: {
    value: 20_000,
    why: 'Stops known values from coming back as words; 8 bytes each.',
    at: 'Further ones are not remembered.',
  },
  tidyNodes: {
    value: 8000,
    why: 'Ten times the paths that people write for one service; about 15 KiB each with their evidence.',
    at: 'Words of that service that are surely values are melded.',
  },
  trieNodes: { value: 200_000, why: 'With little evidence about 1 KiB each.', at: 'Words that are surely values are melded everywhere.' },
  earlierOperations: {
    value: 4096,
    why: 'Of one service; deciding them anew takes about a second.',
    at: 'Those of earlier runs with fewer exchanges only keep their names.',
  },
  pendingPaths: {
    value: 4096,
    why: 'Errors that precede the first success of a path.',
    at: 'Those with the largest hashes are dropped and counted.',
  },
  candidates: { value: 512, why: 'Scanners try thousands of paths.', at: 'Those with the largest hashes are dropped.' },
  parametersPerOperation: { value: 256, why: 'Ten times what people write.', at: 'Those with the largest hashes are dropped.' },
  mediaTypesPerOperation: { value: 16, why: 'Four times what is seen.', at: 'Those with the largest hashes are dropped.' },
  consumersPerOperation: { value: 64, why: 'Enough to tell who calls.', at: 'Those with the largest hashes are dropped and counted.' },
  authPerOperation: { value: 16, why: 'Four times what is seen.', at: 'Those with the largest hashes are dropped.' },
  factsPerSign: { value: 16, why: 'Details of a sign, of an authentication.', at: 'Those with the largest hashes are dropped.' },
  // observation and schemas
  pathSegments: {
    value: 64,
    why: 'Several times what APIs and stores of files have, and trees of paths are walked in depth.',
    at: 'The exchange is counted and has no place in the inventory.',
  },
  schemaDepth: {
    value: 12,
    why: 'Documented APIs nest six or seven deep.',
    at: 'What lies deeper counts as an array or object, without its content.',
  },
  schemaNodes: {
    value: 4000,
    why: 'About 10 MB of evidence for one body schema.',
    at: 'Objects keep fewer of their names apart; the others are melded.',
  },
  objectProperties: {
    value: 256,
    why: 'More names than this are a map.',
    at: 'Those with the smallest hash are kept apart; the others are melded.',
  },
  objectShapes: { value: 16, why: 'Enough to tell variants from optional properties.', at: 'The sets with the smallest hash are kept.' },
  distinctValues: {
    value: 64,
    why: 'Enough to judge whether a field carries one kind of data.',
    at: 'Those with the smallest hash are kept, as a sample.',
  },
  enumWords: { value: 20, why: 'Longer lists are rarely closed.', at: 'The words are forgotten.' },
  keyBytes: { value: 128, why: 'Longer names are data.', at: 'The property is melded with others beyond a bound.' },
  internedKeys: { value: 4096, why: 'Names of some hundred operations.', at: 'Between two bodies the table starts afresh.' },
  tapeRows: { value: 65_536, why: 'Values in a body of about 1 MiB.', at: 'The body counts as cut there.' },
  decodedRows: {
    value: 4096,
    why: 'Bodies that must become objects first (XML, MessagePack, CBOR) cost memory.',
    at: 'The body counts as cut there.',
  },
} as const satisfies Record<string, { value: number; why: string; at: string }>

export type LimitId = keyof typeof LIMITS
export type Limits = { readonly [id in LimitId]: number }

export const DEFAULT_LIMITS: Limits = Object.freeze(
  Object.fromEntries(Object.entries(LIMITS).map(([id, { value }]) => [id, value])),
) as Limits

/** What each of some workers may use: bounds over all flows are divided, so that memory does not grow with their number. */
export function limitsOfWorker(workers: number): Limits {
  const { flows, outOfOrderTotalBytes, messageTotalBytes } = DEFAULT_LIMITS
  const shared = { flows, outOfOrderTotalBytes, messageTotalBytes }
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(Object.entries(shared).map(([id, value]) => [id, Math.ceil(value / workers)])) }
}
