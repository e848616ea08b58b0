export { type Diagnosis, diagnose } from './live/diagnose.ts'
export type { CaptureDriver, CaptureRequest, DriverAvailability, DriverCommand, DriverName, DriverStatistics } from './live/driver.ts'
export { DRIVERS } from './live/drivers.ts'
export { type FilteredCapture, filteredCapture } from './live/filtered-capture.ts'
export { type InterfaceInfo, listInterfaces } from './live/interfaces.ts'
export {
  type LiveCapture,
  type LiveCaptureEvents,
  type LiveCaptureOptions,
  type LiveStatus,
  startLiveCapture,
} from './live/live-capture.ts'
export type { PacketSink, SegmentSink, TcpSegment } from './packet.ts'
export { TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN, TCP_URG } from './packet.ts'
export { type ByteSource, streamSource } from './source/byte-source.ts'
export { CaptureParser, type CaptureParserOptions } from './source/capture-parser.ts'
export { CaptureRing } from './source/capture-ring.ts'
export { expandInputs } from './source/expand-inputs.ts'
export { type MergeCapturesOptions, mergeCaptures } from './source/merge-captures.ts'
export { type ReadCaptureOptions, readCapture } from './source/read-capture.ts'
export type { EncapsulationTable } from './wire/encapsulation-table.ts'
export { PacketDecoder, type PacketDecoderOptions } from './wire/packet-decoder.ts'
