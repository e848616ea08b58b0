// Dotted names of API groups (`rbac.authorization.k8s.io`): long and mixed enough to look random to a detector, and yet literals of paths.

const LABEL = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
/** Such labels may hold digits (`k8s`, `v1`); longer ones are letters. */
const SHORT = 4
const LABELS_MAX = 6
const LABEL_LENGTH_MAX = 30
const CONSONANTS = /[bcdfghjklmnpqrstvwxz]{6}/

/** True for a dotted name of which nothing was said but that it looks random. */
export function isGroupName(text: string, detected: readonly string[]): boolean {
  if (detected.some((type) => type !== 'high_entropy_secret')) return false
  const labels = text.split('.')
  return labels.length > 1 && labels.length <= LABELS_MAX && labels.every(isWordy)
}

function isWordy(label: string): boolean {
  if (!LABEL.test(label) || label.length > LABEL_LENGTH_MAX) return false
  return label.length <= SHORT || (!/\d/.test(label) && /[aeiouy]/.test(label) && !CONSONANTS.test(label))
}
