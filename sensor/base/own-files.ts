// Where the files of this program lie: in a working tree, or built, where modules are brought together in other files than they were written in.

import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface OwnFile {
  readonly path: string
  /** TypeScript, which needs a loader. */
  readonly isSource: boolean
}

/** The file of a module that runs by itself, named by its path without extension, such as `cli/workers/worker-thread`. */
export function ownFile(name: string): OwnFile {
  const isSource = extname(fileURLToPath(import.meta.url)) === '.ts'
  return { path: fileURLToPath(new URL(isSource ? `${name}.ts` : `dist/${name}.js`, root())), isSource }
}

/** Of package.json. */
export function ownVersion(): string {
  return (JSON.parse(readFileSync(new URL('package.json', root()), 'utf8')) as { version: string }).version
}

/** The folder above that has a package.json. */
function root(): URL {
  let folder = new URL('.', import.meta.url)
  while (!existsSync(new URL('package.json', folder))) {
    const above = new URL('..', folder)
    if (above.href === folder.href) throw new Error(`there is no package.json above ${import.meta.url}`)
    folder = above
  }
  return folder
}
