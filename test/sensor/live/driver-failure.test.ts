import { describe, expect, test } from 'vitest'
import { driverSentence, explainFailure, permissionHint } from '../../../sensor/live/driver-failure.ts'

const explain = (stderr: string, filter?: string) =>
  explainFailure('tcpdump', { interface: 'eth9', ...(filter === undefined ? {} : { filter }) }, stderr)

describe('what drivers say, in our words', () => {
  test.each([
    ['tcpdump: eth9: No such device exists\n(No such device exists)', 'no-interface'],
    ['tcpdump: eth9: SIOCETHTOOL(ETHTOOL_GET_TS_INFO) ioctl failed: No such device', 'no-interface'],
    ['Capturing on \'eth9\'\ndumpcap: There is no device named "eth9".\n(No such device exists)', 'no-interface'],
    ['tcpdump: eth9: That device is not up', 'interface-down'],
    ['Capturing on \'eth9\'\ndumpcap: Device "eth9" is not up.\n(That device is not up)', 'interface-down'],
    ["tcpdump: eth9: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)", 'no-permission'],
    [
      'dumpcap: cap_set_proc() fail return: Operation not permitted\ndumpcap: You do not have permission to capture on device "eth9".',
      'no-permission',
    ],
    ['cap: socket: Operation not permitted', 'no-permission'],
    ["tcpdump: can't allocate ring buffer: Cannot allocate memory", 'other'],
    ['', 'other'],
  ])('%s', (stderr, kind) => {
    // even where a filter is given, these are not about it
    expect(explain(stderr, kind === 'other' && stderr === '' ? undefined : 'tcp').kind).toBe(kind)
    expect(explain(stderr).error.message).not.toMatch(/\n|undefined/)
  })
})

test.each([
  ["tcpdump: can't parse filter expression: syntax error", "can't parse filter expression: syntax error"],
  ["tcpdump: unknown host 'nosuch'", "unknown host 'nosuch'"],
  [
    "Capturing on 'eth9'\ndumpcap: Invalid capture filter \"tcp prot 80\" for interface 'eth9'.\n\nThat string isn't a valid capture filter (can't parse filter expression: syntax error).\nSee the User's Guide for a description of the capture filter syntax.",
    "can't parse filter expression: syntax error",
  ],
])('whatever else is said about a capture with a filter is about the filter: %s', (stderr, sentence) => {
  const { kind, error } = explain(stderr, 'some filter')
  expect(kind).toBe('filter')
  expect(error).toMatchObject({ message: `the capture filter "some filter" was not understood: ${sentence}`, exitCode: 2 })
})

test('a failure that the user cannot mend has another exit code', () => {
  expect(explain("tcpdump: can't create rx ring on packet socket: Cannot allocate memory").error.exitCode).toBe(3)
  expect(explain('').error.message).toBe('tcpdump could not capture on eth9: it ended without a word')
})

test('the sentence is not the chatter', () => {
  expect(
    driverSentence('tcpdump: listening on eth9, link-type EN10MB\ntcpdump: pcap_loop: The interface disappeared\n0 packets captured'),
  ).toBe('pcap_loop: The interface disappeared')
  expect(driverSentence("Capturing on 'eth9'\nFile: -\n")).toBe('it ended without a word')
})

test('the hint fits the driver', () => {
  expect(permissionHint('tcpdump')).toMatch(/setcap .*tcpdump/)
  expect(permissionHint('dumpcap')).toMatch(/wireshark/)
  expect(permissionHint('cap')).toMatch(/sudo/)
})
