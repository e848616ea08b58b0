import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { groupsOf, serviceSettings } from '../../cli/service-settings.ts'
import { parseSettings } from '../../cli/settings-file.ts'
import { scratchFolder } from '../support/inventory-files.ts'

const folder = scratchFolder('service-settings')
const groups = (text: string) => groupsOf(parseSettings(text, 'earshot.yaml'))

test('a service is a name with one host or several', () => {
  expect(groups('services:\n  orders: [api-1.example, "*.app.example"]\n  shop: shop.example\n')).toEqual([
    { name: 'orders', hosts: ['api-1.example', '*.app.example'] },
    { name: 'shop', hosts: ['shop.example'] },
  ])
  expect(groups('db: x.db\n')).toEqual([])
})

test('what cannot be meant is told with its line', () => {
  expect(() => groups('services:\n  orders: { a: b }\n')).toThrow('earshot.yaml line 2: services.orders must be a text or a list of texts')
  expect(() => groups('services:\n  two words: x.example\n')).toThrow('must have a name without spaces')
  expect(() => groups('services: orders\n')).toThrow('services must hold keys with values')
})

test('--apart joins nothing', () => {
  const config = join(folder, 'earshot.yaml')
  writeFileSync(config, 'services: { orders: api.example }\n')
  expect(serviceSettings({ config })).toEqual({ groups: [{ name: 'orders', hosts: ['api.example'] }], addresses: true })
  expect(serviceSettings({ config, apart: true })).toEqual({ groups: [], addresses: false })
})
