import { describe, expect, it } from 'vitest'
import { AiObserver } from '../../../inventory/ai/index.ts'
import { explain, judge } from '../../../inventory/judge/index.ts'
import { session } from '../ai/mcp-dialogue.ts'
import { inventory, NOW_US, operation, service, spec } from './build-inventory.ts'

const made = inventory([service('shop.example', operation('GET /users/{id}', { responses: [{ email: 'secret@example.org' }] }))])
const verdicts = judge(made, { specs: [spec('Shop', ['shop.example'], ['GET /orders'])], now: NOW_US })

describe('explain', () => {
  it('tells rule, place, evidence, coverage and remedy of a finding, by the beginning of its id too', () => {
    for (const finding of verdicts.findings) {
      const lines = explain(finding.id, made, verdicts)
      expect(lines[0]).toContain(finding.rule)
      expect(lines.some((line) => line.startsWith('what to do: '))).toBe(true)
      expect(explain(finding.id.slice(0, 8), made, verdicts)).toEqual(lines)
    }
  })

  it('tells everything about an operation, without any value', () => {
    const text = explain('shop.example GET /users/{id}', made, verdicts).join('\n')
    for (const part of ['tier: confirmed', 'parameter {id}', 'state shadow.path', 'sensitive response.body $.email: email', 'risk '])
      expect(text).toContain(part)
    expect(text).not.toContain('secret@')
    expect(explain('shop.example GET /orders', made, verdicts).join('\n')).toContain('orphan')
  })

  it('tells the signals of an MCP server', () => {
    const observer = new AiObserver()
    for (const exchange of session()) observer.observe(exchange)
    const text = explain('10.0.0.1:80 /mcp', { ...made, ai: observer.inventory() }, verdicts).join('\n')
    expect(text).toContain('MCP confirmed')
    expect(text).toContain('+60 lists tools')
  })

  it('tells coverage, risk and findings of a service', () => {
    const text = explain('shop.example', made, verdicts).join('\n')
    for (const part of ['shop.example (http)', 'addresses: 10.0.0.1:80', 'coverage: adequate', 'risk ', 'findings:'])
      expect(text).toContain(part)
  })

  it('has nothing to say about what is not there', () => {
    expect(explain('ffffffffffff', made, verdicts)).toEqual([])
    expect(explain('', made, verdicts)).toEqual([])
  })
})
