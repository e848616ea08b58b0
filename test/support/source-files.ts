import { readdirSync } from 'node:fs'

/** Source files of the project, as paths from its top, sorted. */
export function sourceFiles(): string[] {
  return ['sensor', 'reconstruct', 'inventory', 'cli']
    .flatMap((folder) =>
      (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`),
    )
    .sort()
}
