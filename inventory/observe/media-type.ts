// Media types as they may be kept: a Content-Type is a header like any other, and only what has the form of a type is one.

import type { Message } from '../../reconstruct/index.ts'

/** RFC 6838 §4.2. */
const MEDIA_TYPE = /^[a-z\d][a-z\d!#$&^_.+-]{0,63}\/[a-z\d][a-z\d!#$&^_.+-]{0,126}$/

/** `type/subtype` in lower case, '' where there is none or something else stands in its place. */
export function mediaTypeOf(message: Message | null): string {
  const text = message?.mediaType() ?? ''
  return MEDIA_TYPE.test(text) ? text : ''
}
