import { expect, test } from 'vitest'
import { gpeProtocol } from '../../../sensor/wire/gpe-protocol.ts'

test('known numbers have an EtherType, others 0', () => {
  expect([1, 2, 3, 4, 5].map(gpeProtocol)).toEqual([0x0800, 0x86dd, 0x6558, 0x894f, 0x8847])
  expect([0, 6, 255].map(gpeProtocol)).toEqual([0, 0, 0])
})
