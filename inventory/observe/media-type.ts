// Media types as they may be kept: a Content-Type is a header like any other, and only what has the form of a type is one.

import type { Message } from '../../reconstruct/index.ts'
import { remembered } from '../../sensor/base/remembered.ts'

/** RFC 6838 §4.2. */
const MEDIA_TYPE = /^[a-z\d][a-z\d!#$&^_.+-]{0,63}\/[a-z\d][a-z\d!#$&^_.+-]{0,126}$/

const TYPES_MAX = 1024
const checked = remembered(TYPES_MAX, (text) => (MEDIA_TYPE.test(text) ? text : ''))

/** `type/subtype` in lower case, '' where there is none or something else stands in its place. */
export const mediaTypeOf = (message: Message | null): string => checked(message?.mediaType() ?? '')
