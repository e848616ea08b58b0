import { expect, test } from 'vitest'
import type { Command, RunCommand } from '../../cli/command.ts'
import { run } from '../../cli/run.ts'
import { UserError } from '../../sensor/base/errors.ts'
import { memoryIo } from '../support/memory-io.ts'

const seen: unknown[] = []
const command = (name: string, body: RunCommand): Command => ({
  name,
  summary: `Do ${name}`,
  arguments: [{ syntax: '[what...]', help: 'things' }],
  options: ['db', 'spec', 'all'],
  examples: [`earshot ${name}`],
  load: async () => ({ run: body }),
})
const commands = [
  command('note', async (input) => seen.push(input) && 1),
  command('mistake', async () => {
    throw new UserError('that is wrong', { hint: 'do it so' })
  }),
  command('bug', async () => {
    throw new TypeError('our fault')
  }),
]

async function call(...argv: string[]) {
  const io = memoryIo()
  return { code: await run(commands, argv, io), ...io.written }
}

test('the exit code is what the command answers', async () => {
  expect((await call('note', 'a', 'b', '--db', 'x.db', '--spec', 'one', '--spec', 'two', '--all')).code).toBe(1)
  expect(seen.at(-1)).toMatchObject({ arguments: ['a', 'b'], options: { db: 'x.db', spec: ['one', 'two'], all: true } })
})

test("a user's mistake is one sentence and a hint on stderr, exit 2", async () => {
  expect(await call('mistake')).toEqual({ code: 2, out: '', err: 'earshot: that is wrong\n  do it so\n' })
})

test('with --log-format json the same is one JSON line', async () => {
  expect(JSON.parse((await call('mistake', '--log-format', 'json')).err)).toEqual({
    level: 'error',
    message: 'that is wrong',
    hint: 'do it so',
  })
})

test('a bug shows its stack, exit 3', async () => {
  const { code, err } = await call('bug')
  expect(code).toBe(3)
  expect(err).toMatch(/TypeError: our fault\n\s+at /)
})

test.each([[['nothing-such']], [['note', '--no-such-flag']]])('%j is a usage error on stderr', async (argv) => {
  const { code, out, err } = await call(...argv)
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/unknown/)
})

test('help goes to stdout with exit 0 and shows an example', async () => {
  const { code, out, err } = await call('note', '--help')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('Examples:\n  earshot note')
})

test('the version is that of the package', async () => {
  expect((await call('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})
