import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startRecording } from '../../cli/recording.ts'
import { scratchFolder } from '../support/inventory-files.ts'
import { memoryIo } from '../support/memory-io.ts'

const folder = scratchFolder('recording')

test('a document that cannot be read leaves no inventory behind', async () => {
  const db = join(folder, 'never.db')
  const spec = join(folder, 'broken.yaml')
  writeFileSync(spec, 'openapi: [3.1')
  await expect(
    startRecording({ kind: 'replay', source: '', options: { db, spec: [spec] }, io: memoryIo(), inputBytes: 0 }),
  ).rejects.toMatchObject({
    name: 'UserError',
  })
  expect(existsSync(db)).toBe(false)
})

test('a fault in the section of services is told before anything is read, for what is kept at the end needs it', async () => {
  const [db, config] = [join(folder, 'services.db'), join(folder, 'services.yaml')]
  writeFileSync(config, 'services: { "my shop": [a.example] }')
  await expect(startRecording({ kind: 'replay', source: 'a', options: { db, config }, io: memoryIo(), inputBytes: 0 })).rejects.toThrow(
    'line 1',
  )
  expect(existsSync(db)).toBe(false)
})

test('discarding takes the run back and lets the next writer in', async () => {
  const db = join(folder, 'twice.db')
  const first = await startRecording({ kind: 'replay', source: 'a', options: { db }, io: memoryIo(), inputBytes: 0 })
  first.discard()
  const second = await startRecording({ kind: 'replay', source: 'b', options: { db }, io: memoryIo(), inputBytes: 0 })
  expect(second.end().run).toBe(1)
})
