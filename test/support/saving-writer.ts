// Child process of store/kill.test.ts: saves a growing inventory until it is killed.

import { openStore } from '../../inventory/store/open-store.ts'
import { sampleInventory, sampleOperation } from './sample-inventory.ts'

const store = openStore(process.argv[2] as string, { mode: 'write' })
const run = store.beginRun({ kind: 'sniff', source: 'test0', version: '0.0.0' })
const inventory = sampleInventory({ 'shop.example': [] })
const service = inventory.services.get('shop.example')
if (service === undefined) throw new Error('no service')
for (let saves = 1; ; saves++) {
  service.seen.n = saves
  for (let i = 0; i < 3; i++) {
    const operation = sampleOperation({ operation: `GET /s${saves}/o${i}/{id}`, responses: { 200: [{ id: saves, name: `n${i}` }] } })
    service.operations.set(`GET /s${saves}/o${i}/{}`, operation)
  }
  store.save(run, inventory)
  process.stdout.write(`${saves}\n`)
}
