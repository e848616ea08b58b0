import { expect, test } from 'vitest'
import type { TemplateSegment } from '../../../inventory/model.ts'
import { addRules, addTemplate, GuideNode, guidesOf, NO_GUIDES } from '../../../inventory/template/guide.ts'

const literal = (text: string): TemplateSegment => ({ kind: 'literal', text })
const parameter = (name: string): TemplateSegment => ({ kind: 'parameter', name, prefix: '', suffix: '', reasons: [] })

test('a description keeps its words and forces its parameters', () => {
  const root = new GuideNode()
  addTemplate(root, [literal('users'), parameter('userName'), literal('orders')], 'spec')
  addTemplate(root, [literal('users'), literal('me')], 'spec')
  const users = guidesOf([root]).literal('users')
  expect(guidesOf([root]).force).toBe(false)
  expect(users.force).toBe(true)
  expect(users.keeps('me')).toBe(true)
  expect(users.keeps('ann')).toBe(false)
  expect(users.name).toBe('userName')
  expect(users.parameter().keeps('orders')).toBe(true)
})

test('an earlier run only names', () => {
  const root = new GuideNode()
  addTemplate(root, [literal('users'), parameter('login')], 'run')
  const users = guidesOf([root]).literal('users')
  expect(users.force).toBe(false)
  expect(users.name).toBe('login')
})

test('the user names before the description, the description before an earlier run', () => {
  const root = new GuideNode()
  addTemplate(root, [literal('users'), parameter('old')], 'run')
  addTemplate(root, [literal('users'), parameter('documented')], 'spec')
  const rules = new GuideNode()
  addRules(rules, { rename: new Map([['/users/{}', 'wanted']]) })
  expect(guidesOf([root]).literal('users').name).toBe('documented')
  expect(guidesOf([root, rules]).literal('users').name).toBe('wanted')
})

test('never merge holds for all that is below', () => {
  const root = new GuideNode()
  addRules(root, { neverMerge: ['/rpc'] })
  expect(guidesOf([root]).freeze).toBe(false)
  expect(guidesOf([root]).literal('rpc').freeze).toBe(true)
  expect(guidesOf([root]).literal('rpc').literal('anything').parameter().freeze).toBe(true)
})

test('without guides nothing is known', () => {
  expect(guidesOf([])).toBe(NO_GUIDES)
  expect(NO_GUIDES.literal('x').parameter()).toBe(NO_GUIDES)
  expect(NO_GUIDES.name).toBe('')
})
