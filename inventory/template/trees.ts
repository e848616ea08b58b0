// Boosted decision trees as data: complete binary trees of one depth, each a row of tests and a row of leaves.

export interface TreeData {
  /** Feature of each test, breadth first; 2^depth - 1 of them. */
  features: readonly number[]
  /** A row goes right where its feature is above the threshold. */
  thresholds: readonly number[]
  /** Log-odds at the leaves, left to right. */
  leaves: readonly number[]
}

/** The sum of all trees for one row. */
export function sumOfTrees(trees: readonly TreeData[], row: Float64Array): number {
  let sum = 0
  for (const tree of trees) sum += leafOf(tree, row)
  return sum
}

function leafOf({ features, thresholds, leaves }: TreeData, row: Float64Array): number {
  const tests = features.length
  let at = 0
  while (at < tests) at = 2 * at + ((row[features[at] as number] as number) > (thresholds[at] as number) ? 2 : 1)
  return leaves[at - tests] as number
}
