import { createConfig, lintFromString } from '@redocly/openapi-core'

/** Errors of redocly's spec rules, each with its place. */
export async function lintOpenapi(source: string): Promise<string[]> {
  const config = await createConfig({ extends: ['spec'] })
  const problems = await lintFromString({ source, absoluteRef: '/openapi.yaml', config })
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer ?? ''}`)
}
