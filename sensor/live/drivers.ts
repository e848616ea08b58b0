// The capture drivers, in the order in which they are tried. A new one is a file and a line here.
import { UserError } from '../base/errors.ts'
import { cap } from './cap.ts'
import type { CaptureDriver, DriverName } from './driver.ts'
import { dumpcap } from './dumpcap.ts'
import { tcpdump } from './tcpdump.ts'

export const DRIVERS: readonly CaptureDriver[] = [tcpdump, dumpcap, cap]

export const INSTALL_HINT = 'Install tcpdump: sudo apt-get install tcpdump (or: dnf, apk, brew install tcpdump).'

/** The driver of that name, or all that are there, best first. Throws a `UserError` when there is none. */
export async function usableDrivers(name: DriverName | undefined, drivers = DRIVERS): Promise<readonly CaptureDriver[]> {
  if (name !== undefined) return [await namedDriver(name, drivers)]
  const answers = await Promise.all(drivers.map((driver) => driver.available()))
  const usable = drivers.filter((_, index) => answers[index]?.ok)
  if (usable.length > 0) return usable
  throw new UserError('there is no capture driver on this machine', { hint: INSTALL_HINT })
}

async function namedDriver(name: DriverName, drivers: readonly CaptureDriver[]): Promise<CaptureDriver> {
  const driver = drivers.find((candidate) => candidate.name === name)
  if (driver === undefined)
    throw new UserError(`there is no capture driver "${name}"`, { hint: `Choose one of ${drivers.map((one) => one.name).join(', ')}.` })
  const { ok, why } = await driver.available()
  if (ok) return driver
  throw new UserError(`the capture driver ${name} cannot be used: ${why}`, { hint: '`earshot doctor` tells which can.' })
}
