import { expect, test } from 'vitest'
import { har } from '../../../inventory/export/har.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

test('an entry for each operation and status, with placeholders', () => {
  const inventory = sampleInventory({
    'a.example': [
      {
        operation: 'POST /a/{id}',
        parameters: { 'query q': ['secret'], 'header x-a': ['secret'] },
        requests: [{ a: 'secret' }],
        responses: { 200: [{}], 404: [] },
      },
      { operation: 'GET /x', tier: 'probe' },
      { operation: 'GET /half', tier: 'one-sided', statuses: {} },
    ],
  })
  const text = [...har.write({ inventory, verdicts: null, options: {} })].join('')
  const { log } = JSON.parse(text)
  expect(log.version).toBe('1.2')
  expect(
    log.entries.map(
      (entry: { request: { method: string; url: string }; response: { status: number } }) =>
        `${entry.request.method} ${entry.request.url} ${entry.response.status}`,
    ),
  ).toEqual(['POST http://a.example/a/{id}?q={q} 200', 'POST http://a.example/a/{id}?q={q} 404', 'GET http://a.example/half 0'])
  expect(log.entries[0].request).toMatchObject({
    queryString: [{ name: 'q', value: '{q}' }],
    headers: [{ name: 'x-a', value: '{x-a}' }],
    postData: { mimeType: 'application/json', text: '' },
  })
  expect(text).not.toContain('secret')
})

test('nothing is a log without entries', () => {
  expect(JSON.parse([...har.write({ inventory: sampleInventory({}), verdicts: null, options: {} })].join('')).log.entries).toEqual([])
})
