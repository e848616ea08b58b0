// Every kind of change there is. One principle is behind the levels: requests may only be accepted more widely, responses may only
// promise more narrowly. `oasdiff` is the id of the nearest check of that program, for people who know it.

import type { ChangeLevel } from './change.ts'

export interface DiffRule {
  readonly level: ChangeLevel
  readonly summary: string
  readonly oasdiff?: string
}

export const DIFF_RULES = {
  'service-added': { level: 'info', summary: 'A service is called that was not called before.' },
  'service-not-observed': { level: 'info', summary: 'A service was not called any more; nothing says that it is gone.' },
  'operation-added': { level: 'info', summary: 'An operation is called that was not called before.', oasdiff: 'endpoint-added' },
  'operation-removed': {
    level: 'breaking',
    summary: 'An operation is gone: it answers 404, 405 or 410 now, or is silent where chance would not have it so.',
    oasdiff: 'api-removed-without-deprecation',
  },
  'operation-not-observed': { level: 'info', summary: 'An operation was not called; the traffic is too little to say that it is gone.' },
  'operation-merged': { level: 'info', summary: 'Paths that stood apart are one template now: more evidence, not another API.' },
  'operation-split': { level: 'info', summary: 'A path that was part of a template stands on its own now.' },
  'operation-deprecated': { level: 'info', summary: 'Responses began to announce deprecation or sunset.', oasdiff: 'endpoint-deprecated' },
  'success-status-removed': {
    level: 'breaking',
    summary: 'A 2xx status is not answered any more.',
    oasdiff: 'response-success-status-removed',
  },
  'success-status-added': { level: 'info', summary: 'A new 2xx status is answered.', oasdiff: 'response-success-status-added' },
  'error-status-added': { level: 'info', summary: 'A new 4xx or 5xx status is answered.', oasdiff: 'response-non-success-status-added' },
  'request-media-type-added': {
    level: 'info',
    summary: 'Requests with a new media type are accepted.',
    oasdiff: 'request-body-media-type-added',
  },
  'request-media-type-removed': {
    level: 'breaking',
    summary: 'A media type is not sent any more.',
    oasdiff: 'request-body-media-type-removed',
  },
  'response-media-type-added': { level: 'info', summary: 'Responses come with a new media type.', oasdiff: 'response-media-type-added' },
  'response-media-type-removed': {
    level: 'breaking',
    summary: 'Responses do not come with a media type any more.',
    oasdiff: 'response-media-type-removed',
  },
  'response-header-added': { level: 'info', summary: 'Responses carry a new header.' },
  'response-header-removed': {
    level: 'warning',
    summary: 'Responses do not carry a header any more.',
    oasdiff: 'optional-response-header-removed',
  },
  'auth-scheme-added': { level: 'info', summary: 'A new way to authenticate is accepted.', oasdiff: 'api-security-added' },
  'auth-scheme-removed': { level: 'warning', summary: 'A way to authenticate is not used any more.', oasdiff: 'api-security-removed' },
  'auth-became-required': { level: 'breaking', summary: 'Requests without credentials were accepted, and are refused now.' },
  'auth-became-optional': { level: 'warning', summary: 'Requests without credentials are accepted now.' },
  'request-parameter-added': { level: 'info', summary: 'A new optional parameter is sent.', oasdiff: 'new-optional-request-parameter' },
  'request-parameter-required-added': {
    level: 'breaking',
    summary: 'A new parameter is in every request.',
    oasdiff: 'new-required-request-parameter',
  },
  'request-parameter-removed': { level: 'warning', summary: 'A parameter is not sent any more.', oasdiff: 'request-parameter-removed' },
  'request-parameter-became-required': {
    level: 'breaking',
    summary: 'A parameter that was optional is in every request.',
    oasdiff: 'request-parameter-became-required',
  },
  'request-parameter-type-changed': {
    level: 'breaking',
    summary: 'A parameter has another type.',
    oasdiff: 'request-parameter-type-changed',
  },
  'request-parameter-type-widened': {
    level: 'info',
    summary: 'A parameter takes more types.',
    oasdiff: 'request-parameter-type-generalized',
  },
  'request-parameter-type-narrowed': {
    level: 'breaking',
    summary: 'A parameter takes fewer types.',
    oasdiff: 'request-parameter-type-specialized',
  },
  'request-parameter-enum-value-added': {
    level: 'info',
    summary: 'A parameter takes a new value.',
    oasdiff: 'request-parameter-enum-value-added',
  },
  'request-parameter-enum-value-removed': {
    level: 'breaking',
    summary: 'A value of a parameter is not sent any more.',
    oasdiff: 'request-parameter-enum-value-removed',
  },
  'request-parameter-format-changed': { level: 'warning', summary: 'A parameter has another format.' },
  'request-property-added': { level: 'info', summary: 'Requests carry a new property.', oasdiff: 'new-optional-request-property' },
  'request-property-required-added': {
    level: 'breaking',
    summary: 'A new property is in every request.',
    oasdiff: 'new-required-request-property',
  },
  'request-property-removed': {
    level: 'warning',
    summary: 'A property of requests is not sent any more.',
    oasdiff: 'request-property-removed',
  },
  'request-property-became-required': {
    level: 'breaking',
    summary: 'A property that was optional is in every request.',
    oasdiff: 'request-property-became-required',
  },
  'request-property-became-optional': {
    level: 'info',
    summary: 'A property that was in every request is optional.',
    oasdiff: 'request-property-became-optional',
  },
  'request-property-type-changed': {
    level: 'breaking',
    summary: 'A property of requests has another type.',
    oasdiff: 'request-property-type-changed',
  },
  'request-property-type-widened': {
    level: 'info',
    summary: 'A property of requests takes more types.',
    oasdiff: 'request-property-type-generalized',
  },
  'request-property-type-narrowed': {
    level: 'breaking',
    summary: 'A property of requests takes fewer types.',
    oasdiff: 'request-property-type-specialized',
  },
  'request-property-became-nullable': {
    level: 'info',
    summary: 'A property of requests may be null.',
    oasdiff: 'request-property-became-nullable',
  },
  'request-property-became-not-nullable': {
    level: 'breaking',
    summary: 'A property of requests is not null any more.',
    oasdiff: 'request-property-became-not-nullable',
  },
  'request-property-enum-value-added': {
    level: 'info',
    summary: 'A property of requests takes a new value.',
    oasdiff: 'request-property-enum-value-added',
  },
  'request-property-enum-value-removed': {
    level: 'breaking',
    summary: 'A value of a property of requests is not sent any more.',
    oasdiff: 'request-property-enum-value-removed',
  },
  'request-property-format-changed': { level: 'warning', summary: 'A property of requests has another format.' },
  'response-property-added': { level: 'info', summary: 'Responses carry a new property.', oasdiff: 'response-optional-property-added' },
  'response-required-property-removed': {
    level: 'breaking',
    summary: 'A property that was in every response is gone.',
    oasdiff: 'response-required-property-removed',
  },
  'response-optional-property-removed': {
    level: 'warning',
    summary: 'A property that was in some responses is gone.',
    oasdiff: 'response-optional-property-removed',
  },
  'response-property-not-observed': {
    level: 'info',
    summary: 'A property was not seen; the traffic is too little to say that it is gone.',
  },
  'response-property-became-optional': {
    level: 'breaking',
    summary: 'A property that was in every response is missing in some.',
    oasdiff: 'response-property-became-optional',
  },
  'response-property-became-required': {
    level: 'info',
    summary: 'A property that was in some responses is in every one.',
    oasdiff: 'response-property-became-required',
  },
  'response-property-type-changed': {
    level: 'breaking',
    summary: 'A property of responses has another type.',
    oasdiff: 'response-property-type-changed',
  },
  'response-property-type-widened': {
    level: 'breaking',
    summary: 'A property of responses has more types.',
    oasdiff: 'response-property-type-generalized',
  },
  'response-property-type-narrowed': {
    level: 'info',
    summary: 'A property of responses has fewer types.',
    oasdiff: 'response-property-type-specialized',
  },
  'response-property-became-nullable': {
    level: 'breaking',
    summary: 'A property of responses may be null.',
    oasdiff: 'response-property-became-nullable',
  },
  'response-property-became-not-nullable': {
    level: 'info',
    summary: 'A property of responses is not null any more.',
    oasdiff: 'response-property-became-not-nullable',
  },
  'response-property-enum-value-added': {
    level: 'warning',
    summary: 'A property of responses has a new value.',
    oasdiff: 'response-property-enum-value-added',
  },
  'response-property-enum-value-removed': {
    level: 'info',
    summary: 'A property of responses does not have a value any more.',
    oasdiff: 'response-property-enum-value-removed',
  },
  'response-property-format-changed': { level: 'warning', summary: 'A property of responses has another format.' },
  'mcp-server-added': { level: 'info', summary: 'An MCP server is used that was not seen before.' },
  'mcp-server-not-observed': { level: 'info', summary: 'An MCP server was not used any more; nothing says that it is gone.' },
  'mcp-version-changed': { level: 'info', summary: 'An MCP server calls itself by another version.' },
  'mcp-tool-added': { level: 'info', summary: 'An MCP server lists a tool that it did not list before.' },
  'mcp-tool-removed': {
    level: 'breaking',
    summary: 'An MCP server does not list a tool any more, to the same kind of client, in a whole list.',
  },
  'mcp-tool-changed': { level: 'warning', summary: 'An MCP tool is declared in other words or with another schema.' },
  'mcp-auth-dropped': { level: 'warning', summary: 'An MCP server answers without credentials, and did not before.' },
  'ai-provider-added': { level: 'info', summary: 'A provider of models is called that was not called before.' },
  'ai-model-added': { level: 'info', summary: 'A model is called that was not called before.' },
} as const satisfies Record<string, DiffRule>

export type DiffRuleId = keyof typeof DIFF_RULES
