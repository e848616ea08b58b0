// The four ways to write exchanges. Values are masked unless asked for: a listing ends up in tickets and chats.

import { maskTarget } from '../inventory/index.ts'
import type { Exchange, Message } from '../reconstruct/index.ts'
import { socketAddress } from '../sensor/base/socket-address.ts'
import type { Io } from './io.ts'
import { styleOf } from './style.ts'
import { VERSION } from './version.ts'

export const EXCHANGE_FORMATS = ['table', 'jsonl', 'har', 'none'] as const
export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number]

export interface ExchangeWriter {
  begin(): void
  exchange(capture: string, exchange: Exchange): void
  /** `capturesRead`: how many could be read; where none could, there is nothing to say about exchanges. */
  end(capturesRead: number): void
}

interface WriterOptions {
  write(text: string): void
  readonly showValues: boolean
  readonly io: Io
}

export function exchangeWriter(format: ExchangeFormat, options: WriterOptions): ExchangeWriter {
  return { table: tableWriter, jsonl: jsonlWriter, har: harWriter, none: silentWriter }[format](options)
}

const targetOf = (message: Message, { showValues }: WriterOptions): string => (showValues ? message.target() : maskTarget(message.target()))

/** Counts only: for measuring how fast exchanges are rebuilt. */
function silentWriter({ write }: WriterOptions): ExchangeWriter {
  let exchanges = 0
  return { begin() {}, exchange: () => void exchanges++, end: () => write(`${exchanges} exchanges\n`) }
}

function jsonlWriter(options: WriterOptions): ExchangeWriter {
  const size = (message: Message) => ({
    version: message.version,
    contentType: message.header('content-type') ?? null,
    bodyBytes: message.bodyBytes,
    decodedBytes: message.decodedBytes(),
    truncated: message.truncated,
  })
  return {
    begin() {},
    exchange(capture, { flow, request, response, ...exchange }) {
      const line = {
        capture,
        protocol: exchange.protocol,
        flow: { client: socketAddress(flow.clientAddress, flow.clientPort), server: socketAddress(flow.serverAddress, flow.serverPort) },
        stream: exchange.stream,
        startedUs: exchange.startedUs,
        pairing: exchange.pairing,
        request: request && {
          method: request.method,
          target: targetOf(request, options),
          host: request.header('host') ?? null,
          ...size(request),
        },
        response: (response || exchange.interim.length > 0 || null) && {
          status: response?.status || null,
          ...(response ? size(response) : EMPTY),
          interim: exchange.interim,
        },
        encapsulation: flow.encapsulation,
        decrypted: exchange.decrypted,
        anomalies: exchange.anomalies,
      }
      options.write(`${JSON.stringify(line)}\n`)
    },
    end() {},
  }
}

/** An interim response without a final one. */
const EMPTY = { version: null, contentType: null, bodyBytes: 0, decodedBytes: 0, truncated: false }

const HEADINGS = ['TIME'.padEnd(12), 'PAIR'.padEnd(7), 'STATUS', 'METHOD'.padEnd(7), 'BYTES'.padStart(9), 'URL']

function tableWriter(options: WriterOptions): ExchangeWriter {
  const style = styleOf(options.io.outIsTerminal, options.io.env)
  const line = (...cells: string[]) => options.write(`${cells.join('  ').trimEnd()}\n`)
  let rows = 0
  return {
    begin() {},
    exchange(_capture, { flow, request, response, startedUs, pairing, anomalies }) {
      if (rows++ === 0) line(...HEADINGS.map(style.bold))
      const host = request?.header('host') ?? socketAddress(flow.serverAddress, flow.serverPort)
      const status = String(response?.status ?? '-').padEnd(6)
      const url = request
        ? `${printable(host)}${printable(targetOf(request, options))}`
        : style.dim(`(request not captured) ${printable(host)}`)
      line(
        new Date(startedUs / 1000).toISOString().slice(11, 23),
        pairing.padEnd(7),
        (response?.status ?? 0) >= 400 ? style.red(status) : status,
        (request?.method ?? '-').padEnd(7),
        String(response?.decodedBytes() ?? '-').padStart(9),
        anomalies.length > 0 ? `${url}  ${style.yellow(`[${anomalies.join(', ')}]`)}` : url,
      )
    },
    end(capturesRead) {
      if (rows === 0 && capturesRead > 0)
        options.write('no HTTP exchanges; `earshot replay FILE` followed by `earshot coverage` tells what the capture holds\n')
    },
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: traffic must not reach a terminal as control codes
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')

/** HAR 1.2 without bodies, header values and cookies: only names and sizes leave the sensor. */
function harWriter(options: WriterOptions): ExchangeWriter {
  let first = true
  const headers = (message: Message | null) =>
    message ? Array.from({ length: message.fieldCount }, (_, at) => ({ name: message.fieldName(at), value: '' })) : []
  return {
    begin: () => options.write(`{"log":{"version":"1.2","creator":{"name":"earshot","version":"${VERSION}"},"entries":[`),
    exchange(_capture, { request, response, startedUs, endedUs, flow }) {
      if (!request) return
      const ms = (endedUs - startedUs) / 1000
      const url = `http://${request.header('host') ?? socketAddress(flow.serverAddress, flow.serverPort)}${targetOf(request, options)}`
      const entry = {
        startedDateTime: new Date(startedUs / 1000).toISOString(),
        time: ms,
        request: {
          method: request.method,
          url,
          httpVersion: request.version,
          cookies: [],
          headers: headers(request),
          queryString: [],
          headersSize: request.headEnd,
          bodySize: request.bodyBytes,
        },
        response: {
          status: response?.status ?? 0,
          statusText: '',
          httpVersion: response?.version ?? '',
          cookies: [],
          headers: headers(response),
          content: { size: response?.decodedBytes() ?? 0, mimeType: response?.mediaType() ?? '' },
          redirectURL: '',
          headersSize: response?.headEnd ?? -1,
          bodySize: response?.bodyBytes ?? -1,
        },
        cache: {},
        timings: { send: 0, wait: ms, receive: 0 },
        serverIPAddress: flow.serverAddress,
        connection: String(flow.id),
      }
      options.write(`${first ? '' : ','}\n${JSON.stringify(entry)}`)
      first = false
    },
    end: () => options.write('\n]}}\n'),
  }
}
