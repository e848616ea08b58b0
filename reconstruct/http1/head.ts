// The head of a message: where it ends, and its fields as offsets (RFC 9112 §5). Runs over the message's own buffer.

import type { Limits } from '../../sensor/base/limits.ts'
import { FIELD } from '../message.ts'
import type { PooledMessage } from '../pooled-message.ts'
import { newStartLine, readRequestLine, readStatusLine } from './grammar.ts'

const HTAB = 9
const LF = 10
const CR = 13
const SP = 32
const COLON = 58

const startLine = newStartLine()

/**
 * The index behind the empty line that ends a head in `bytes[from, end)`, or -1. Looks at every second byte: a line
 * end of an empty line has CR or LF on at least one of two neighbours.
 */
export function findHeadEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 1; at < end; at += 2) {
    if ((bytes[at] as number) > CR) continue
    for (let lf = at - 1; lf <= at && lf + 1 < end; lf++) {
      if (bytes[lf] !== LF) continue
      if (bytes[lf + 1] === LF) return lf + 2
      if (bytes[lf + 1] === CR && lf + 2 < end && bytes[lf + 2] === LF) return lf + 3
    }
  }
  return -1
}

/** The index of the LF that ends the line at `from`, or -1. */
export function findLineFeed(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === LF) return at
  return -1
}

/**
 * Reads the head in `message.bytes[0, headEnd)`: start line and fields. False: the start line is none. A head that was
 * cut (by a gap or a limit) gives the fields whose lines are complete.
 */
export function readHead(message: PooledMessage, headEnd: number, limits: Limits): boolean {
  message.headEnd = headEnd
  const bytes = message.bytes
  const lf = findLineFeed(bytes, 0, headEnd)
  const lineEnd = lf < 0 ? headEnd : lf > 0 && bytes[lf - 1] === CR ? lf - 1 : lf
  if (lf >= 0 && lineEnd === lf) message.note('bare-lf')
  if (!(message.kind === 'request' ? readRequest(message, lineEnd) : readStatus(message, lineEnd))) return false
  if (message.targetEnd - message.targetStart > limits.startLineBytes) {
    message.targetEnd = message.targetStart + limits.startLineBytes
    message.note('limit-start-line')
  }
  if (lf >= 0) readFields(message, lf + 1, headEnd, limits.headerFields)
  return true
}

/** The same for a head that stops in the middle: it must at least have its whole start line. */
export function readCutHead(message: PooledMessage, limits: Limits): boolean {
  return findLineFeed(message.bytes, 0, message.used) >= 0 && readHead(message, message.used, limits) && message.version !== ''
}

function readRequest(message: PooledMessage, lineEnd: number): boolean {
  const bytes = message.bytes
  if (!readRequestLine(bytes, 0, lineEnd, startLine)) return false
  message.setMethod(0, startLine.methodEnd)
  message.targetStart = startLine.targetStart
  message.targetEnd = startLine.targetEnd
  message.status = 0
  setVersion(message)
  if (startLine.odd) message.note('odd-request-line')
  return true
}

function readStatus(message: PooledMessage, lineEnd: number): boolean {
  if (!readStatusLine(message.bytes, 0, lineEnd, startLine)) return false
  message.method = ''
  message.targetStart = message.targetEnd = 0
  message.status = startLine.status
  setVersion(message)
  if (startLine.odd) message.note('odd-status-line')
  return true
}

function setVersion(message: PooledMessage): void {
  const { versionStart, versionEnd, oddVersion } = startLine
  message.setVersion(versionStart, versionEnd)
  if (oddVersion) message.note('odd-version')
}

/** Fills `message.fields` from the complete lines in `bytes[from, headEnd)`, up to the empty line. */
function readFields(message: PooledMessage, from: number, headEnd: number, fieldsMax: number): void {
  const bytes = message.bytes
  let at = from
  let lineWithoutColon = -1
  while (at < headEnd) {
    const first = bytes[at] as number
    if (first === LF || (first === CR && bytes[at + 1] === LF)) return
    let colon = -1
    let odd = 0
    let lf = at
    for (; lf < headEnd; lf++) {
      const byte = bytes[lf] as number
      if (byte === COLON) {
        if (colon < 0) colon = lf
      } else if (byte <= CR) {
        if (byte === LF) break
        if (byte === 0) odd |= 1
        else if (byte === CR && bytes[lf + 1] !== LF) odd |= 2
      }
    }
    if (lf >= headEnd) return
    const lineEnd = lf > at && bytes[lf - 1] === CR ? lf - 1 : lf
    if (lineEnd === lf) message.note('bare-lf')
    if (odd & 1) message.note('nul-byte')
    if (odd & 2) message.note('bare-cr')
    const isFold = first === SP || first === HTAB
    if (isFold && lineWithoutColon < 0) fold(message, lineEnd)
    else if (colon < 0) message.note('header-without-colon')
    else if (message.fieldCount >= fieldsMax) message.note('limit-header-count')
    else if (!isFold) addField(message, at, colon, lineEnd)
    else if (isBlank(bytes, at, colon)) {
      addField(message, lineWithoutColon, colon, lineEnd)
      lineWithoutColon = -1
    }
    if (!isFold) lineWithoutColon = colon < 0 ? at : -1
    at = lf + 1
  }
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== SP && bytes[at] !== HTAB) return false
  return true
}

const isBreakOrBlank = (byte: number): boolean => byte <= SP && (byte === SP || byte === HTAB || byte === CR || byte === LF)

/** The name may be alone on its line, the colon on the next one. */
function addField(message: PooledMessage, start: number, colon: number, lineEnd: number): void {
  const bytes = message.bytes
  let nameEnd = colon
  while (nameEnd > start && isBreakOrBlank(bytes[nameEnd - 1] as number)) nameEnd--
  if (nameEnd !== colon) message.note('space-before-colon')
  let valueStart = colon + 1
  let valueEnd = lineEnd
  while (valueStart < valueEnd && (bytes[valueStart] === SP || bytes[valueStart] === HTAB)) valueStart++
  while (valueEnd > valueStart && (bytes[valueEnd - 1] === SP || bytes[valueEnd - 1] === HTAB)) valueEnd--
  message.addField(start, nameEnd, valueStart, valueEnd)
}

/** RFC 9112 §5.2: a line that begins with a blank goes on with the value above it. */
function fold(message: PooledMessage, lineEnd: number): void {
  message.note('folded-header')
  if (message.fieldCount === 0) return
  const bytes = message.bytes
  const row = (message.fieldCount - 1) * FIELD.columns
  let valueEnd = lineEnd
  const valueStart = message.fields[row + FIELD.valueStart] as number
  while (valueEnd > valueStart && (bytes[valueEnd - 1] as number) <= SP) valueEnd--
  message.fields[row + FIELD.valueEnd] = valueEnd
}
