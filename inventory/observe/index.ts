// The privacy border: exchanges in, observations out.

export type { DetectValue } from './detect-value.ts'
export type { BodyShape, NamedScalar, Observation, PathSegment, Scalar, ScalarKind, SegmentClass } from './observation.ts'
export { Observer, type ObserverOptions } from './observe.ts'
export type { SignalId } from './signals.ts'
