/** Exit codes are an interface: scripts depend on them. */
export const EXIT = { ok: 0, findings: 1, usage: 2, failed: 3 } as const

/**
 * Something the user can mend: a wrong flag, a missing file, no permission (exit 2), or the world failing under
 * us, such as a full disk (exit 3). `message` is one sentence that says what is wrong; `hint` says what to do.
 * Never carries a value taken from traffic.
 */
export class UserError extends Error {
  readonly hint: string | undefined
  readonly exitCode: number

  constructor(message: string, options: { hint?: string; exitCode?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'UserError'
    this.hint = options.hint
    this.exitCode = options.exitCode ?? EXIT.usage
  }
}
