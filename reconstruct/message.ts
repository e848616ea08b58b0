import type { AnomalyId } from '../sensor/base/anomaly.ts'

/** Columns of one row of `Message.fields`: a header field by offsets into `Message.bytes`. */
export const FIELD = { nameId: 0, nameStart: 1, nameEnd: 2, valueStart: 3, valueEnd: 4, columns: 5 } as const

/**
 * One HTTP message: everything kept of it lies in one buffer, head first, then the body as far as it is kept
 * (chunks already joined, content coding not yet undone). Strings are made only when somebody asks.
 *
 *   bytes   | start line CRLF fields CRLF CRLF | body prefix |
 *           0                            headEnd       headEnd + keptBodyBytes
 *
 * Messages are pooled: valid only until the sink returns.
 */
export interface Message {
  readonly kind: 'request' | 'response'
  readonly bytes: Uint8Array
  readonly headEnd: number
  /** Request: the method, interned. Response: ''. */
  readonly method: string
  /** Request target by offsets; equal offsets for a response. */
  readonly targetStart: number
  readonly targetEnd: number
  /** Response status, 0 for a request. */
  readonly status: number
  /** As on the wire, such as `HTTP/1.1`; '' for HTTP/0.9. */
  readonly version: string
  readonly fieldCount: number
  /** Rows of `FIELD.columns` numbers. */
  readonly fields: Int32Array
  /** Content bytes sent, after chunks were joined and before decoding; also those that were not kept or fell into a gap. */
  readonly bodyBytes: number
  readonly keptBodyBytes: number
  /** The body was not seen whole: a gap, the end of the capture, or a limit. */
  readonly truncated: boolean
  readonly firstUs: number
  readonly lastUs: number
  readonly anomalies: readonly AnomalyId[]

  /** The target as text (latin-1). */
  target(): string
  /** Lower-case name of field `index`, interned. */
  fieldName(index: number): string
  /** Value of field `index` as text (latin-1), white space around it removed, folded lines joined by a space, a NUL or CR made one. */
  fieldValue(index: number): string
  /** Value of the first field with this lower-case name, or undefined. */
  header(name: string): string | undefined
  /** `type/subtype` of Content-Type in lower case without parameters, or ''. */
  mediaType(): string
  /**
   * The kept body with content codings undone (bounded, see LIMITS.decodedBodyBytes). Computed once. A cut or faulty
   * coding gives the prefix that could be decoded.
   */
  decodedBody(): Uint8Array
  /** Length of the decoded body; the whole length also where only a prefix is kept, if it is known. */
  decodedBytes(): number
  /** `decodedBody()` is only a prefix of what was sent. */
  decodedTruncated(): boolean
}
