// The catalogue of rules: an explicit list. One rule is one file and one line here.

import { AGENT_CARD_MISMATCH } from './agent-card-mismatch.ts'
import { AI_CLEAR_TEXT_KEY } from './ai-clear-text-key.ts'
import { AI_NAMES_MCP_SERVER } from './ai-names-mcp-server.ts'
import { AI_OPEN_MODEL_SERVER } from './ai-open-model-server.ts'
import { AI_OPEN_VECTOR_STORE } from './ai-open-vector-store.ts'
import { AI_PERSONAL_DATA_IN_PROMPT } from './ai-personal-data-in-prompt.ts'
import { AI_SECRET_IN_PROMPT } from './ai-secret-in-prompt.ts'
import { AI_SHARED_KEY } from './ai-shared-key.ts'
import { AI_UNSANCTIONED_PROVIDER } from './ai-unsanctioned-provider.ts'
import { AMBIGUOUS_REQUEST } from './ambiguous-request.ts'
import { AUTH_NOT_ENFORCED } from './auth-not-enforced.ts'
import { AUTH_OPTIONAL } from './auth-optional.ts'
import { CLEAR_TEXT_CREDENTIAL } from './clear-text-credential.ts'
import { CLEAR_TEXT_DATA } from './clear-text-data.ts'
import { CORS_WITH_CREDENTIALS } from './cors-with-credentials.ts'
import { CREDENTIAL_IN_URL } from './credential-in-url.ts'
import { DATA_VOLUME } from './data-volume.ts'
import { DEPRECATED_IN_USE } from './deprecated-in-use.ts'
import { DRIFTED_OPERATION } from './drifted-operation.ts'
import { EXCESSIVE_DATA } from './excessive-data.ts'
import { EXPIRED_EXCEPTION } from './expired-exception.ts'
import { EXPIRED_TOKEN } from './expired-token.ts'
import { EXPOSED_ADMIN } from './exposed-admin.ts'
import { EXPOSED_DEBUG } from './exposed-debug.ts'
import { EXPOSED_FILE } from './exposed-file.ts'
import { EXPOSED_METRICS } from './exposed-metrics.ts'
import { GRAPHQL_INTROSPECTION } from './graphql-introspection.ts'
import { INSECURE_COOKIE } from './insecure-cookie.ts'
import { LOGIN_GUESSING } from './login-guessing.ts'
import { MASS_ASSIGNMENT } from './mass-assignment.ts'
import { MCP_CHANGED_TOOL } from './mcp-changed-tool.ts'
import { MCP_DANGEROUS_TOOL } from './mcp-dangerous-tool.ts'
import { MCP_FOREIGN_ORIGIN } from './mcp-foreign-origin.ts'
import { MCP_HEADER_MISMATCH } from './mcp-header-mismatch.ts'
import { MCP_HIDDEN_TEXT } from './mcp-hidden-text.ts'
import { MCP_INTERNAL_TARGET } from './mcp-internal-target.ts'
import { MCP_NO_AUTH } from './mcp-no-auth.ts'
import { MCP_OLD_PROTOCOL } from './mcp-old-protocol.ts'
import { MCP_PERSONAL_DATA } from './mcp-personal-data.ts'
import { MCP_PLAINTEXT } from './mcp-plaintext.ts'
import { MCP_POISONED_TEXT } from './mcp-poisoned-text.ts'
import { MCP_SAME_TOOL_NAME } from './mcp-same-tool-name.ts'
import { MCP_SCAN } from './mcp-scan.ts'
import { MCP_SECRET_IN } from './mcp-secret-in.ts'
import { MCP_SECRET_OUT } from './mcp-secret-out.ts'
import { MCP_UNKNOWN_CLIENT } from './mcp-unknown-client.ts'
import { MISSING_HSTS } from './missing-hsts.ts'
import { NO_RATE_LIMIT } from './no-rate-limit.ts'
import { OBJECT_WALK } from './object-walk.ts'
import { ORPHAN_OPERATION } from './orphan-operation.ts'
import { POLICY_VIOLATION } from './policy-violation.ts'
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
  AGENT_CARD_MISMATCH,
  AI_CLEAR_TEXT_KEY,
  AI_NAMES_MCP_SERVER,
  AI_OPEN_MODEL_SERVER,
  AI_OPEN_VECTOR_STORE,
  AI_PERSONAL_DATA_IN_PROMPT,
  AI_SECRET_IN_PROMPT,
  AI_SHARED_KEY,
  AI_UNSANCTIONED_PROVIDER,
  AMBIGUOUS_REQUEST,
  AUTH_NOT_ENFORCED,
  AUTH_OPTIONAL,
  CLEAR_TEXT_CREDENTIAL,
  CLEAR_TEXT_DATA,
  CORS_WITH_CREDENTIALS,
  CREDENTIAL_IN_URL,
  DATA_VOLUME,
  DEPRECATED_IN_USE,
  DRIFTED_OPERATION,
  EXCESSIVE_DATA,
  EXPIRED_EXCEPTION,
  EXPIRED_TOKEN,
  EXPOSED_ADMIN,
  EXPOSED_DEBUG,
  EXPOSED_FILE,
  EXPOSED_METRICS,
  GRAPHQL_INTROSPECTION,
  INSECURE_COOKIE,
  LOGIN_GUESSING,
  MASS_ASSIGNMENT,
  MCP_CHANGED_TOOL,
  MCP_DANGEROUS_TOOL,
  MCP_FOREIGN_ORIGIN,
  MCP_HEADER_MISMATCH,
  MCP_HIDDEN_TEXT,
  MCP_INTERNAL_TARGET,
  MCP_NO_AUTH,
  MCP_OLD_PROTOCOL,
  MCP_PERSONAL_DATA,
  MCP_PLAINTEXT,
  MCP_POISONED_TEXT,
  MCP_SAME_TOOL_NAME,
  MCP_SCAN,
  MCP_SECRET_IN,
  MCP_SECRET_OUT,
  MCP_UNKNOWN_CLIENT,
  MISSING_HSTS,
  NO_RATE_LIMIT,
  OBJECT_WALK,
  ORPHAN_OPERATION,
  POLICY_VIOLATION,
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
