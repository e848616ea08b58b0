import type { Io } from './io.ts'
import type { OptionName, OptionValues } from './options.ts'

/**
 * One command: a value in the list COMMANDS. `summary` is a verb phrase that says what comes out; `examples` can be pasted.
 */
export interface Command {
  readonly name: string
  readonly summary: string
  /** Longer help, below the summary. */
  readonly description?: string
  /** Positional arguments as commander writes them: `<file...>`, `[action]`. */
  readonly arguments?: readonly { syntax: string; help: string }[]
  readonly options: readonly OptionName[]
  readonly examples: readonly string[]
  /** The program of the command, in a file of its own under commands/. */
  load(): Promise<{ run: RunCommand }>
}

/** Answers with an exit code (sensor/base/errors.ts); throws UserError for what the user can mend. */
export type RunCommand = (input: CommandInput, io: Io) => Promise<number>

export interface CommandInput {
  readonly arguments: readonly string[]
  readonly options: OptionValues
}
