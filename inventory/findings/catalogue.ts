// The catalogue of rules: an explicit list. One rule is one file and one line here.

import { AMBIGUOUS_REQUEST } from './ambiguous-request.ts'
import { AUTH_OPTIONAL } from './auth-optional.ts'
import { CLEAR_TEXT_CREDENTIAL } from './clear-text-credential.ts'
import { CLEAR_TEXT_DATA } from './clear-text-data.ts'
import { CORS_WITH_CREDENTIALS } from './cors-with-credentials.ts'
import { CREDENTIAL_IN_URL } from './credential-in-url.ts'
import { DATA_VOLUME } from './data-volume.ts'
import { DEPRECATED_IN_USE } from './deprecated-in-use.ts'
import { DRIFTED_OPERATION } from './drifted-operation.ts'
import { EXPIRED_TOKEN } from './expired-token.ts'
import { EXPOSED_ADMIN } from './exposed-admin.ts'
import { EXPOSED_DEBUG } from './exposed-debug.ts'
import { EXPOSED_FILE } from './exposed-file.ts'
import { EXPOSED_METRICS } from './exposed-metrics.ts'
import { GRAPHQL_INTROSPECTION } from './graphql-introspection.ts'
import { INSECURE_COOKIE } from './insecure-cookie.ts'
import { LOGIN_GUESSING } from './login-guessing.ts'
import { MCP_CHANGED_TOOL } from './mcp-changed-tool.ts'
import { MCP_HIDDEN_TEXT } from './mcp-hidden-text.ts'
import { MCP_NO_AUTH } from './mcp-no-auth.ts'
import { MCP_OLD_PROTOCOL } from './mcp-old-protocol.ts'
import { MCP_PLAINTEXT } from './mcp-plaintext.ts'
import { MISSING_HSTS } from './missing-hsts.ts'
import { NO_RATE_LIMIT } from './no-rate-limit.ts'
import { OBJECT_WALK } from './object-walk.ts'
import { ORPHAN_OPERATION } from './orphan-operation.ts'
import type { Rule } from './rule.ts'
import { SCANNER_SEEN } from './scanner-seen.ts'
import { SENSITIVE_DATA } from './sensitive-data.ts'
import { SHADOW_OPERATION } from './shadow-operation.ts'
import { STACK_TRACE } from './stack-trace.ts'
import { SUPERSEDED_VERSION } from './superseded-version.ts'
import { UNAUTHENTICATED_SENSITIVE } from './unauthenticated-sensitive.ts'
import { URL_PARAMETER } from './url-parameter.ts'
import { VERB_TAMPERING } from './verb-tampering.ts'
import { VERSION_BANNER } from './version-banner.ts'
import { WEAK_TOKEN } from './weak-token.ts'
import { ZOMBIE_OPERATION } from './zombie-operation.ts'

export const RULES: readonly Rule[] = [
  AMBIGUOUS_REQUEST,
  AUTH_OPTIONAL,
  CLEAR_TEXT_CREDENTIAL,
  CLEAR_TEXT_DATA,
  CORS_WITH_CREDENTIALS,
  CREDENTIAL_IN_URL,
  DATA_VOLUME,
  DEPRECATED_IN_USE,
  DRIFTED_OPERATION,
  EXPIRED_TOKEN,
  EXPOSED_ADMIN,
  EXPOSED_DEBUG,
  EXPOSED_FILE,
  EXPOSED_METRICS,
  GRAPHQL_INTROSPECTION,
  INSECURE_COOKIE,
  LOGIN_GUESSING,
  MCP_CHANGED_TOOL,
  MCP_HIDDEN_TEXT,
  MCP_NO_AUTH,
  MCP_OLD_PROTOCOL,
  MCP_PLAINTEXT,
  MISSING_HSTS,
  NO_RATE_LIMIT,
  OBJECT_WALK,
  ORPHAN_OPERATION,
  SCANNER_SEEN,
  SENSITIVE_DATA,
  SHADOW_OPERATION,
  STACK_TRACE,
  SUPERSEDED_VERSION,
  UNAUTHENTICATED_SENSITIVE,
  URL_PARAMETER,
  VERB_TAMPERING,
  VERSION_BANNER,
  WEAK_TOKEN,
  ZOMBIE_OPERATION,
]
