// Stack traces in error responses, by the marks each platform leaves.

import type { Message } from '../../reconstruct/index.ts'

const LOOKED_AT_BYTES = 65_536
const MARKS: readonly (readonly [platform: string, mark: RegExp])[] = [
  ['python', /Traceback \(most recent call last\)/],
  // In JSON the tab before `at` is written `\t`.
  ['java', /(?:\b|\\t)at [\w$.]{3,120}\([\w$]{1,60}\.(?:java|kt|scala):\d{1,6}\)/],
  ['dotnet', /\bat [\w.<>`]{3,120}\([^)\n]{0,200}\) in [^\n]{1,200}:line \d{1,6}/],
  ['node', /\bat (?:[\w$.<> ]{1,100} \()?(?:\/|file:|node:|[A-Z]:\\)[^\s)]{1,200}:\d{1,6}:\d{1,6}/],
  ['php', /(?:Stack trace:|\\nStack trace:)\s*(?:\\n)?#0 |PHP (?:Fatal error|Warning|Notice):/],
  ['ruby', /\.rb:\d{1,6}:in [`'][^'\n]{1,80}'/],
  ['go', /goroutine \d{1,6} \[[a-z ]{3,30}\]:/],
]

/** The platform, or ''. */
export function traceIn(response: Message): string {
  if (response.keptBodyBytes < 40) return ''
  const body = response.decodedBody()
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, LOOKED_AT_BYTES)).toString('latin1')
  return MARKS.find(([, mark]) => mark.test(text))?.[0] ?? ''
}
