// What happens again and again while a command waits for packets.

export interface Pulse {
  /** Rejects when a beat throws: a fault in a timer would otherwise end the process. */
  readonly failed: Promise<never>
  stop(): void
}

/** Call `beat` every `everyMs` milliseconds. */
export function startPulse(beat: () => void, everyMs: number): Pulse {
  let fail: (error: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => (fail = reject))
  // a fault may come when nobody waits any more
  failed.catch(() => {})
  const timer = setInterval(() => {
    try {
      beat()
    } catch (error) {
      fail(error)
    }
  }, everyMs)
  return { failed, stop: () => clearInterval(timer) }
}
