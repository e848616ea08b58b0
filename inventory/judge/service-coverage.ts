// How well a service could be seen. A verdict from silence (nobody calls this) needs ears that would have heard.

import type { Coverage, ServerCoverage, Service } from '../model.ts'
import type { JudgeConfig, ServiceCoverage } from './verdict.ts'

const LOSS_SHARE = 0.01
const TLS_SHARE = 0.5
const ONE_SIDED_SHARE = 0.2
const UNANSWERED_SHARE = 0.1

/** Null service: nothing was seen of it. */
export function judgeCoverage(service: Service | null, coverage: Coverage, config: JudgeConfig = {}): ServiceCoverage {
  if (service === null || service.seen.n === 0) return { adequate: false, reasons: ['no exchange with this service was seen'] }
  const servers = [...coverage.servers.values()].filter((server) => service.addresses.has(server.address))
  const reasons = [...weighServers(servers, config.lossShare ?? LOSS_SHARE), ...weighCapture(coverage, config.lossShare ?? LOSS_SHARE)]
  if (reasons.length > 0) return { adequate: false, reasons }
  return {
    adequate: true,
    reasons: [`${service.seen.n} exchanges with ${service.addresses.size} server addresses, both ways, without notable loss`],
  }
}

function weighServers(servers: readonly ServerCoverage[], lossShare: number): string[] {
  if (servers.length === 0) return ['nothing is known about the connections to it']
  const total = { bytes: 0, tls: 0, gap: 0, flows: 0, oneSided: 0, requests: 0, exchanges: 0, responses: 0 }
  for (const server of servers) {
    for (const [kind, bytes] of server.bytes) {
      total.bytes += bytes
      if (kind === 'tls') total.tls += bytes
    }
    total.gap += server.gapBytes
    total.flows += server.flows
    total.oneSided += server.oneSidedFlows
    total.requests += server.requests
    total.responses += server.responses
    total.exchanges += server.exchanges
  }
  const reasons: string[] = []
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
  const check = (part: number, limit: number, text: string): void => {
    if (part > limit) reasons.push(`${percent(part)} ${text}`)
  }
  check(share(total.tls, total.bytes), TLS_SHARE, 'of the bytes were TLS: nothing inside was read')
  check(share(total.gap, total.bytes + total.gap), lossShare, 'of the bytes are missing from the capture')
  check(share(total.oneSided, total.flows), ONE_SIDED_SHARE, 'of the connections were seen in one direction only')
  check(
    share(Math.max(0, total.requests - total.responses), total.requests),
    UNANSWERED_SHARE,
    'of the requests have no response in the capture',
  )
  return reasons
}

function weighCapture(coverage: Coverage, lossShare: number): string[] {
  const count = (id: string): number => coverage.counters.get(id) ?? 0
  const dropped = count('capture.kernel-dropped') + count('capture.interface-dropped')
  const shed = count('tcp.shed-flows') + count('tcp.closed-shed')
  const share = dropped / Math.max(1, dropped + count('capture.packets'))
  const shedShare = shed / Math.max(1, shed + count('tcp.flows-syn'))
  const reasons: string[] = []
  if (share > lossShare) reasons.push(`${percent(share)} of the packets were dropped before they were captured`)
  if (shedShare > lossShare) reasons.push(`${percent(shedShare)} of the connections were left out because the sensor could not keep up`)
  return reasons
}

const percent = (share: number): string => `${share < 0.1 ? Math.round(share * 1000) / 10 : Math.round(share * 100)} %`
