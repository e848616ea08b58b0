import { expect, test } from 'vitest'
import { ClientHelloReader } from '../../../reconstruct/tls/client-hello-reader.ts'
import { clientHello } from '../../support/client-hello.ts'

test('byte by byte, the hello is told when it is whole', () => {
  const bytes = clientHello({ serverName: 'api.test', alpn: ['h2'] })
  const reader = new ClientHelloReader(16_384)
  for (let at = 0; at < bytes.length - 1; at++) expect(reader.data(bytes, at, at + 1)).toBeNull()
  expect(reader.data(bytes, bytes.length - 1, bytes.length)).toEqual({ serverName: 'api.test', alpn: ['h2'] })
})

test('what is no hello, or too long, is given up at once', () => {
  const encrypted = Buffer.from('\x17\x03\x03\x00\x20 some ciphertext', 'latin1')
  expect(new ClientHelloReader(16_384).data(encrypted, 0, encrypted.length)).toEqual({ serverName: null, alpn: [] })
  const bytes = clientHello({ serverName: 'api.test', alpn: ['h2'] })
  expect(new ClientHelloReader(40).data(bytes, 0, bytes.length)).toEqual({ serverName: null, alpn: [] })
})
