// The clients of the JSON API in a process of their own. Usage: traffic-client PROFILE. Prints its counts as JSON at the end.
import { Agent, request as send } from 'node:http'
import { CLIENT_ADDRESSES, PROFILES, SERVER_ADDRESS, SERVER_PORT } from './profiles.ts'
import { drawRequest, drawSize, seededRandom } from './random-api.ts'

const profile = PROFILES.find((one) => one.name === process.argv[2])
if (profile === undefined) throw new Error(`no profile ${process.argv[2]}`)
const { exchanges, connections, bodyBytes, fresh = false } = profile
const random = seededRandom(2)
const agents = CLIENT_ADDRESSES.map(
  (localAddress) =>
    ({ localAddress, agent: new Agent({ keepAlive: true, maxSockets: Math.ceil(connections / CLIENT_ADDRESSES.length) }) }) as const,
)
const counts = { requests: 0, exchanges: 0, errors: 0, bodyBytes: 0 }

function exchange(worker: number): Promise<void> {
  return new Promise((resolve) => {
    const { method, path, body } = drawRequest(random, drawSize(random, bodyBytes))
    const { localAddress, agent } = agents[worker % agents.length] as (typeof agents)[number]
    const headers: Record<string, string | number> = {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': 'bench-client/1.0',
      authorization: `Bearer ${Math.floor(random() * 1e9).toString(36)}.bench.token`,
    }
    if (body !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    counts.requests += 1
    const failed = () => {
      counts.errors += 1
      resolve()
    }
    // an agent would give a socket that is to be closed to the next request in its queue
    const request = send(
      { host: SERVER_ADDRESS, port: SERVER_PORT, localAddress, agent: fresh ? false : agent, method, path, headers },
      (response) => {
        response.on('data', (bytes: Buffer) => (counts.bodyBytes += bytes.length))
        response.once('error', failed)
        response.once('end', () => {
          counts.exchanges += 1
          resolve()
        })
      },
    )
    request.once('error', failed)
    request.end(body)
  })
}

async function work(worker: number): Promise<void> {
  while (counts.requests < exchanges) await exchange(worker)
}

await Promise.all(Array.from({ length: connections }, (_, worker) => work(worker)))
for (const { agent } of agents) agent.destroy()
process.stdout.write(`${JSON.stringify(counts)}\n`)
