import { createServer } from 'node:http'
import { COUNTER_IDS, COUNTERS, type CounterId, isPeak } from '../sensor/base/counters.ts'
import { EXIT, UserError } from '../sensor/base/errors.ts'
import { VERSION } from './version.ts'

export interface MetricsServer {
  /** Where it listens: `127.0.0.1:9477`. */
  readonly address: string
  close(): void
}

/** The value of a counter at the moment. */
type Count = (id: CounterId) => number

/**
 * Serves what earshot counts as Prometheus text (exposition format 0.0.4) under `/metrics`. `address` is `HOST:PORT`. Throws UserError
 * where nothing can listen there.
 */
export async function serveMetrics(address: string, count: Count): Promise<MetricsServer> {
  const [, host = '', port = ''] = /^(\[[0-9a-f:.]+\]|[^:]+):(\d{1,5})$/i.exec(address) ?? []
  if (host === '' || Number(port) > 65_535)
    throw new UserError(`"${address}" is no address for metrics`, { hint: 'Give host and port, such as 127.0.0.1:9477.' })
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('earshot serves /metrics\n')
      return
    }
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(metricsText(count))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new UserError(`cannot serve metrics on ${address} (${cause.code})`, { cause, exitCode: EXIT.failed })),
    )
    server.listen(Number(port), host.replace(/^\[|\]$/g, ''), resolve)
  })
  // a scraper that keeps its connection must not keep the sensor alive
  server.unref()
  const bound = server.address()
  return {
    address: typeof bound === 'object' && bound !== null ? `${host}:${bound.port}` : address,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** One metric for each counter, zero or not, so that rates can be told from the first scrape on. */
export function metricsText(count: Count): string {
  const lines = ['# HELP earshot_info Version of the program.', '# TYPE earshot_info gauge', `earshot_info{version="${VERSION}"} 1`]
  const add = (name: string, help: string, type: 'counter' | 'gauge', value: number) =>
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, `${name} ${value}`)
  for (const id of COUNTER_IDS) {
    const name = `earshot_${id.replaceAll(/[.-]/g, '_')}`
    if (isPeak(id)) add(name, COUNTERS[id], 'gauge', count(id))
    else add(`${name}_total`, COUNTERS[id], 'counter', count(id))
  }
  const { rss } = process.memoryUsage()
  add('process_resident_memory_bytes', 'Resident memory size in bytes.', 'gauge', rss)
  const { user, system } = process.cpuUsage()
  add('process_cpu_seconds_total', 'Total user and system CPU time spent in seconds.', 'counter', (user + system) / 1e6)
  return `${lines.join('\n')}\n`
}
