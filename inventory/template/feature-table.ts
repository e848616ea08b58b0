// The features by which a word is told to be a literal or a value of a parameter: one row each. The weights are data (model.ts); a
// feature that has a text can be a reason.

/** Feature id -> how it reads as a reason for a parameter (where its contribution is positive) and for a literal. '' where it says nothing to people. */
export const FEATURES = {
  bias: ['', ''],
  lexiconCount: ['', 'the word is common in paths of APIs'],
  inLexicon: ['', 'the word is known from paths of APIs'],
  lexiconParts: ['', 'its parts are known from paths of APIs'],
  digit: ['the words contain digits', ''],
  hyphen: ['the words are hyphenated', ''],
  underscore: ['', ''],
  camel: ['', ''],
  dot: ['the words contain dots', ''],
  allCaps: ['the words are in capitals', ''],
  length: ['', ''],
  parentIsParameter: ['', ''],
  parentPrior: ['the word before is usually followed by a parameter', 'the word before is usually followed by a literal'],
  parentPlural: ['the word before is a plural', ''],
  logD: ['many different words stand here', 'few different words stand here'],
  logN: ['', 'it is called often'],
  trafficShare: ['', 'a large part of the traffic goes through it'],
  onceShare: ['most words were seen once', ''],
  onceShareLogD: ['many words were seen once', ''],
  hasDescendants: ['', ''],
  fShare: ['siblings have the same paths below', ''],
  fShareLogD: ['many siblings have the same paths below', ''],
  fMeanDf: ['siblings have the same paths below', ''],
  fMeanDfLogD: ['many siblings have the same paths below', ''],
  fCommon: ['most siblings have the same paths below', ''],
  fMeanWeight: ['siblings have the same paths below', ''],
  fMeanWeightLogD: ['many siblings have the same paths below', ''],
  fShareOfTraffic: ['most of its traffic goes to paths that siblings have too', ''],
  fOwnTraffic: ['', 'much of its traffic goes to paths that are its own'],
  fUnshared: ['', 'what stands below is its own'],
  hasShape: ['', ''],
  gShare: ['siblings answer with the same fields', ''],
  gShareLogD: ['many siblings answer with the same fields', ''],
  gMeanDf: ['siblings answer with the same fields', ''],
  gMeanDfLogD: ['many siblings answer with the same fields', ''],
  gCommon: ['most siblings answer with the same fields', ''],
  gCommonLogD: ['most siblings answer with the same fields', ''],
  gMeanWeight: ['siblings answer with the same fields', ''],
  methodsShared: ['siblings have the same methods', ''],
  siblingDescendants: ['', ''],
  gOwnTraffic: ['', 'its answers have fields of their own'],
  gUnshared: ['', 'its answer is its own'],
  valueHasIds: ['identifiers stand at the same place', ''],
  valueHasWords: ['other words here were taken for values', ''],
  inValueF: ['what stands below is what stands below the values', ''],
  notInValueF: ['', 'what stands below the values is not below it'],
  inValueTraffic: ['what stands below is what stands below the values', ''],
  inValueG: ['it answers like the values', ''],
  notInValueG: ['', 'it does not answer like the values'],
  lexiconRate: ['', 'its siblings are known from paths of APIs'],
  lexiconRateLogD: ['', 'its siblings are known from paths of APIs'],
  echo: ['the response repeats the value', ''],
  siblingEcho: ['responses repeat the values of siblings', ''],
  root: ['', 'it begins the path'],
  alone: ['', 'no other word stands here'],
  siblingsMarked: ['siblings contain digits, hyphens or underscores', ''],
  reuse: ['', 'the same words come again and again'],
  unknownLogD: ['many words that no API uses in paths stand here', ''],
  unknownFMeanDfLogD: ['many siblings have the same paths below', ''],
  unknownGMeanDfLogD: ['many siblings answer with the same fields', ''],
  unknownSiblingsLogD: ['its siblings are not known from paths of APIs', ''],
  unknownPrior: ['the word before is usually followed by a parameter', 'the word before is usually followed by a literal'],
  knownFUnshared: ['', 'what stands below is its own'],
  knownGUnshared: ['', 'its answer is its own'],
  knownReuse: ['', 'the same words come again and again'],
  fieldParts: ['', 'its parts are known as names of fields'],
  fieldCount: ['', 'the word is common among names of fields'],
  edits: ['', ''],
  onlyPosts: ['', ''],
  listed: ['', ''],
  created: ['', ''],
  editsListed: ['', ''],
  namesShare: ['', ''],
  ownNames: ['', 'known words stand below it that stand below no sibling'],
  ownNamesShare: ['', 'known words stand below it that stand below no sibling'],
  ownNamesTraffic: ['', 'much of its traffic goes to words that stand below no sibling'],
  namesNotInValue: ['', 'known words stand below it that do not stand below the values'],
  fieldRate: ['', 'its siblings are known as names of fields'],
  unknownOnly: ['', ''],
} as const satisfies Record<string, readonly [parameter: string, literal: string]>

export type FeatureId = keyof typeof FEATURES

/**
 * What more of a feature may say: 1 only for a parameter, -1 only for a literal, 0 either. Training keeps to it, so that the model
 * learns no accidents of its documents, and every reason makes sense.
 */
export function directionOf(id: FeatureId): -1 | 0 | 1 {
  const [parameter, literal] = FEATURES[id]
  if (parameter !== '') return 1
  return literal === '' ? 0 : -1
}

export const FEATURE_IDS = Object.keys(FEATURES) as FeatureId[]
export const FEATURE_COUNT = FEATURE_IDS.length
