// How many steps a backtracking engine takes: counted, so that the answer is the same on every machine.

import type { RegexNode } from './regex-tree.ts'

type Instruction =
  | { readonly op: 'set'; readonly has: (character: string) => boolean }
  | { readonly op: 'fork'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'edge'; readonly type: string }
  | { readonly op: 'look'; readonly program: Program; readonly negative: boolean; readonly back: number }
  | { readonly op: 'mark'; readonly slot: number }
  | { readonly op: 'moved'; readonly slot: number }
  | { readonly op: 'end' }

type Program = readonly Instruction[]

/** A program that counts what it does on a text; `Infinity` beyond the limit. */
export function stepCounter(tree: RegexNode, flags: string): (text: string, limit: number) => number {
  const program = compile(tree)
  return (text, limit) => {
    const run = new Run(flags.includes('u') ? [...text] : text.split(''), flags.includes('m'), limit)
    const last = flags.includes('y') ? 0 : run.text.length
    let from = 0
    while (from <= last && run.steps <= limit) {
      const end = run.match(program, from)
      if (end >= 0 && !flags.includes('g')) break
      from = end > from ? end : from + 1
    }
    return run.steps > limit ? Infinity : run.steps
  }
}

class Run {
  steps = 0
  readonly text: readonly string[]
  readonly #lines: boolean
  readonly #limit: number
  constructor(text: readonly string[], lines: boolean, limit: number) {
    this.text = text
    this.#lines = lines
    this.#limit = limit
  }

  /** Where a match that begins at `from` ends, or -1. */
  match(program: Program, from: number): number {
    /** Places to go on from: instruction and position; or a slot (negative) and what it held. */
    const back: number[] = [0, from]
    const marks: number[] = []
    while (back.length > 0) {
      let at = back.pop() as number
      let pc = back.pop() as number
      if (pc < 0) {
        marks[-pc - 1] = at
        continue
      }
      for (;;) {
        if (++this.steps > this.#limit) return -1
        const now = program[pc] as Instruction
        if (now.op === 'end') return at
        if (now.op === 'jump') pc = now.to
        else if (now.op === 'fork') {
          back.push(now.second, at)
          pc = now.first
        } else if (now.op === 'mark') {
          back.push(-now.slot - 1, marks[now.slot] ?? -1)
          marks[now.slot] = at
          pc++
        } else if (this.#holds(now, at, marks)) {
          if (now.op === 'set') at++
          pc++
        } else break
      }
    }
    return -1
  }

  #holds(now: Instruction, at: number, marks: readonly number[]): boolean {
    if (now.op === 'set') return at < this.text.length && now.has(this.text[at] as string)
    if (now.op === 'moved') return marks[now.slot] !== at
    if (now.op === 'edge') return this.#edge(now.type, at)
    if (now.op !== 'look') return false
    const from = at - now.back
    return (from >= 0 && this.match(now.program, from) >= 0) !== now.negative
  }

  #edge(type: string, at: number): boolean {
    const [before, behind] = [this.text[at - 1], this.text[at]]
    if (type === '^') return at === 0 || (this.#lines && before === '\n')
    if (type === '$') return behind === undefined || (this.#lines && behind === '\n')
    return (isWord(before) !== isWord(behind)) === (type === '\\b')
  }
}

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character)

function compile(tree: RegexNode): Program {
  const program: Instruction[] = []
  let slots = 0
  const add = (node: RegexNode): void => {
    switch (node.kind) {
      case 'set':
      case 'edge':
        program.push(node.kind === 'set' ? { op: 'set', has: node.has } : { op: 'edge', type: node.type })
        return
      case 'sequence':
        for (const item of node.items) add(item)
        return
      case 'choice':
        addChoice(node.items)
        return
      case 'look':
        program.push({ op: 'look', program: compile(node.item), negative: node.negative, back: node.behind ? widthOf(node.item) : 0 })
        return
      case 'repeat':
        for (let n = 0; n < node.min; n++) add(node.item)
        if (node.max === Infinity) addLoop(node.item, node.lazy)
        else addOptional(node.item, node.max - node.min, node.lazy)
    }
  }
  const addChoice = ([item, ...others]: readonly RegexNode[]): void => {
    if (others.length === 0) {
      add(item as RegexNode)
      return
    }
    const fork = program.push({ op: 'end' }) - 1
    add(item as RegexNode)
    const jump = program.push({ op: 'end' }) - 1
    program[fork] = { op: 'fork', first: fork + 1, second: program.length }
    addChoice(others)
    program[jump] = { op: 'jump', to: program.length }
  }
  /** `x{0,3}` as `(?:x(?:x(?:x)?)?)?`: who stops, stops for all that follow. */
  const addOptional = (item: RegexNode, most: number, lazy: boolean): void => {
    const forks: number[] = []
    for (let n = 0; n < most; n++) {
      forks.push(program.push({ op: 'end' }) - 1)
      add(item)
    }
    for (const fork of forks) program[fork] = forkOf(fork + 1, program.length, lazy)
  }
  const addLoop = (item: RegexNode, lazy: boolean): void => {
    const slot = slots++
    const fork = program.push({ op: 'end' }) - 1
    program.push({ op: 'mark', slot })
    add(item)
    program.push({ op: 'moved', slot }, { op: 'jump', to: fork })
    program[fork] = forkOf(fork + 1, program.length, lazy)
  }
  add(tree)
  program.push({ op: 'end' })
  return program
}

const forkOf = (into: number, past: number, lazy: boolean): Instruction => ({
  op: 'fork',
  first: lazy ? past : into,
  second: lazy ? into : past,
})

function widthOf(node: RegexNode): number {
  if (node.kind === 'set') return 1
  if (node.kind === 'sequence') return node.items.reduce((sum, item) => sum + widthOf(item), 0)
  if (node.kind === 'repeat' && node.min === node.max) return node.min * widthOf(node.item)
  if (node.kind === 'choice' && new Set(node.items.map(widthOf)).size === 1) return widthOf(node.items[0] as RegexNode)
  if (node.kind === 'edge' || node.kind === 'look') return 0
  throw new Error('look-behind of no fixed width')
}
