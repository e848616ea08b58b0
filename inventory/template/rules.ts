// What the user decided about paths (earshot.yaml). Rules come before any statistics and hold over all runs.

/** Paths are written as templates: `/users/me`, `/users/{}`, `/users/{login}`; `{}` matches any one part. */
export interface UserRules {
  /** Paths whose last part stays literal. */
  keepLiteral?: readonly string[]
  /** Templates whose last part is a parameter, whatever it looks like. */
  forceParameter?: readonly string[]
  /** Template -> the name of its last parameter. */
  rename?: ReadonlyMap<string, string>
  /** Templates below which no word is ever taken for a value. */
  neverMerge?: readonly string[]
}
