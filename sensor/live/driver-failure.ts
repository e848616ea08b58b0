// What a driver wrote to stderr before it ended, turned into one sentence and a hint. Pure.
import { EXIT, UserError } from '../base/errors.ts'
import type { CaptureRequest, DriverName } from './driver.ts'

export type FailureKind = 'no-interface' | 'interface-down' | 'no-permission' | 'filter' | 'other'

export interface DriverFailure {
  readonly kind: FailureKind
  readonly error: UserError
}

const NO_INTERFACE = /no such device|there is no device named|device does(n't| not) exist|no such interface/i
const INTERFACE_DOWN = /is not up|network is down|interface went down/i
const NO_PERMISSION = /permission|operation not permitted|\bEPERM\b|\bEACCES\b|not permitted/i
/** Failures that a filter does not cause; whatever else ends a driver that has a filter is about the filter. */
const NOT_THE_FILTER = /memory|buffer|\bring\b|mmap|\bENOENT\b|no space|killed by|cannot find module|unable to set/i
/** Lines that only tell how the capture goes. */
const CHATTER = /^(capturing on|file: |packets|.*listening on|\d+ packets|see the user's guide|warning: )/i

/** Why a driver that never began to capture ended. */
export function explainFailure(driver: DriverName, request: Pick<CaptureRequest, 'interface' | 'filter'>, stderr: string): DriverFailure {
  const { interface: name, filter } = request
  const failure = (kind: FailureKind, message: string, hint: string, exitCode: number = EXIT.usage): DriverFailure => ({
    kind,
    error: new UserError(message, { hint, exitCode }),
  })
  if (NO_INTERFACE.test(stderr)) return failure('no-interface', `there is no interface "${name}"`, '`earshot interfaces` lists them.')
  if (INTERFACE_DOWN.test(stderr)) return failure('interface-down', `the interface ${name} is down`, `Type: sudo ip link set ${name} up`)
  if (NO_PERMISSION.test(stderr)) return failure('no-permission', `no permission to capture on ${name}`, permissionHint(driver))
  const sentence = driverSentence(stderr)
  if (filter !== undefined && !NOT_THE_FILTER.test(stderr))
    return failure('filter', `the capture filter "${filter}" was not understood: ${sentence}`, FILTER_HINT)
  return failure('other', `${driver} could not capture on ${name}: ${sentence}`, '`earshot doctor` checks what is missing.', EXIT.failed)
}

export const FILTER_HINT = "The language is that of tcpdump, such as 'tcp and port 8080 and not host 10.0.0.1': see man pcap-filter."

/** What to type so that this user may capture with that driver. */
export function permissionHint(driver: DriverName): string {
  if (driver === 'tcpdump') return 'Use sudo, or type once: sudo setcap cap_net_raw,cap_net_admin+eip "$(readlink -f "$(which tcpdump)")"'
  if (driver === 'dumpcap')
    return 'Use sudo, or type once: sudo usermod -aG wireshark "$USER" (then log in again), or: sudo setcap cap_net_raw,cap_net_admin+eip "$(which dumpcap)"'
  return 'Use sudo, or the driver tcpdump, which can be given the right alone.'
}

/** How dumpcap wraps the compiler's sentence in its own. */
const WRAPPED = "isn't a valid capture filter ("

/** The sentence that tells the reason, without the program's name and on one line. */
export function driverSentence(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !CHATTER.test(line))
  const best = lines.find((line) => /can't parse|isn't a valid/.test(line)) ?? lines[0]
  if (best === undefined) return 'it ended without a word'
  const from = best.indexOf(WRAPPED)
  const inner = from < 0 ? best : best.slice(from + WRAPPED.length).replace(/\)[^)]*$/, '')
  return inner.replace(/^(tcpdump|dumpcap|cap): /, '').replace(/\.$/, '')
}
