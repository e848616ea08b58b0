// Two inventories -> what changed between them.

export type { Change, ChangeLevel, DiffNames, DiffOptions } from './change.ts'
export { diffInventories } from './diff-inventories.ts'
export { DIFF_FORMATS, type DiffFormat, failsOn, writeDiff } from './write-diff.ts'
