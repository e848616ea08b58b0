// Changes to the bytes of a capture file, whatever they mean: what broken disks, killed writers and hostile files look like.

import type { Dice } from './mutate-packets.ts'

type FileMutation = (file: Uint8Array, other: Uint8Array, dice: Dice) => Uint8Array

const EDGES = [0, 1, 2, 4, 12, 16, 24, 28, 0xff, 0xffff, 0x40000, 0x41000, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff]

const flipBits: FileMutation = (file, _other, dice) => {
  for (let times = dice.below(8); times >= 0; times--) {
    const reach = dice.chance(0.5) ? Math.min(file.length, 200) : file.length
    file[dice.below(reach)]! ^= 1 << dice.below(8)
  }
  return file
}

/** Record and block lengths lie at multiples of four more often than not. */
const setWord: FileMutation = (file, _other, dice) => {
  if (file.length < 8) return file
  const at = Math.floor(dice.below(Math.min(file.length - 4, dice.chance(0.5) ? 256 : file.length)) / 4) * 4
  new DataView(file.buffer).setUint32(at, dice.pick(EDGES), dice.chance(0.7))
  return file
}

const cut: FileMutation = (file, _other, dice) => file.slice(0, dice.below(file.length + 1))

const loseBytes: FileMutation = (file, _other, dice) => {
  const from = dice.below(file.length)
  return Uint8Array.from(Buffer.concat([file.subarray(0, from), file.subarray(from + 1 + dice.below(64))]))
}

const repeatBytes: FileMutation = (file, _other, dice) => {
  const from = dice.below(file.length)
  const to = from + 1 + dice.below(2000)
  return Uint8Array.from(Buffer.concat([file.subarray(0, to), file.subarray(from)]))
}

const splice: FileMutation = (file, other, dice) =>
  Uint8Array.from(Buffer.concat([file.subarray(0, dice.below(file.length + 1)), other.subarray(dice.below(other.length + 1))]))

const insertJunk: FileMutation = (file, _other, dice) => {
  const junk = Uint8Array.from({ length: 1 + dice.below(100) }, () => dice.below(256))
  const at = dice.below(file.length + 1)
  return Uint8Array.from(Buffer.concat([file.subarray(0, at), junk, file.subarray(at)]))
}

export const FILE_MUTATIONS: readonly FileMutation[] = [
  flipBits,
  flipBits,
  setWord,
  setWord,
  cut,
  loseBytes,
  repeatBytes,
  splice,
  insertJunk,
]
