// Credentials and keys. Forms are those that vendors publish.

import type { Candidate, Detector } from './detector.ts'
import { ANY, BASE64, CHARACTER, DIGIT, TOKEN } from './kinds.ts'

/** Whether three dotted parts begin with a JSON header that names an algorithm (RFC 7519); five are encrypted (RFC 7516). */
function isJwt(text: string): boolean {
  if (!text.startsWith('ey')) return false
  const parts = text.split('.', 6)
  if (parts.length !== 3 && parts.length !== 5) return false
  const header = Buffer.from(parts[0]!, 'base64url').toString('latin1')
  return header.startsWith('{') && header.endsWith('}') && /"alg"\s*:/.test(header)
}

const basic = (text: string): boolean => {
  const match = /^Basic +([A-Za-z0-9+/_-]{2,1000}={0,2})$/i.exec(text)
  return match !== null && Buffer.from(match[1]!, 'base64').includes(0x3a)
}

const secret = (type: string, minLength: number, maxLength: number, pattern: RegExp, allowed: number = TOKEN): Detector => ({
  type,
  minLength,
  maxLength,
  randomShare: 1e-7,
  allowed,
  required: 0,
  test: ({ text }) => pattern.test(text),
})

/** Values that only mark where a secret would stand. */
const PLACEHOLDER = /^(?:x{4,}|\*+)$|example|placeholder|your[-_ ]|changeme|redacted|dummy|<[^<>]*>|\{\{/i

const counts = new Uint16Array(128)

/** Shannon entropy in bits per character, of ASCII. */
function entropy(text: string): number {
  counts.fill(0)
  for (let i = 0; i < text.length; i++) counts[text.charCodeAt(i) & 127]!++
  let bits = 0
  for (const n of counts) if (n > 0) bits -= (n / text.length) * Math.log2(n / text.length)
  return bits
}

/** Version and signature, in any order: one expression for both would look for the second behind each of the first. */
const isSharedAccess = (text: string): boolean => /[?&]sv=\d{4}-\d\d-\d\d&/.test(text) && /[?&]sig=[A-Za-z0-9%+/=]{20,}/.test(text)

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const FRAME =
  /\n[ \t]{1,32}at [^\n]{3,}|^\s*at [\w$.<>]+\([^)]*\)|Traceback \(most recent call last\)|\bFile "[^"]+", line \d+|goroutine \d+ \[|Exception in thread "|(?<![\w.])(?:java|org|com|System)\.[\w.]+(?:Exception|Error)\b|#\d+ \/[\w/.-]+\.php\(\d+\)|SQLSTATE\[|ORA-\d{5}/

/** Looks random and long enough to be one; names must say what it is. */
function isOpaque({ text }: Candidate): boolean {
  if (UUID.test(text) || PLACEHOLDER.test(text) || /^https?:|^\/|^\d+$|^\d{4}-\d\d-\d\d/.test(text)) return false
  const hex = /^[0-9a-f]+$/i.test(text)
  return hex ? text.length >= 24 : entropy(text) >= (text.length >= 24 ? 3.4 : 3)
}

export const SECRETS: readonly Detector[] = [
  {
    type: 'jwt',
    minLength: 20,
    maxLength: 4096,
    randomShare: 1e-9,
    allowed: TOKEN,
    required: CHARACTER.dot,
    test: ({ text }) => isJwt(text),
  },
  {
    type: 'jwt',
    minLength: 27,
    maxLength: 4096,
    randomShare: 1e-9,
    allowed: TOKEN | CHARACTER.space,
    required: CHARACTER.dot | CHARACTER.space,
    test: ({ text }) => /^Bearer /i.test(text) && isJwt(text.slice(7).trim()),
  },
  {
    type: 'http_basic',
    minLength: 8,
    maxLength: 2048,
    randomShare: 1e-6,
    allowed: BASE64 | CHARACTER.space,
    required: CHARACTER.space,
    test: ({ text }) => basic(text),
  },
  {
    type: 'bearer_token',
    minLength: 12,
    maxLength: 4096,
    randomShare: 1e-6,
    allowed: BASE64 | TOKEN | CHARACTER.space,
    required: CHARACTER.space,
    test: ({ text }) => /^Bearer \S{5,}$/i.test(text) && !isJwt(text.slice(7).trim()),
  },
  {
    type: 'private_key_pem',
    minLength: 64,
    maxLength: 16_384,
    randomShare: 1e-9,
    allowed: ANY,
    required: CHARACTER.hyphen,
    test: ({ text }) => /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/.test(text),
  },
  {
    type: 'password_hash',
    minLength: 20,
    maxLength: 512,
    randomShare: 1e-7,
    allowed: ANY,
    required: CHARACTER.other,
    test: ({ text }) =>
      /^\$(?:2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$|argon2(?:id|i|d)\$|scrypt\$|s0\$|pbkdf2[\w-]*\$|5\$|6\$|y\$|1\$[./A-Za-z0-9]{1,8}\$)|^pbkdf2[_:][\w-]*[$:]\d+[$:]|^\{(?:SSHA|PBKDF2|BCRYPT)[\w-]*\}/.test(
        text,
      ),
  },
  {
    type: 'totp_secret',
    minLength: 30,
    maxLength: 1024,
    randomShare: 1e-8,
    allowed: ANY,
    required: CHARACTER.colon | CHARACTER.slash,
    test: ({ text }) => /^otpauth:\/\/[th]otp\/.*[?&]secret=[A-Z2-7]{16,}/i.test(text),
  },
  {
    type: 'saml_assertion',
    minLength: 100,
    maxLength: 65_536,
    randomShare: 1e-8,
    allowed: BASE64,
    required: 0,
    test: ({ text }) => /<(?:\w+:)?(?:Response|Assertion)\b/.test(Buffer.from(text.slice(0, 1200), 'base64').toString('latin1')),
  },
  {
    type: 'aws_sigv4',
    minLength: 40,
    maxLength: 4096,
    randomShare: 1e-8,
    allowed: ANY,
    required: CHARACTER.equals,
    test: ({ text }) => /^AWS4-HMAC-SHA256 |[?&]X-Amz-Signature=[0-9a-f]{64}/.test(text),
  },
  secret('aws_access_key_id', 20, 20, /^(?:A3T[A-Z0-9]|AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ABIA|ACCA)[A-Z2-7]{16}$/),
  {
    ...secret('aws_secret_key', 40, 40, /^[A-Za-z0-9+/]{40}$/, BASE64),
    randomShare: 0.1,
    required: CHARACTER.lower | CHARACTER.upper | DIGIT,
  },
  secret('gcp_api_key', 39, 39, /^AIza[0-9A-Za-z_-]{35}$/),
  secret('google_oauth_token', 24, 2048, /^ya29\.[0-9A-Za-z_-]{20,}$/),
  secret('azure_storage_key', 40, 1024, /(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}/, ANY),
  { ...secret('azure_sas', 30, 2048, /[?&]sig=[A-Za-z0-9%+/=]{20,}/, ANY), test: ({ text }) => isSharedAccess(text) },
  secret('azure_client_secret', 34, 44, /^[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}$/, ANY),
  secret('github_token', 36, 255, /^(?:gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})$/),
  secret('gitlab_token', 20, 100, /^gl(?:pat|dt|rt|oas|cbt|ptt|ft|soat|agent)-[A-Za-z0-9_.-]{20,}$/),
  secret('slack_token', 20, 255, /^(?:xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+)$/),
  secret('slack_token', 40, 255, /^https:\/\/hooks\.slack\.com\/(?:services|workflows)\/T[A-Z0-9]+\/[A-Z0-9]+\/\S+$/, ANY),
  secret('stripe_key', 20, 255, /^[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,}$/),
  { ...secret('twilio_key', 34, 34, /^SK[0-9a-f]{32}$/), randomShare: 1e-5 },
  secret('sendgrid_key', 60, 75, /^SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,50}$/),
  secret('mailgun_key', 36, 36, /^key-[0-9a-f]{32}$/),
  secret('openai_key', 40, 255, /^sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]*T3BlbkFJ[A-Za-z0-9_-]+$|^sk-proj-[A-Za-z0-9_-]{40,}$/),
  secret('anthropic_key', 30, 255, /^sk-ant-(?:api|admin|sid|oat)\d\d-[A-Za-z0-9_-]{20,}$/),
  secret('huggingface_token', 37, 40, /^hf_[A-Za-z0-9]{34,37}$/),
  secret('npm_token', 40, 40, /^npm_[A-Za-z0-9]{36}$/),
  secret('pypi_token', 50, 512, /^pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{20,}$/),
  secret('dockerhub_token', 30, 60, /^dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}$/),
  secret('shopify_token', 38, 38, /^shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}$/),
  secret('square_token', 20, 80, /^(?:EAAA[A-Za-z0-9_-]{56,60}|sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,43})$/),
  secret('telegram_bot_token', 44, 46, /^\d{8,10}:[A-Za-z0-9_-]{35}$/, TOKEN | CHARACTER.colon),
  secret('discord_token', 59, 80, /^[MNO][A-Za-z\d_-]{23,27}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{27,38}$/),
  secret('digitalocean_token', 64, 80, /^do[opr]_v1_[a-f0-9]{64}$/),
  secret('vault_token', 24, 256, /^hv[sbr]\.[A-Za-z0-9_-]{20,}$/),
  secret('databricks_token', 36, 40, /^dapi[0-9a-f]{32}(?:-\d)?$/),
  secret('newrelic_datadog_key', 32, 48, /^NRAK-[A-Z0-9]{27}$/),
  secret('fcm_apns_key', 100, 200, /^AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{80,}$/, TOKEN | CHARACTER.colon),
  {
    type: 'high_entropy_secret',
    minLength: 16,
    maxLength: 512,
    randomShare: 0.5,
    allowed: BASE64 | TOKEN | CHARACTER.other,
    required: DIGIT,
    test: isOpaque,
  },
  {
    type: 'stack_trace',
    minLength: 20,
    maxLength: 65_536,
    randomShare: 1e-5,
    allowed: ANY,
    required: 0,
    test: ({ text }) => FRAME.test(text.slice(0, 2048)),
  },
  secret(
    'cloud_resource_id',
    16,
    512,
    /^arn:aws[\w-]*:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12})?:[\w-]|^\/subscriptions\/[0-9a-f-]{36}\/|^projects\/[a-z][a-z0-9-]{4,28}\/(?:locations|zones|instances|secrets)\//,
    ANY,
  ),
  secret(
    'internal_hostname',
    6,
    253,
    /^[a-z0-9][a-z0-9.-]*\.(?:local|internal|lan|corp|intranet|svc\.cluster\.local)(?::\d+)?$/i,
    TOKEN | CHARACTER.colon,
  ),
]
