import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('knows the doors of several frameworks', () => {
  for (const path of ['/actuator/heapdump', '/debug/pprof/heap', '/server-status'])
    expect(foundIn('exposed-debug', [{ line: `GET ${path}`, answer: { a: 1 } }]), path).toHaveLength(1)
})

it('is silent about pages for people', () => {
  expect(foundIn('exposed-debug', [{ line: 'GET /server-status', answer: '<p>', answerHeaders: { 'content-type': 'text/html' } }])).toEqual(
    [],
  )
})
