// A JSON API in a process of its own. Usage: traffic-server PROFILE. Says `ready` on standard output; ends on SIGTERM.
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { PROFILES, SERVER_ADDRESS, SERVER_PORT } from './profiles.ts'
import { drawBody, drawSize, seededRandom } from './random-api.ts'

const profile = PROFILES.find((one) => one.name === process.argv[2])
if (profile === undefined) throw new Error(`no profile ${process.argv[2]}`)
const random = seededRandom(1)
// drawn once: the server must not be slower than the cable
const bodies = Array.from({ length: 500 }, () => Buffer.from(drawBody(random, drawSize(random, profile.bodyBytes))))
const zipped = bodies.map((body) => gzipSync(body))

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    if (request.method === 'DELETE') return void response.writeHead(204, { 'x-request-id': String(Math.floor(random() * 1e9)) }).end()
    const index = Math.floor(random() * bodies.length)
    const gzip = (bodies[index]?.length ?? 0) > 1000 && random() < profile.gzipShare
    const body = (gzip ? zipped : bodies)[index] as Buffer
    response.statusCode = request.method === 'POST' ? 201 : 200
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.setHeader('cache-control', 'no-store')
    response.setHeader('x-request-id', String(Math.floor(random() * 1e9)))
    if (gzip) response.setHeader('content-encoding', 'gzip')
    if (random() >= profile.chunkedShare) return void response.setHeader('content-length', body.length).end(body)
    response.write(body.subarray(0, body.length >> 1))
    response.end(body.subarray(body.length >> 1))
  })
})
server.keepAliveTimeout = 60_000
server.listen(SERVER_PORT, SERVER_ADDRESS, 2048, () => process.stdout.write('ready\n'))
process.on('SIGTERM', () => process.exit(0))
