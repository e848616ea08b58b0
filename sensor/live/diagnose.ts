// What `earshot doctor` checks: may this user capture here, with what, and what to type if not. [I/O]
import { Counters } from '../base/counters.ts'
import { UserError } from '../base/errors.ts'
import type { CaptureDriver, DriverAvailability } from './driver.ts'
import { DRIVERS, INSTALL_HINT } from './drivers.ts'
import { type InterfaceInfo, listInterfaces, packetCount } from './interfaces.ts'
import { captureWith } from './live-capture.ts'

export interface Diagnosis {
  /** What was checked, in a few words. */
  readonly what: string
  readonly ok: boolean
  /** What was found, in one sentence. */
  readonly detail: string
  /** What to type when it is not ok. */
  readonly remedy?: string
}

const LISTEN_MS = 1000
const PROBE_BUFFER_MIB = 2

/** Runs all checks. `interface` adds the checks of that one interface; without it the right to capture is tried on the loopback. */
export async function diagnose(options: { interface?: string } = {}, drivers: readonly CaptureDriver[] = DRIVERS): Promise<Diagnosis[]> {
  const answers = await Promise.all(drivers.map(async (driver) => ({ driver, answer: await driver.available() })))
  const usable = answers.filter(({ answer }) => answer.ok)
  const interfaces = await listInterfaces()
  const diagnoses = driverDiagnoses(answers)
  const chosen =
    options.interface === undefined ? interfaces.find((one) => one.loopback) : interfaces.find((one) => one.name === options.interface)
  if (options.interface !== undefined) diagnoses.push(interfaceDiagnosis(options.interface, chosen, interfaces))
  if (chosen === undefined || !chosen.up) return diagnoses
  const rights = await Promise.all(usable.map(({ driver }) => rightDiagnosis(driver, chosen.name)))
  diagnoses.push(...onlyRemarksBesides(rights))
  if (options.interface !== undefined && !chosen.loopback) diagnoses.push(...(await trafficDiagnosis(chosen.name)))
  return diagnoses
}

/** One driver is enough: those that are absent are a remark, unless all are. */
function driverDiagnoses(answers: readonly { driver: CaptureDriver; answer: DriverAvailability }[]): Diagnosis[] {
  const there = answers.filter(({ answer }) => answer.ok)
  const absent = answers.filter(({ answer }) => !answer.ok).map(({ answer }) => answer.why ?? '')
  if (there.length === 0) return [{ what: 'capture driver', ok: false, detail: absent.join('; '), remedy: INSTALL_HINT }]
  return [
    ...there.map(({ driver, answer }) => ({ what: `driver ${driver.name}`, ok: true, detail: `version ${answer.version}` })),
    ...(absent.length === 0 ? [] : [{ what: 'other drivers', ok: true, detail: `${absent.join('; ')}; one driver is enough` }]),
  ]
}

function interfaceDiagnosis(name: string, found: InterfaceInfo | undefined, all: readonly InterfaceInfo[]): Diagnosis {
  const what = `interface ${name}`
  if (found === undefined) {
    const names = all.map((one) => one.name).join(', ')
    return { what, ok: false, detail: `there is no interface "${name}"; there are: ${names}`, remedy: 'earshot interfaces' }
  }
  if (!found.up) return { what, ok: false, detail: 'it is down or has no carrier', remedy: `sudo ip link set ${name} up` }
  return {
    what,
    ok: true,
    detail: `up, ${found.linkType ?? 'unknown link type'}, ${found.addresses.join(', ') || 'no address (a mirror port needs none)'}`,
  }
}

/** Tried in earnest: a capture is started and ended. */
async function rightDiagnosis(driver: CaptureDriver, name: string): Promise<Diagnosis> {
  const what = `right to capture on ${name} with ${driver.name}`
  try {
    const capture = await captureWith(
      [driver],
      { interface: name, bufferMiB: PROBE_BUFFER_MIB, promiscuous: false },
      { packet() {} },
      new Counters(),
    )
    await capture.stop()
    return { what, ok: true, detail: 'a capture could be started' }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { what, ok: false, detail: error.message, ...(error.hint === undefined ? {} : { remedy: error.hint }) }
  }
}

/** Where one driver may capture, it does not matter that others may not. */
function onlyRemarksBesides(rights: readonly Diagnosis[]): Diagnosis[] {
  if (!rights.some((right) => right.ok)) return [...rights]
  return rights.map((right) => (right.ok ? right : { what: right.what, ok: true, detail: `${right.detail}; another driver may` }))
}

/** The commonest reason for an empty inventory is a mirror that sends nothing. */
async function trafficDiagnosis(name: string): Promise<Diagnosis[]> {
  const before = packetCount(name)
  await new Promise((resolve) => setTimeout(resolve, LISTEN_MS))
  const after = packetCount(name)
  if (before === undefined || after === undefined) return []
  const what = `traffic on ${name}`
  if (after > before) return [{ what, ok: true, detail: `${after - before} packets within a second` }]
  return [
    {
      what,
      ok: false,
      detail: 'no packet within a second: is the mirror (SPAN, TAP, traffic mirroring) set up and its target this interface?',
      remedy: `ip -s link show ${name}`,
    },
  ]
}
