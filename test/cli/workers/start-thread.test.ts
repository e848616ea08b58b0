import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { startThread } from '../../../cli/workers/start-thread.ts'

test('a thread begins, and tells what it cannot do', async () => {
  const { port1, port2 } = new MessageChannel()
  const thread = startThread({ port: port2, answers: new SharedArrayBuffer(4) }, port2)
  const [message] = (await once(port1, 'message')) as [{ kind: string }]
  expect(message.kind).toBe('failed')
  port1.close()
  await thread.terminate()
})
