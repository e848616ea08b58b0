import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../../cli/commands.ts'
import { earshot } from '../../support/memory-io.ts'

test('bash completes commands and options with the printed script', async () => {
  const { out } = await earshot('completion', 'bash')
  const ask = (words: string) =>
    execFileSync('bash', ['-c', `${out}\nCOMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _earshot; echo "\${COMPREPLY[*]}"`], {
      encoding: 'utf8',
    }).trim()
  expect(ask('earshot re')).toBe('replay')
  expect(ask('earshot replay --sp')).toBe('--spec')
})

test.each(['bash', 'zsh', 'fish'])('%s names every command', async (shell) => {
  const { code, out } = await earshot('completion', shell)
  expect(code).toBe(0)
  for (const { name } of COMMANDS) expect(out).toContain(name)
})

test('another shell is refused with the known ones', async () => {
  expect(await earshot('completion', 'tcsh')).toMatchObject({ code: 2, err: expect.stringContaining('bash, zsh, fish') })
})
