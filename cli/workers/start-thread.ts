// Starts the thread of a worker. [I/O]

import { createRequire } from 'node:module'
import { type MessagePort, Worker } from 'node:worker_threads'
import { ownFile } from '../../sensor/base/own-files.ts'

/** Run worker-thread with `workerData`; `port`, which is part of it, moves there. */
export function startThread(workerData: object, port: MessagePort): Worker {
  const options = { workerData, transferList: [port] }
  const { path, isSource } = ownFile('cli/workers/worker-thread')
  if (!isSource) return new Worker(path, options)
  // In a working tree it is TypeScript and needs a loader: one that never asks this thread, which sleeps while it waits for the worker.
  const loader = createRequire(import.meta.url).resolve('tsx/cjs/api')
  const code = `require(${JSON.stringify(loader)}).register(); require(${JSON.stringify(path)})`
  return new Worker(code, { ...options, eval: true, execArgv: [] })
}
