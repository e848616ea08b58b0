// SARIF 2.1.0 (OASIS, 2020), the part that code scanning services read.

export interface SarifRule {
  id: string
  summary: string
  /** What to do; Markdown. */
  help?: string
  /** `0.0` to `10.0`, by which code scanning sorts. */
  severity?: string
  tags?: readonly string[]
}

export interface SarifResult {
  ruleId: string
  level: 'error' | 'warning' | 'note'
  text: string
  /** What it is about, such as `shop.example GET /users/{userId}`. */
  logicalLocation: string
  /** Stable between runs. */
  fingerprint: string
}

export interface SarifInput {
  version: string
  /** The file that results are pinned to, since code scanning wants one. */
  artifact: string
  rules: readonly SarifRule[]
  results: readonly SarifResult[]
}

const ruleObject = ({ id, summary, help, severity, tags }: SarifRule): object => ({
  id,
  shortDescription: { text: summary },
  ...(help === undefined ? {} : { help: { text: help } }),
  ...(severity === undefined ? {} : { properties: { 'security-severity': severity, ...(tags === undefined ? {} : { tags }) } }),
})

/** A SARIF 2.1.0 log with one run. */
export function sarifLog({ version, artifact, rules, results }: SarifInput): string {
  const index = new Map(rules.map(({ id }, position) => [id, position]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'earshot',
            ...(version === '' ? {} : { semanticVersion: version }),
            rules: rules.map(ruleObject),
          },
        },
        results: results.map((result) => ({
          ruleId: result.ruleId,
          ...(index.has(result.ruleId) ? { ruleIndex: index.get(result.ruleId) } : {}),
          level: result.level,
          message: { text: result.text },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: encodeURI(artifact) }, region: { startLine: 1 } },
              logicalLocations: [{ fullyQualifiedName: result.logicalLocation, kind: 'resource' }],
            },
          ],
          partialFingerprints: { 'earshot/v1': result.fingerprint },
        })),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
