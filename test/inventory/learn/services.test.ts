import { expect, test } from 'vitest'
import { realServices, serviceName } from '../../../inventory/learn/services.ts'
import { observe } from './build-observation.ts'

test('a service is called as clients call it, without the port of the scheme', () => {
  const name = (host: string, scheme: 'http' | 'https' = 'http') => serviceName(observe('GET /', { host, scheme }))
  expect(name('api.example')).toBe('api.example')
  expect(name('api.example:80')).toBe('api.example')
  expect(name('api.example:443', 'https')).toBe('api.example')
  expect(name('api.example:443')).toBe('api.example:443')
  expect(name('api.example:8080')).toBe('api.example:8080')
  expect(name('')).toBe('10.0.0.1:80')
})

test('a name that gave nothing is a service only where nothing else is served', () => {
  const service = (name: string, confirmed: number, mayBeReal: boolean, address: string) =>
    ({ name, confirmed, mayBeReal, addresses: new Map([[address, 1]]) }) as never
  const names = realServices([
    service('spoofed', 0, true, 'a'),
    service('real', 3, false, 'a'),
    service('guarded', 0, true, 'b'),
    service('probed', 0, false, 'c'),
  ]).map((each) => each.name)
  expect(names).toEqual(['guarded', 'real'])
})
