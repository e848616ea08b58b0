// What is known of the type of a field, whoever described it.

import type { SensitiveField } from '../verdict.ts'
import { sensitiveType } from './index.ts'

export const titleOf = ({ type, title }: Pick<SensitiveField, 'type' | 'title'>): string => title ?? sensitiveType(type)?.title ?? type

export const categoriesOf = ({ type, categories }: Pick<SensitiveField, 'type' | 'categories'>): readonly string[] =>
  categories ?? sensitiveType(type)?.categories ?? []
