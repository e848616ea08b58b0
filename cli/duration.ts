import { UserError } from '../sensor/base/errors.ts'

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `90s`, `15m`, `1h`, `7d` in milliseconds. */
export function parseDuration(text: string, origin: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([smhd])$/.exec(text.trim())
  const ms = match ? Number(match[1]) * UNITS[match[2] as keyof typeof UNITS] : 0
  if (ms <= 0) throw new UserError(`${origin} must be a time such as 30s, 15m, 1h or 7d, not "${text}"`)
  return ms
}
