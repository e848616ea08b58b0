// Templates as people and documents write them: `/Accounts/{sid}.json`.

import type { TemplateSegment } from '../model.ts'

/**
 * One part between slashes. With several parameters in it (`{base}...{head}`), it is one parameter as a whole, named after the first; keys
 * of OData are one whatever they consist of and whether or not they are quoted (`Orders(id={id},line={line})`, `Users('{id}')`).
 */
export function readTemplateSegment(text: string): TemplateSegment {
  const inside = /^([^{]*)\{([^}]*)\}(.*)$/.exec(oneKey(text))
  if (!inside) return { kind: 'literal', text }
  const [, prefix = '', name = '', suffix = ''] = inside
  const several = suffix.includes('{')
  return { kind: 'parameter', name, prefix: several ? '' : prefix, suffix: several ? '' : suffix, reasons: [] }
}

/** `Orders({id})` of `Orders(id={id},line={line})` and of `Orders('{id}')`. */
export function oneKey(text: string): string {
  const key = /^([A-Za-z_][\w.]*\()(?:\w+=)?'?(\{[^}]*\})'?(?:,\w+='?\{[^}]*\}'?)*\)$/.exec(text)
  return key === null ? text : `${key[1]}${key[2]})`
}
