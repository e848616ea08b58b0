import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { type ByteSource, fileSource, streamSource } from '../../../sensor/source/byte-source.ts'
import { scratchFolder } from '../../support/inventory-files.ts'

const folder = scratchFolder('byte-source')

async function textOf(source: ByteSource): Promise<string> {
  const buffer = new Uint8Array(10)
  let text = ''
  for (;;) {
    const count = await source.read(buffer, 3, 7)
    if (count === 0) break
    text += Buffer.from(buffer.subarray(3, 3 + count)).toString('latin1')
  }
  source.close()
  return text
}

test('a file and a stream give the same bytes, in pieces as large as there is room', async () => {
  const path = join(folder, 'a')
  writeFileSync(path, 'hello, hello')
  const file = fileSource(path)
  expect([file.name, file.totalBytes]).toEqual([path, 12])
  expect(await textOf(file)).toBe('hello, hello')
  expect(await textOf(streamSource(Readable.from([Buffer.from('hello'), Buffer.from(''), ', hello']), 'it'))).toBe('hello, hello')
})

test('what cannot be opened is a mistake of the user', () => {
  expect(() => fileSource(join(folder, 'none'))).toThrow(/^no such file/)
  expect(() => fileSource(folder)).toThrow(/is a directory$/)
})

test('the signal ends a silent stream, a fault does not go unheard', async () => {
  const stop = new AbortController()
  const reading = textOf(streamSource(new Readable({ read() {} }), 'it', stop.signal))
  stop.abort()
  expect(await reading).toBe('')
  const broken = new Readable({
    read() {
      this.destroy(new Error('cable pulled'))
    },
  })
  await expect(textOf(streamSource(broken, 'it'))).rejects.toThrow('cable pulled')
})
