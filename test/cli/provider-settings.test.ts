import { expect, test } from 'vitest'
import { providersOf } from '../../cli/provider-settings.ts'
import { Section } from '../../cli/section.ts'
import { parseSettings } from '../../cli/settings-file.ts'

const read = (text: string) => providersOf(Section.of(parseSettings(text, 'earshot.yaml'), 'providers'))

test('entries are read, and the kind of a gateway is taken for granted', () => {
  expect(
    read(
      'providers:\n  - { id: our-gateway, hosts: [LLM.corp.example, "*.llm.corp.example"] }\n  - { id: ollama, kind: model-server, hosts: gpu-1.corp.example }\n',
    ),
  ).toEqual([
    { id: 'our-gateway', kind: 'llm-gateway', hosts: ['llm.corp.example', '*.llm.corp.example'] },
    { id: 'ollama', kind: 'model-server', hosts: ['gpu-1.corp.example'] },
  ])
  expect(read('db: x.db\n')).toEqual([])
})

test.each([
  ['providers:\n  - { id: Our Gateway, hosts: a }\n', /line 2: providers\[0\]\.id must be a word/],
  ['providers:\n  - { id: a, hosts: "a:8080" }\n', /must be host names without port/],
  ['providers:\n  - { id: a, kind: magic, hosts: a }\n', /must be one of llm-api/],
])('a fault is told with its place: %s', (text, message) => expect(() => read(text)).toThrow(message))
