// What time it is, by the packets: the latest seen, so that time never runs backwards.

/** Packet time after a packet of `timestampUs`, when it was `nowUs` before. A fall by `clockResetUs` or more is another clock: time starts anew. */
export function packetTime(nowUs: number, timestampUs: number, clockResetUs: number): number {
  const backUs = nowUs - timestampUs
  return backUs > 0 && backUs < clockResetUs ? nowUs : timestampUs
}
