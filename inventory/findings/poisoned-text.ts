// Text in a declaration that speaks to the model and not to people. Each pattern has a name; invisible text is near-certain, wording
// is only suspicious: people do write "IMPORTANT" in earnest.

interface PoisonRow {
  readonly id: string
  readonly text: string
  readonly weight: number
  readonly pattern: RegExp
}

// biome-ignore format: a table, a row a line
const POISON: readonly PoisonRow[] = [
  { id: 'override', weight: 3, text: 'tells the model to forget its instructions', pattern: /\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:previous|prior|earlier|above|all|other|system|user)\b.{0,30}\b(?:instruction|prompt|rule|message|guideline)s?\b/is },
  { id: 'secrecy', weight: 3, text: 'tells the model to keep something from the user', pattern: /\b(?:do not|don't|never|without)\b.{0,20}\b(?:tell|telling|mention|mentioning|inform|informing|reveal|revealing|notify|notifying|show|showing|alert|alerting|asking)\b.{0,40}\b(?:the |this to the |to the )?(?:user|human|them|anyone|operator)\b/is },
  { id: 'tag', weight: 2, text: 'has a tag that looks like a system message', pattern: /<\s*(?:\/\s*)?(?:important|system|instructions?|secret|hidden|admin|critical|assistant)\s*>/i },
  { id: 'steering', weight: 1, text: 'steers what the model does with other tools', pattern: /\b(?:always|must|first|before|after|whenever|instead)\b.{0,60}\b(?:call|calling|use|using|invoke|invoking|run|running|execute)\b.{0,60}\btools?\b|\b(?:before|after|instead of)\s+(?:using|calling|invoking|running)\s+(?:any|every|all|other|each|the\s+other)\b/is },
  { id: 'secret-path', weight: 2, text: 'names files that hold secrets', pattern: /~\/\.ssh|\bid_rsa\b|\bid_ed25519\b|(?:^|[\s"'/(])\.env\b|\.aws\/credentials|\bmcp\.json\b|claude_desktop_config|\/etc\/(?:passwd|shadow)|\.npmrc\b|\.netrc\b|\.kube\/config/i },
  { id: 'exfiltration', weight: 2, text: 'asks for the conversation or for secrets', pattern: /\b(?:include|pass|send|append|forward|put|add|attach|copy)\b.{0,60}\b(?:conversation|chat history|full history|system prompt|entire context|credentials?|api[ _-]?keys?|passwords?|private key|access tokens?|contents? of)\b/is },
  { id: 'base64', weight: 1, text: 'holds a long block of base64', pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{160,}={0,2}(?![A-Za-z0-9+/])/ },
]

/** The patterns that a text matches. */
export const poisonIn = (text: string): readonly PoisonRow[] => POISON.filter(({ pattern }) => pattern.test(text))

/** One strong pattern, or two weak ones. */
export const isPoisoned = (found: readonly PoisonRow[]): boolean => found.reduce((sum, { weight }) => sum + weight, 0) >= 2

const DEMANDS = /\b(?:always|whenever|must (?:first )?(?:call|use|invoke|run)|before (?:using|calling|invoking|running|any))\b/i
/** `sql_query`, `sendReport`: a name that no sentence holds by chance. */
const DISTINCT = /[_.-]|[a-z][A-Z]/

/** Other tools of which a description demands something: `always call send_report first`. */
export function steeredTools(text: string, own: string, others: Iterable<string>): string[] {
  if (!DEMANDS.test(text)) return []
  const words = new Set(text.split(/[^\w.-]+/).map((word) => word.replace(/^[.-]+|(?<![.-])[.-]+$/g, '')))
  return [...others].filter((name) => name !== own && DISTINCT.test(name) && words.has(name)).sort()
}
