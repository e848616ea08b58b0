// Two inventories -> what changed between them.

export { CHANGE_LEVELS, type Change, type ChangeLevel, type DiffNames, type DiffOptions } from './change.ts'
export { diffInventories } from './diff-inventories.ts'
export { DIFF_FORMATS, type DiffFormat, failsOn, writeDiff } from './write-diff.ts'
