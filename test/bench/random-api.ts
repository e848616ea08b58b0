// Requests and bodies of an invented JSON API, drawn from a seeded source: the same numbers give the same traffic.

/** mulberry32: small, fast and good enough to vary traffic. Values in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const WORDS = 'amber birch cedar delta ember fjord grove haven inlet jetty knoll lagoon meadow nook orchard pine quarry ridge'.split(' ')

export interface DrawnRequest {
  readonly method: string
  readonly path: string
  /** Absent for methods without a body. */
  readonly body?: string
}

/** One request: two of three read, the others write. */
export function drawRequest(random: () => number, bodyBytes: number): DrawnRequest {
  const id = Math.floor(random() * 100_000)
  const kind = random()
  if (kind < 0.3) return { method: 'GET', path: `/api/v1/users/${id}` }
  if (kind < 0.45) return { method: 'GET', path: `/api/v1/orders/${uuid(random)}` }
  if (kind < 0.6) return { method: 'GET', path: `/api/v1/products?limit=20&offset=${Math.floor(random() * 50) * 20}&sort=${word(random)}` }
  if (kind < 0.67) return { method: 'DELETE', path: `/api/v1/carts/${uuid(random)}/items/${id}` }
  if (kind < 0.85) return { method: 'POST', path: '/api/v1/orders', body: drawBody(random, bodyBytes) }
  return { method: 'PUT', path: `/api/v1/users/${id}/settings`, body: drawBody(random, bodyBytes) }
}

/** A JSON object of about that many bytes. */
export function drawBody(random: () => number, bytes: number): string {
  const head = {
    id: Math.floor(random() * 1_000_000),
    reference: uuid(random),
    active: random() < 0.5,
    createdAt: new Date(1.7e12 + random() * 1e11).toISOString(),
  }
  const items: unknown[] = []
  for (let size = JSON.stringify(head).length + 12; size < bytes; ) {
    const item = {
      sku: `${word(random)}-${Math.floor(random() * 10_000)}`,
      name: `${word(random)} ${word(random)}`,
      price: Math.floor(random() * 100_000) / 100,
      quantity: 1 + Math.floor(random() * 9),
      tags: [word(random)],
    }
    items.push(item)
    size += JSON.stringify(item).length + 1
  }
  return JSON.stringify({ ...head, items })
}

/** Evenly on a logarithmic scale: many small ones, some large. */
export function drawSize(random: () => number, [least, most]: readonly [number, number]): number {
  return Math.round(least * (most / least) ** random())
}

function word(random: () => number): string {
  return WORDS[Math.floor(random() * WORDS.length)] as string
}

function uuid(random: () => number): string {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(random() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
