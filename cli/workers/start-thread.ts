// Starts the thread of a worker. [I/O]

import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MessagePort, Worker } from 'node:worker_threads'

/** Run worker-thread with `workerData`; `port`, which is part of it, moves there. */
export function startThread(workerData: object, port: MessagePort): Worker {
  const options = { workerData, transferList: [port] }
  const extension = extname(fileURLToPath(import.meta.url))
  const file = new URL(`worker-thread${extension}`, import.meta.url)
  if (extension !== '.ts') return new Worker(file, options)
  // In a working tree it is TypeScript and needs a loader: one that never asks this thread, which sleeps while it waits for the worker.
  const loader = createRequire(import.meta.url).resolve('tsx/cjs/api')
  const code = `require(${JSON.stringify(loader)}).register(); require(${JSON.stringify(fileURLToPath(file))})`
  return new Worker(code, { ...options, eval: true, execArgv: [] })
}
