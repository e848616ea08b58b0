// Captures are often kept compressed. Recognised by their first bytes; undone while reading, never as a whole.

import { createGunzip } from 'node:zlib'
import { Decompress, ZstdErrorCode } from 'fzstd'

export type Compression = 'gzip' | 'zstd'

const starts = (bytes: Uint8Array, ...magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte)

export function compressionOf(head: Uint8Array): Compression | null {
  if (starts(head, 0x1f, 0x8b)) return 'gzip'
  return starts(head, 0x28, 0xb5, 0x2f, 0xfd) ? 'zstd' : null
}

/** Name of a compression that is recognised only to tell the user what to do. */
export function unreadableCompressionOf(head: Uint8Array): 'xz' | 'bzip2' | 'lz4' | 'zip' | null {
  if (starts(head, 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz'
  if (starts(head, 0x42, 0x5a, 0x68)) return 'bzip2'
  if (starts(head, 0x04, 0x22, 0x4d, 0x18)) return 'lz4'
  return starts(head, 0x50, 0x4b, 0x03, 0x04) ? 'zip' : null
}

/** `cut`: the data ended early; what it held came out. `broken`: it contradicts itself from some point on. */
type DecompressionEnd = 'complete' | 'cut' | 'broken'

export interface Decompressor {
  /** Decompress a piece, which may be reused afterwards. Resolves when there is room for more; false: no more is wanted. */
  write(bytes: Uint8Array): Promise<boolean>
  /** The end of the input; resolves when all output was handed on. */
  end(): Promise<DecompressionEnd>
  /** Let go of its memory, also before the end. */
  close(): void
}

/** `output` is called with bytes that are valid only during the call. */
export function createDecompressor(compression: Compression, output: (bytes: Uint8Array) => void): Decompressor {
  return compression === 'gzip' ? gzip(output) : zstd(output)
}

const OUTPUT_CHUNK_BYTES = 256 * 1024
/** zlib hands on nothing of the piece in which it finds a fault, so pieces are small. */
const INPUT_PIECE_BYTES = 16 * 1024

function gzip(output: (bytes: Uint8Array) => void): Decompressor {
  const stream = createGunzip({ chunkSize: OUTPUT_CHUNK_BYTES })
  let end: DecompressionEnd = 'complete'
  let isOver = false
  const over = new Promise<void>((resolve) => {
    const finish = () => {
      isOver = true
      resolve()
    }
    stream.on('end', finish)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      end = error.code === 'Z_BUF_ERROR' ? 'cut' : 'broken'
      finish()
    })
  })
  stream.on('data', output)
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length && !isOver; at += INPUT_PIECE_BYTES) {
        const piece = Buffer.from(bytes.subarray(at, at + INPUT_PIECE_BYTES))
        const taken = new Promise<void>((resolve) => stream.write(piece, () => resolve()))
        await Promise.race([taken, over])
      }
      return !isOver
    },
    async end() {
      stream.end()
      await over
      return end
    },
    close: () => void stream.destroy(),
  }
}

function zstd(output: (bytes: Uint8Array) => void): Decompressor {
  const stream = new Decompress(output)
  let end: DecompressionEnd = 'complete'
  const push = (bytes: Uint8Array, final: boolean): boolean => {
    if (end !== 'complete') return false
    try {
      // the library keeps parts of what it is given
      stream.push(Uint8Array.from(bytes), final)
    } catch (error) {
      end = (error as { code?: number }).code === ZstdErrorCode.UnexpectedEOF ? 'cut' : 'broken'
    }
    return end === 'complete'
  }
  return {
    write: async (bytes) => push(bytes, false),
    async end() {
      push(new Uint8Array(0), true)
      return end
    },
    close() {},
  }
}
