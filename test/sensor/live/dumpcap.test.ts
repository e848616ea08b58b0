import { expect, test } from 'vitest'
import { dumpcap } from '../../../sensor/live/dumpcap.ts'

const request = { interface: 'eth1', snapLength: 262_144, bufferMiB: 64, promiscuous: true }

test('the command writes a pcap stream to standard output', () => {
  expect(dumpcap.command(request)).toEqual({
    file: 'dumpcap',
    args: ['-i', 'eth1', '-q', '-s', '262144', '-B', '64', '-P', '-w', '-'],
  })
})

test('a filter is the value of its option', () => {
  const { args } = dumpcap.command({ ...request, promiscuous: false, filter: '-w /etc/passwd' })
  expect(args.join('|')).toContain('|-p|-f|-w /etc/passwd|-P|')
})

test('drops are read from the closing line, by where they happened', () => {
  const text = "Packets captured: 93\nPackets received/dropped on interface 'eth1': 93/7 (pcap:4/dumpcap:2/flushed:1/ps_ifdrop:5) (93.0%)\n"
  expect(dumpcap.readStatistics(text)).toEqual({ captured: 93, kernelDropped: 7, interfaceDropped: 5 })
  expect(dumpcap.readStatistics("Capturing on 'eth1'\nFile: -\n")).toBeUndefined()
})
