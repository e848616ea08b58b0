import { expect, it } from 'vitest'
import { judgeSensitive } from '../../../inventory/judge/index.ts'
import { isLogin, sendsPassword } from '../../../inventory/judge/login.ts'
import { operation, service } from './build-inventory.ts'

const look = (template: string, requests: unknown[] = []) => {
  const made = operation(template, { requests })
  const fields = judgeSensitive(service('a', made), made)
  return [isLogin(made, fields), sendsPassword(fields)]
}

it('by its path, or by a password in the body', () => {
  expect(look('POST /api/login')).toEqual([true, false])
  expect(look('POST /oauth/token')).toEqual([true, false])
  expect(look('POST /enter', [{ password: 'engine' }])).toEqual([true, true])
})

it('not what only speaks of logins', () => {
  expect([look('GET /login'), look('POST /authors'), look('POST /login/history/entries/more')]).toEqual([
    [false, false],
    [false, false],
    [false, false],
  ])
})
