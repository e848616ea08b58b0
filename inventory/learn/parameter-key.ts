// Keys of parameters, kept: there are few of them, and every exchange asks for some.

import { remembered } from '../../sensor/base/remembered.ts'
import type { ParameterLocation } from '../model.ts'

const NAMES_MAX = 8192
const keyIn = (location: ParameterLocation) => remembered(NAMES_MAX, (name) => `${location}:${name}`)
const KEY_OF: Readonly<Record<ParameterLocation, (name: string) => string>> = {
  path: keyIn('path'),
  matrix: keyIn('matrix'),
  query: keyIn('query'),
  header: keyIn('header'),
  cookie: keyIn('cookie'),
}

/** Key of `Operation.parameters`: one string object for each, so that maps need not hash it again with every exchange. */
export const parameterKey = (location: ParameterLocation, name: string): string => KEY_OF[location](name)
