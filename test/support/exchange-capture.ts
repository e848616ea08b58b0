import { writeFileSync } from 'node:fs'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'

/** One request with its answer, as clients and servers write them. */
export interface Exchanged {
  readonly path: string
  readonly method?: string
  /** `Host` header; '' for none. */
  readonly host?: string
  /** `ip` or `ip:port`. */
  readonly server?: string
  readonly client?: string
  readonly status?: number
  readonly contentType?: string
  /** Sent as JSON, or as it is where it is a text. */
  readonly body?: unknown
}

/** A capture in which each exchange has a connection of its own. `startUs`: time of its first packet. */
export function writeExchanges(file: string, exchanges: readonly Exchanged[], startUs = 1_760_000_000_000_000): string {
  const capture = new CaptureBuilder({ startUs })
  exchanges.forEach((exchange, index) => {
    const { path, method = 'GET', host = 'api.example', status = 200, contentType = 'application/json' } = exchange
    const [server, port = '80'] = (exchange.server ?? '10.0.0.2').split(':') as [string, string?]
    const body = typeof exchange.body === 'string' ? exchange.body : JSON.stringify(exchange.body ?? {})
    const request = `${method} ${path} HTTP/1.1\r\n${host === '' ? '' : `Host: ${host}\r\n`}Content-Length: 0\r\n\r\n`
    const response = `HTTP/1.1 ${status} X\r\nContent-Type: ${contentType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    capture
      .connection({ client: exchange.client ?? '10.0.0.1', server, clientPort: 20_000 + index, serverPort: Number(port), stepUs: 100 })
      .handshake()
      .request(request)
      .respond(response)
      .close()
  })
  writeFileSync(file, capture.bytes())
  return file
}
