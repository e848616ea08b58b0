// Who calls, as far as it may be kept: the address, and the product of the User-Agent. The rest of a User-Agent (devices, sometimes
// names and mail addresses) stays behind.

import { remembered } from '../../sensor/base/remembered.ts'
import { classifySegment } from '../template/classify-segment.ts'

const AGENTS_MAX = 1024
const PRODUCT = /^([A-Za-z][A-Za-z0-9._-]{0,40})(?:\/v?(\d{1,4}(?:\.\d{1,4})?)[^\s]*)?/
/** Browsers all begin with Mozilla/5.0; in this order, as Edge claims to be Chrome and Chrome to be Safari. */
const BROWSERS = [
  /\b(Edg|OPR|SamsungBrowser|Firefox|HeadlessChrome|Chrome|CriOS|FxiOS)\/(\d{1,4})/,
  /\b(Version)\/(\d{1,4})(?:\.\d+)* (?:Mobile\/\w+ )?Safari/,
]
const NAMES: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', CriOS: 'Chrome', FxiOS: 'Firefox', Version: 'Safari' }

/** `python-requests/2.32`, `Firefox/122`; '' if none can be told. */
export function productOf(userAgent: string): string {
  if (userAgent.startsWith('Mozilla/')) {
    const crawler = /\b([A-Za-z][\w.-]{0,30}(?:bot|crawler|spider))\b(?:\/(\d{1,4}(?:\.\d{1,4})?))?/i.exec(userAgent)
    const browser = crawler ?? BROWSERS[0]?.exec(userAgent) ?? BROWSERS[1]?.exec(userAgent)
    if (!browser) return 'Mozilla'
    const name = NAMES[browser[1] as string] ?? (browser[1] as string)
    return browser[2] === undefined ? name : `${name}/${browser[2]}`
  }
  const product = PRODUCT.exec(userAgent)
  if (product === null) return ''
  const [, name = '', version] = product
  // A product whose name is an address, a number of somebody or a key is none.
  if (/^[\w.@-]/.test(userAgent.slice(name.length)) || /\d{5}/.test(name) || classifySegment(name) !== 'word') return ''
  return version === undefined ? name : `${name}/${version}`
}

// One string object for each key: maps then need not hash it again with every exchange.
const ADDRESSES_MAX = 16_384
const addressKey = remembered(ADDRESSES_MAX, (address) => `address:${address}`)
const agentKey = remembered(AGENTS_MAX, (userAgent) => {
  const product = productOf(userAgent)
  return product === '' ? '' : `agent:${product}`
})

/** Keys of consumers, at most two. */
export function consumersOf(clientAddress: string, userAgent: string | undefined): string[] {
  const agent = userAgent === undefined ? '' : agentKey(userAgent)
  return agent === '' ? [addressKey(clientAddress)] : [addressKey(clientAddress), agent]
}
