// What is known of the type of a field, whoever described it.

import type { SensitiveField } from '../verdict.ts'
import { sensitiveType } from './index.ts'

export const titleOf = ({ type, title }: Pick<SensitiveField, 'type' | 'title'>): string => title ?? sensitiveType(type)?.title ?? type

export const categoriesOf = ({ type, categories }: Pick<SensitiveField, 'type' | 'categories'>): readonly string[] =>
  categories ?? sensitiveType(type)?.categories ?? []

/** What a login, a registration or a token endpoint answers with is its purpose. */
const ISSUED: ReadonlySet<string> = new Set([
  'jwt',
  'bearer_token',
  'oauth_refresh_token',
  'session_cookie',
  'high_entropy_secret',
  'oauth_client_secret',
])

/** Whether a type is given out by whatever checks passwords. */
export const isIssued = (type: string): boolean => ISSUED.has(type)
