import { expect, test } from 'vitest'
import { joinKnown, knownFromRuns, knownFromSpecs } from '../../../inventory/learn/known.ts'
import { Learner } from '../../../inventory/learn/learner.ts'
import { observe } from './build-observation.ts'

const template = (learner: Learner): string[] =>
  [...(learner.finalise().services.get('api.example')?.operations.values() ?? [])].map(({ segments }) =>
    segments.map((each) => (each.kind === 'literal' ? each.text : `{${each.name}}`)).join('/'),
  )

test('a description decides about the hosts it speaks for, or about all', () => {
  for (const hosts of [['api.example'], []]) {
    const learner = new Learner({
      known: knownFromSpecs([{ hosts, operations: [{ segments: ['shops', '{shopName}'] }, { segments: ['shops', 'nearest'] }] }]),
    })
    for (const path of ['/shops/corner', '/shops/nearest']) learner.add(observe(`GET ${path}`))
    expect(template(learner).sort()).toEqual(['shops/nearest', 'shops/{shopName}'])
  }
  const other = new Learner({ known: knownFromSpecs([{ hosts: ['other.example'], operations: [{ segments: ['shops', '{shopName}'] }] }]) })
  other.add(observe('GET /shops/corner'))
  expect(template(other)).not.toContain('shops/{shopName}')
})

test('names stay from run to run, and a description names before that', () => {
  const run = knownFromRuns([
    { service: 'api.example', method: 'GET', kind: 'rest', template: '/shops/{place}', exchanges: 3, keys: [], words: {} },
    { service: 'api.example', method: 'GET', kind: 'rest', template: '/', exchanges: 1, keys: [], words: {} },
  ])
  const after = new Learner({ known: run })
  after.add(observe('GET /shops/67890'))
  expect(template(after)).toEqual(['shops/{place}'])
  const both = new Learner({ known: joinKnown(knownFromSpecs([{ hosts: [], operations: [{ segments: ['shops', '{shopId}'] }] }]), run) })
  both.add(observe('GET /shops/67890'))
  expect(template(both)).toEqual(['shops/{shopId}'])
})
