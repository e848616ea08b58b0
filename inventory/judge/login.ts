// Operations that take a password or a code in the body: their requests carry a credential, though no header does.

import { type Operation, renderTemplate } from '../model.ts'
import type { SensitiveField } from './verdict.ts'

const SECRETS: ReadonlySet<string> = new Set(['password', 'otp_code', 'totp_secret', 'security_answer', 'card_pin'])
const LOGIN =
  /(?:^|[/_.-])(?:log-?in|log_in|sign-?in|sign_in|authenticate|authentication|auth|oauth2?|token|tokens|session|sessions)(?:$|[/_.-])/i

/** The request itself says who asks. */
export const sendsPassword = (fields: readonly SensitiveField[]): boolean =>
  fields.some(({ location, type, verdict }) => location === 'request.body' && verdict === 'confirmed' && SECRETS.has(type))

/** By what it is sent, or by the end of its path. */
export function isLogin(operation: Operation, fields: readonly SensitiveField[]): boolean {
  if (operation.method !== 'POST') return false
  return sendsPassword(fields) || LOGIN.test(renderTemplate(operation.segments.slice(-2)))
}
