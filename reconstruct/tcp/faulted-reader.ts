// Takes the place of a reader that failed: the flow is still followed and counted, but nobody reads it.

import type { StreamReader } from '../stream.ts'

export const FAULTED_READER: StreamReader = {
  data() {},
  gap() {},
  finished() {},
  end() {},
  summarise() {},
  busy: false,
  worthKeeping: false,
}
