import { ownVersion } from '../sensor/base/own-files.ts'

/** Of the program. */
export const VERSION: string = ownVersion()
