import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import { geneve, ipInIp, vlan, vxlan, type Wrapper } from '../../fixtures/build/wrappers.ts'

const WRAPS: readonly (readonly Wrapper[])[] = [[], [vlan(12)], [vxlan(77)], [vlan(3), geneve(9)], [ipInIp()]]

/** Connections side by side, IPv4 and IPv6, some with addresses and ports of one before, some midstream, silent, or left open. */
export function variedTraffic(seed: number, connections = 30): CaptureBuilder {
  const build = new CaptureBuilder({ seed, wrap: WRAPS[seed % WRAPS.length] ?? [] })
  const { random } = build
  const pick = (most: number) => Math.floor(random() * most)
  for (let number = 0; number < connections; number++) {
    const v6 = random() < 0.3
    const client = v6 ? `fd00::${pick(5) + 10}` : `10.0.0.${pick(5) + 10}`
    const open = build.connection({
      client,
      clientPort: 30_000 + pick(12),
      mss: 90 + pick(900),
      clientSequence: pick(2 ** 32),
      stepUs: pick(3000),
    })
    if (random() < 0.9) open.handshake()
    for (let call = pick(4); call >= 0; call--) {
      const body = JSON.stringify({ id: pick(1000), name: `thing ${'x'.repeat(pick(600))}` })
      open.request(`GET /things/${pick(50)}?page=${pick(3)} HTTP/1.1\r\nHost: api-${pick(3)}.example\r\n\r\n`)
      if (random() < 0.06) open.lose('server-to-client', pick(200) + 1)
      open.respond(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    }
    const end = random()
    if (end < 0.7) open.close()
    else if (end < 0.85) open.reset('client-to-server')
    if (random() < 0.2) build.wait(pick(400) * 1_000_000)
  }
  if (random() < 0.6) build.shuffle(4)
  if (random() < 0.3) build.duplicateAll()
  if (random() < 0.4) build.loseRandomly(0.03)
  return build
}
