// What a worker thread runs. [I/O]

import { workerData } from 'node:worker_threads'
import { runFlowWorker } from './flow-worker.ts'
import type { WorkerStart } from './worker-terms.ts'

runFlowWorker(workerData as WorkerStart)
