// Errors that show the inside of a program.

import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const STACK_TRACE: Rule = {
  id: 'stack-trace',
  kind: 'exposure',
  severity: 'medium',
  summary: 'An error answer holds a stack trace.',
  remedy: 'Turn the debug mode off, answer with an id of the error, and keep the trace in the log.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'CWE-209'],
  examples: {
    fires: {
      text: 'a Python traceback behind a 500',
      calls: [
        { line: 'GET /orders' },
        { line: 'GET /orders', status: 500, answer: 'Traceback (most recent call last):\n  File "/srv/app.py", line 12, in orders' },
      ],
    },
    silent: {
      text: 'a 500 that only says so',
      calls: [
        { line: 'GET /orders' },
        { line: 'GET /orders', status: 500, answer: 'Internal Server Error. Please tell us the number 4711.' },
      ],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const signal = judged.operation.signals.get('stack-trace')
      if (signal === undefined) continue
      const evidence = [...signal.details].sort().map(([platform, n]) => ({ text: `a stack trace of ${platform} in an error answer`, n }))
      yield finding(STACK_TRACE, placeOf(judged), { evidence, ...timesOf(judged) })
    }
  },
}
