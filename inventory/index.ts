// Public surface of inventory/: exchanges in, operations, schemas and verdicts out, and out again as documents.

// judgement
export type { Agent, AiInventory, AiObserverOptions, AiProvider, CatalogueEntry, McpServer, McpTool } from './ai/index.ts'
export { AiObserver, aiJson, aiMap, countServers, isMapFormat, mcpServersJson, mergeAi, PROVIDER_KINDS, writeMap } from './ai/index.ts'
export type { Ledger, LedgerRow } from './coverage/ledger.ts'
export { createLedger } from './coverage/ledger.ts'
export type { Change, ChangeLevel, DiffFormat, DiffNames, DiffOptions } from './diff/index.ts'
export { DIFF_FORMATS, diffInventories, failsOn, writeDiff } from './diff/index.ts'
export type { Depth, Learned, LearningSettings } from './exchange-learner.ts'
export { ExchangeLearner, mergeLearned } from './exchange-learner.ts'
export type { Endpoint, EndpointListing, Exporter, ExportFile, ExportInput, ExportOptions, SarifResult, SarifRule } from './export/index.ts'
export { EXPORTERS, findingsPage, findingsSarif, junit, listEndpoints, sortedOperations } from './export/index.ts'
export { isSanctioned } from './findings/ai-unsanctioned-provider.ts'
export type { Evidence, Finding, FindingKind, Severity, State } from './findings/finding.ts'
export { SEVERITIES } from './findings/finding.ts'
export { RULES } from './findings/index.ts'
export { followTemplates } from './judge/follow-templates.ts'
export type {
  JudgeConfig,
  JudgeContext,
  Risk,
  SensitiveField,
  ServiceCoverage,
  SpecOperationView,
  SpecView,
  StateVerdict,
  Verdicts,
} from './judge/index.ts'
export { explain, judge, SENSITIVE_TYPES, verdictKey } from './judge/index.ts'
export type { JoinOptions, JoinPlan, ServiceGroup } from './judge/join-services.ts'
export { joinPlan, joinServices } from './judge/join-services.ts'
export type { Conditions, Exception, Owner, Policy, PolicyRule } from './judge/policy.ts'
export { ownerOf } from './judge/policy.ts'
export { OPERATION_FIELDS, SERVICE_FIELDS } from './judge/policy-fields.ts'
export type { SameAs } from './judge/same-service.ts'
export { sameServices } from './judge/same-service.ts'
export { patternsOf, type UserType } from './judge/sensitive-types/user-type.ts'
// learning
export type { KnownOperations, KnownTemplate } from './learn/known.ts'
export { joinKnown, knownFromRuns, knownFromSpecs } from './learn/known.ts'
export type { LearnerOptions } from './learn/learner.ts'
export { Learner } from './learn/learner.ts'
export { createInventory } from './learn/merge.ts'
export type { TemplateRecord } from './learn/template-change.ts'
export type * from './model.ts'
export { patternFault, USER_VALIDATORS, type UserValidator } from './observe/detectors/user-types.ts'
// observation and schemas
export type {
  BodyShape,
  DetectValue,
  NamedScalar,
  Observation,
  ObserverOptions,
  PathSegment,
  Scalar,
  ScalarKind,
  SegmentClass,
  SignalId,
} from './observe/index.ts'
export { Observer } from './observe/index.ts'
export { maskTarget } from './observe/mask-target.ts'
export type { EncodeSchemaOptions, JsonSchema, JsonSchemaOptions, SchemaNode } from './schema/index.ts'
export type { SpecContent, SpecDocument, SpecOperation, SpecParameter, SpecResponse, SpecSchema } from './spec/index.ts'
export { loadSpec, parseSpec } from './spec/index.ts'
// the file, documents out, comparison, descriptions in
export type { RunId, RunRow, RunSelection, RunStart, SpecRow, Store, StoreOptions } from './store/index.ts'
export { openStore } from './store/index.ts'
export type { UserRules } from './template/rules.ts'
