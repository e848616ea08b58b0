import { expect, test } from 'vitest'
import { renderTemplate } from '../../../inventory/model.ts'
import { NO_GUIDES } from '../../../inventory/template/guide.ts'
import { createScorer } from '../../../inventory/template/model.ts'
import { classesOf, decideTree, type TemplateNode } from '../../../inventory/template/template-tree.ts'
import { type TestLeaf, trieOf } from './build-trie.ts'

const decided = (...lines: Parameters<typeof trieOf>[0]): TemplateNode<TestLeaf> => decideTree([trieOf(lines)], NO_GUIDES, createScorer())

test('a parameter tells what its values look like', () => {
  const node = decided('GET /users/1234', 'GET /users/5678/orders').literals.get('users')?.parameter
  expect(node && classesOf(node.view, null)).toEqual(new Map([['integer', 2]]))
  const segment = node?.segments.at(-1)
  expect(segment?.kind === 'parameter' && segment.reasons[0]?.text).toBe('100 % of the values are integers')
})

const below = ['users', 'users/7', 'orders/8', 'status']
const found = (...prefixes: string[]): string[] => {
  const root = decided(...prefixes.flatMap((prefix) => below.map((path) => [`GET ${prefix}/${path}`, `.${path}`] as const)))
  const paths: string[] = []
  const walk = (node: TemplateNode<TestLeaf>): void => {
    if (node.view.leaves.size > 0) paths.push(renderTemplate(node.segments))
    for (const child of [...node.literals.values(), ...node.inside.values(), ...(node.parameter ? [node.parameter] : [])]) walk(child)
  }
  walk(root)
  return paths.map((path) => path.replace(/\/(?:users|orders|status).*/, '')).filter((path, i, all) => all.indexOf(path) === i)
}

test.each([
  [['/en-US', '/de-DE', '/fr-FR'], ['/{locale}']],
  [['/de', '/en'], ['/{locale}']],
  [['/de', '/en', '/pt-BR', '/zh-Hant'], ['/{locale}']],
  [
    ['/v1', '/v2', '/v3'],
    ['/v1', '/v2', '/v3'],
  ],
  [
    ['/api/v1', '/api/v2beta1'],
    ['/api/v1', '/api/v2beta1'],
  ],
  [
    ['/v1.40', '/v1.41', '/v1.43'],
    ['/v1.40', '/v1.41', '/v1.43'],
  ],
  [['/2.0'], ['/2.0']],
  [['/2010-04-01'], ['/2010-04-01']],
  [
    ['/2010-04-01', '/2015-03-31'],
    ['/2010-04-01', '/2015-03-31'],
  ],
  [['/acme/api', '/globex/api', '/initech/api'], ['/{tenant}/api']],
  [['/v1/acme', '/v1/globex', '/v1/initech'], ['/v1/{tenant}']],
  [['/api/dev', '/api/qa', '/api/prod'], ['/api/{environment}']],
])('in front of an API, %j is %j', (prefixes, expected) => {
  expect(found(...prefixes)).toEqual(expected)
})
