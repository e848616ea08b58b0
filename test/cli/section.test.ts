import { expect, test } from 'vitest'
import { Section } from '../../cli/section.ts'
import { parseSettings } from '../../cli/settings-file.ts'

const section = (yaml: string) => Section.of(parseSettings(`judge:\n${yaml.replace(/^/gm, '  ')}`, 'e.yaml'), 'judge')

test('reads what is there', () => {
  const keys = section('a: text\nb: 3\nc: true\nd: [x, 1]\ne: 2027-03-31\nf: [{g: 1}]').map(['a', 'b', 'c', 'd', 'e', 'f', 'z'])
  expect(keys.a.text()).toBe('text')
  expect(keys.b.number(1, 5)).toBe(3)
  expect(keys.c.truth()).toBe(true)
  expect(keys.d.texts()).toEqual(['x', '1'])
  expect(keys.e.endOfDayUs()).toBe(Date.parse('2027-04-01') * 1000)
  expect(keys.f.list()[0]!.key('g').number(0, 1)).toBe(1)
  expect([keys.z.optionalText(), keys.z.number(0, 1), keys.z.truth(), keys.z.endOfDayUs(), keys.z.list()]).toEqual([
    undefined,
    undefined,
    undefined,
    null,
    [],
  ])
  expect(keys.z.choice(['p', 'q'], 'q')).toBe('q')
})

test.each([
  ['a: 1', (s: Section) => s.key('a').text(), /^e\.yaml line 2: judge\.a must be a text/],
  ['b: 9', (s: Section) => s.key('b').number(1, 5), /line 2: judge\.b must be a number from 1 to 5/],
  ['x: 1\nc: yes please', (s: Section) => s.key('c').truth(), /line 3: judge\.c must be true or false/],
  ['d: {}', (s: Section) => s.key('d').list(), /must be a list/],
  ['d: [[1]]', (s: Section) => s.key('d').texts(), /must be a text or a list of texts/],
  ['e: 2027-13-31', (s: Section) => s.key('e').endOfDayUs(), /must be a day such as/],
  ['f: r', (s: Section) => s.key('f').choice(['p', 'q'], 'p'), /must be one of p, q/],
  ['g: 1', (s: Section) => s.map(['a']), /judge\.g is not known here/],
  ['h: [1]', (s: Section) => s.key('h').list()[0]!.map(['a']), /judge\.h\[0\] must hold keys/],
])('%s is told with its place', (yaml, read, message) => {
  expect(() => read(section(yaml))).toThrow(message)
})
