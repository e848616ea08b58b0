import { encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { walkMessagePack, walkXml } from '../../../../inventory/observe/body/decoded.ts'
import { json } from '../../../support/documents.ts'
import { wellFormed } from '../../../support/slow-fold.ts'
import { hashed, newTape, readTape } from './read-tape.ts'

const tape = newTape()
function xmlOf(text: string): unknown {
  tape.reset(new Uint8Array(0))
  return walkXml(tape, new TextEncoder().encode(text)) ? readTape(tape)[0] : null
}
function messagesIn(...parts: Uint8Array[]): unknown[] {
  tape.reset(new Uint8Array(0))
  const found = walkMessagePack(tape, Buffer.concat(parts))
  expect(found).toBe(tape.rows > 0)
  return readTape(tape)
}

test.each([
  ['<a>1</a>', { a: '1' }],
  ['<?xml version="1.0"?><a><b>x</b><b>y</b><c/></a>', { a: { b: ['x', 'y'], c: '' } }],
  ['<a id="7">x</a>', { a: { '@id': '7', '#text': 'x' } }],
  ['<s:Envelope xmlns:s="urn:x"><s:Body>1</s:Body></s:Envelope>', { Envelope: { Body: '1' } }],
  ['<a>x &lt;&amp;&gt; &#233;&#xe9; &apos;&quot;</a>', { a: 'x <&> éé \'"' }],
  ['<a><![CDATA[<b>&amp;]]></a>', { a: '<b>&amp;' }],
  ['<a t="&quot;x&quot;"/>', { a: { '@t': '"x"' } }],
  ['<a>&#x110000; &unknown; &</a>', { a: '&#x110000; &unknown; &' }],
])('%s', (text, value) => expect(xmlOf(text)).toEqual(hashed(value)))

test.each(['', 'plain text', '   '])('%j is no XML', (text) => expect(xmlOf(text)).toBeNull())

test('what a document declares for itself is not expanded', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY amp "lol">]><x>&b; &a; &amp;</x>`
  expect(xmlOf(laughs)).toEqual(hashed({ x: '&b; &a; &' }))
  expect(xmlOf('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')).toBeNull()
})

test('names that every object has do no harm', () => {
  for (const name of ['toString', 'hasOwnProperty', 'valueOf']) expect(JSON.stringify(xmlOf(`<a><${name}>1</${name}></a>`))).toContain(name)
  xmlOf('<a><__proto__><polluted>1</polluted></__proto__></a>')
  expect(Object.prototype).not.toHaveProperty('polluted')
})

test('large and deep documents are refused or bounded', () => {
  expect(xmlOf(`<a>${'x'.repeat(300_000)}</a>`)).toBeNull()
  xmlOf('<a>'.repeat(10_000))
  xmlOf(`<a>${'<b>1</b>'.repeat(20_000)}</a>`)
  expect(tape.rows).toBeLessThanOrEqual(4096)
})

test('any bytes are XML or not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('<', '>', '/', 'a', '="', '"', '&', ';', '<!', '[', ']', '--', '<?', 'CDATA', 'DOCTYPE', '\0')),
      (pieces) => {
        const value = xmlOf(pieces.join(''))
        expect(value === null || typeof value === 'object').toBe(true)
      },
    ),
    { numRuns: 1000 },
  )
})

test('MessagePack is read as its encoder wrote it, one value behind the other', () => {
  fc.assert(
    fc.property(fc.array(json, { maxLength: 3 }), (values) => {
      const plain = JSON.parse(wellFormed(JSON.stringify(values))) as unknown[]
      expect(messagesIn(...plain.map((value) => encode(value)))).toEqual(plain.map(hashed))
    }),
  )
})

test('of cut MessagePack what came whole counts', () => {
  const [first, second] = [encode({ a: 1 }), encode({ b: ['x', 'y'] })]
  for (let length = 0; length < second.length; length++) expect(messagesIn(first, second.subarray(0, length))).toEqual([{ a: 1 }])
})

test('garbage never throws, and is bounded', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      messagesIn(bytes)
      expect(tape.rows).toBeLessThanOrEqual(4096 + 1)
    }),
    { numRuns: 2000 },
  )
  // An array that claims 2^32 - 1 items.
  expect(messagesIn(Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff, 1, 2))).toEqual([])
})
