// The privacy border: exchanges in, observations out.

export { CHARACTER, type DetectValue } from './detect-value.ts'
export { hash53, hashText } from './hash.ts'
export type { BodyShape, NamedScalar, Observation, PathSegment, Scalar, ScalarKind, SegmentClass } from './observation.ts'
export { Observer, type ObserverOptions } from './observe.ts'
export { SIGNALS, type SignalId } from './signals.ts'
