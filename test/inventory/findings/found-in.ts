// What one rule finds in calls that were played through the whole program.

import type { Example, ExampleCall } from '../../../inventory/findings/example.ts'
import type { Finding } from '../../../inventory/findings/index.ts'
import { playExample } from '../../support/play-example.ts'

export const foundIn = (rule: string, calls: readonly ExampleCall[], rest: Partial<Example> = {}): Finding[] =>
  playExample({ text: '', calls, ...rest }).verdicts.findings.filter((finding) => finding.rule === rule)
