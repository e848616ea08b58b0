import { expect, test } from 'vitest'
import { tcpdump } from '../../../sensor/live/tcpdump.ts'

const request = { interface: 'eth1', snapLength: 262_144, bufferMiB: 64, promiscuous: true }

test('the command writes every packet at once to standard output', () => {
  expect(tcpdump.command(request)).toEqual({
    file: 'tcpdump',
    args: ['-i', 'eth1', '-n', '-s', '262144', '-B', '65536', '-U', '-w', '-'],
  })
})

test('a filter is one argument and cannot be taken for an option', () => {
  const { args } = tcpdump.command({ ...request, promiscuous: false, filter: '-z reboot' })
  expect(args.slice(-3)).toEqual(['-', '--', '-z reboot'])
  expect(args).toContain('-p')
})

test('the last statistics are read, in both of their shapes', () => {
  const asked = 'tcpdump: 12 packets captured, 20 packets received by filter, 3 packets dropped by kernel\n'
  expect(tcpdump.readStatistics(`tcpdump: listening on eth1\n${asked}`)).toEqual({
    captured: 12,
    received: 20,
    kernelDropped: 3,
    interfaceDropped: 0,
  })
  const closing = '1 packet captured\n40 packets received by filter\n1 packet dropped by kernel\n7 packets dropped by interface\n'
  expect(tcpdump.readStatistics(asked + closing)).toEqual({ captured: 1, received: 40, kernelDropped: 1, interfaceDropped: 7 })
})

test('a text without statistics has none', () => {
  expect(tcpdump.readStatistics('tcpdump: listening on eth1\n12 packets capt')).toBeUndefined()
})
