// The catalogue of rules: an explicit list. One rule is one file and one line here.

import { AUTH_OPTIONAL } from './auth-optional.ts'
import { CLEAR_TEXT_CREDENTIAL } from './clear-text-credential.ts'
import { CREDENTIAL_IN_URL } from './credential-in-url.ts'
import { DEPRECATED_IN_USE } from './deprecated-in-use.ts'
import { DRIFTED_OPERATION } from './drifted-operation.ts'
import { MCP_CHANGED_TOOL } from './mcp-changed-tool.ts'
import { MCP_HIDDEN_TEXT } from './mcp-hidden-text.ts'
import { MCP_NO_AUTH } from './mcp-no-auth.ts'
import { MCP_OLD_PROTOCOL } from './mcp-old-protocol.ts'
import { MCP_PLAINTEXT } from './mcp-plaintext.ts'
import { ORPHAN_OPERATION } from './orphan-operation.ts'
import type { Rule } from './rule.ts'
import { SENSITIVE_DATA } from './sensitive-data.ts'
import { SHADOW_OPERATION } from './shadow-operation.ts'
import { SUPERSEDED_VERSION } from './superseded-version.ts'
import { UNAUTHENTICATED_SENSITIVE } from './unauthenticated-sensitive.ts'
import { ZOMBIE_OPERATION } from './zombie-operation.ts'

export const RULES: readonly Rule[] = [
  AUTH_OPTIONAL,
  CLEAR_TEXT_CREDENTIAL,
  CREDENTIAL_IN_URL,
  DEPRECATED_IN_USE,
  DRIFTED_OPERATION,
  MCP_CHANGED_TOOL,
  MCP_HIDDEN_TEXT,
  MCP_NO_AUTH,
  MCP_OLD_PROTOCOL,
  MCP_PLAINTEXT,
  ORPHAN_OPERATION,
  SENSITIVE_DATA,
  SHADOW_OPERATION,
  SUPERSEDED_VERSION,
  UNAUTHENTICATED_SENSITIVE,
  ZOMBIE_OPERATION,
]
