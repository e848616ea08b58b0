// Builds a TLS ClientHello (RFC 8446 §4.1.2) with the extensions that tests ask about.

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255])
const sized = (bytes: Buffer): Buffer => Buffer.concat([u16(bytes.length), bytes])
const extension = (type: number, body: Buffer): Buffer => Buffer.concat([u16(type), sized(body)])

/** One hello in records of at most `recordBytes`. */
export function clientHello({
  serverName,
  alpn,
  recordBytes = 16_384,
}: {
  serverName: string
  alpn: string[]
  recordBytes?: number
}): Buffer {
  const extensions: Buffer[] = [extension(0xfafa, Buffer.alloc(3))]
  if (serverName !== '') extensions.push(extension(0, sized(Buffer.concat([Buffer.from([0]), sized(Buffer.from(serverName))]))))
  const names = alpn.map((name) => Buffer.concat([Buffer.from([name.length]), Buffer.from(name)]))
  if (alpn.length > 0) extensions.push(extension(16, sized(Buffer.concat(names))))
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    Buffer.from([4, 1, 2, 3, 4]),
    sized(Buffer.from([0x13, 1])),
    Buffer.from([1, 0]),
    sized(Buffer.concat(extensions)),
  ])
  const handshake = Buffer.concat([Buffer.from([1, 0]), u16(body.length), body])
  const records: Buffer[] = []
  for (let at = 0; at < handshake.length; at += recordBytes)
    records.push(Buffer.concat([Buffer.from([22, 3, 1]), sized(handshake.subarray(at, at + recordBytes))]))
  return Buffer.concat(records)
}
