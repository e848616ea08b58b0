// How dist/ is built: the modules of this program brought together, because Node takes half a second to find and read seven hundred files.
// Packages stay what is installed. `npm run build` checks the types first.

import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { build } from 'rolldown'

const root = dirname(import.meta.dirname)
/** What runs by itself keeps its place, see sensor/base/own-files.ts. */
const programs = ['cli/main', 'cli/workers/worker-thread', 'sensor/live/cap-child']

// names of files change with what is in them
rmSync(`${root}/dist`, { recursive: true, force: true })
await build({
  cwd: root,
  input: Object.fromEntries(programs.map((name) => [name, `${name}.ts`])),
  platform: 'node',
  external: (id) => !/^[./]/.test(id),
  output: { dir: 'dist', format: 'esm', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
})
