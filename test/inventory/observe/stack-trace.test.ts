import { expect, test } from 'vitest'
import { traceIn } from '../../../inventory/observe/stack-trace.ts'
import { rawMessage } from '../../support/raw-exchange.ts'

const platformIn = (body: string): string => traceIn(rawMessage('response', `HTTP/1.1 500 Error\n\n${body}`))

test.each([
  ['python', 'Traceback (most recent call last):\n  File "/srv/app.py", line 3, in <module>'],
  ['java', '{"trace":"java.lang.NullPointerException\\n\\tat com.example.Orders.find(Orders.java:42)"}'],
  ['dotnet', '   at Example.Orders.Find(Int32 id) in C:\\src\\Orders.cs:line 42'],
  ['node', 'TypeError: x is not a function\n    at Orders.find (/srv/app/orders.js:42:17)'],
  ['node', '{"stack":"Error: x\\n    at file:///srv/app/orders.js:42:17"}'],
  ['php', 'Uncaught Exception: x in orders.php:3\nStack trace:\n#0 {main}'],
  ['ruby', "app/models/order.rb:42:in `find': undefined method `x' for nil (NoMethodError)"],
  ['go', 'panic: runtime error: index out of range\n\ngoroutine 1 [running]:\nmain.main()'],
])('%s', (platform, body) => expect(platformIn(body)).toBe(platform))

test.each([
  '',
  'Traceback',
  '{"error":"not found","message":"There is nothing at /orders/42 (see the documentation)"}',
  '<html><head><title>500 Internal Server Error</title></head><body>at your service</body></html>',
  'Meet us at 10:30:15 in room C:12, at the corner of main (street) and second, at last.',
  '\0'.repeat(1000),
])('%j is none', (body) => expect(platformIn(body)).toBe(''))

test('it is looked for at the beginning, in bounded time', () => {
  expect(platformIn(`${' '.repeat(70_000)}Traceback (most recent call last):`)).toBe('')
  const started = Date.now()
  expect(platformIn(` at ${'at a.a<'.repeat(10_000)}`)).toBe('')
  expect(Date.now() - started).toBeLessThan(2000)
})
