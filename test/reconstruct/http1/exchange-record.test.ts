import { expect, test } from 'vitest'
import { ExchangeRecord } from '../../../reconstruct/http1/exchange-record.ts'
import { MessagePool } from '../../../reconstruct/message-pool.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

const pool = new MessagePool(DEFAULT_LIMITS, new Counters())

test('sealed, a record tells protocol, times and anomalies of both messages, also those found later', () => {
  const record = new ExchangeRecord({ id: 1 } as never)
  record.request = pool.acquire('request', 100)
  record.request.version = 'HTTP/1.0'
  record.request.note('bare-lf')
  record.response = pool.acquire('response', 90)
  record.response.lastUs = 300
  record.seal()
  record.response.note('bare-lf')
  record.response.note('decode-failed')
  expect(record).toMatchObject({ protocol: 'http/1.0', startedUs: 90, endedUs: 300, anomalies: ['bare-lf', 'decode-failed'] })
  expect({ ...record }).toHaveProperty('protocol')
})

test('reset, a record is like a new one', () => {
  const used = new ExchangeRecord({ id: 1 } as never)
  used.interim.push(100)
  used.request = pool.acquire('request', 1)
  used.requestDone = used.hiddenBefore = used.wantsSwitch = true
  used.pairing = 'certain'
  used.clientEpoch = used.requestEndMost = 7
  used.seal()
  used.reset({ id: 2 } as never)
  const { startedUs: _s, endedUs: _e, protocol: _p, anomalies: _a, ...rest } = used
  const { startedUs, endedUs, protocol, anomalies, ...fresh } = new ExchangeRecord({ id: 2 } as never)
  expect(rest).toEqual(fresh)
})
