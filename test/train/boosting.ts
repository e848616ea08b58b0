// Gradient boosting with logistic loss over binned features; complete trees of one depth.

import type { TreeData } from '../../inventory/template/trees.ts'

export interface BoostingOptions {
  trees: number
  depth: number
  rate: number
  lambda: number
  bins: number
}

export const BOOSTING: BoostingOptions = { trees: 120, depth: 5, rate: 0.15, lambda: 4, bins: 32 }

export interface BoostingExample {
  row: Float64Array
  isParameter: boolean
  weight: number
}

/** `directions[i]`: 1 where more of feature i must not lower the score, -1 where it must not raise it, else 0. */
export function trainTrees(
  examples: readonly BoostingExample[],
  directions: readonly number[],
  options: BoostingOptions = BOOSTING,
): TreeData[] {
  const bins = binFeatures(examples, options.bins)
  const score = new Float64Array(examples.length)
  const trees: TreeData[] = []
  for (let i = 0; i < options.trees; i++) trees.push(growTree(examples, bins, score, directions, options))
  return trees
}

/** Edges at quantiles; the bin of a value is the number of edges below it. */
function binFeatures(examples: readonly BoostingExample[], bins: number): { edges: Float64Array[]; binned: Uint8Array[] } {
  const size = (examples[0] as BoostingExample).row.length
  const edges: Float64Array[] = []
  const binned: Uint8Array[] = []
  for (let feature = 0; feature < size; feature++) {
    const sorted = Float64Array.from(examples, ({ row }) => row[feature] as number).sort()
    const cuts = new Set<number>()
    for (let k = 1; k < bins; k++) cuts.add(sorted[Math.floor((k * sorted.length) / bins)] as number)
    // Rare values (a flag that is nearly always 0) would fall between the quantiles.
    cuts.add(sorted[0] as number)
    cuts.delete(sorted.at(-1) as number)
    const own = Float64Array.from([...cuts].sort((a, b) => a - b))
    edges.push(own)
    binned.push(
      Uint8Array.from(examples, ({ row }) => {
        const value = row[feature] as number
        let bin = 0
        while (bin < own.length && value > (own[bin] as number)) bin++
        return bin
      }),
    )
  }
  return { edges, binned }
}

interface Growth {
  gradient: Float64Array
  hessian: Float64Array
  /** Node of the current level in which each example is. */
  node: Int32Array
  binned: readonly Uint8Array[]
  edges: readonly Float64Array[]
  directions: readonly number[]
  options: BoostingOptions
}

interface Split {
  /** -1 where the node is not split: everything goes left. */
  feature: number
  bin: number
  /** Values of both sides, within the bounds of the node. */
  left: number
  right: number
}

/** What the leaves below a node may say, so that a direction that was promised above is kept below. */
interface Bounds {
  low: number
  high: number
}

function growTree(
  examples: readonly BoostingExample[],
  bins: { edges: Float64Array[]; binned: Uint8Array[] },
  score: Float64Array,
  directions: readonly number[],
  options: BoostingOptions,
): TreeData {
  const growth = derive(examples, bins, score, directions, options)
  const { node } = growth
  const features: number[] = []
  const thresholds: number[] = []
  let bounds: Bounds[] = [{ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }]
  for (let level = 0; level < options.depth; level++) {
    const splits = bestSplits(growth, bounds)
    for (const { feature, bin } of splits) {
      // Nothing is above this threshold, so a node that is not split sends everything left.
      features.push(Math.max(0, feature))
      thresholds.push(feature < 0 ? 1e300 : ((bins.edges[feature] as Float64Array)[bin] as number))
    }
    for (let i = 0; i < node.length; i++) {
      const { feature, bin } = splits[node[i] as number] as Split
      node[i] = 2 * (node[i] as number) + (feature >= 0 && ((bins.binned[feature] as Uint8Array)[i] as number) > bin ? 1 : 0)
    }
    bounds = splits.flatMap((split, k) => narrow(bounds[k] as Bounds, split, directions))
  }
  const leaves = leavesOf(growth, bounds)
  for (let i = 0; i < node.length; i++) score[i] = (score[i] as number) + (leaves[node[i] as number] as number)
  return { features, thresholds, leaves }
}

function derive(
  examples: readonly BoostingExample[],
  { edges, binned }: { edges: Float64Array[]; binned: Uint8Array[] },
  score: Float64Array,
  directions: readonly number[],
  options: BoostingOptions,
): Growth {
  const n = examples.length
  const gradient = new Float64Array(n)
  const hessian = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const { isParameter, weight } = examples[i] as BoostingExample
    const p = 1 / (1 + Math.exp(-(score[i] as number)))
    gradient[i] = (p - (isParameter ? 1 : 0)) * weight
    hessian[i] = Math.max(1e-6, p * (1 - p) * weight)
  }
  return { gradient, hessian, node: new Int32Array(n), binned, edges, directions, options }
}

function narrow({ low, high }: Bounds, { feature, left, right }: Split, directions: readonly number[]): [Bounds, Bounds] {
  const direction = feature < 0 ? 0 : (directions[feature] as number)
  if (direction === 0)
    return [
      { low, high },
      { low, high },
    ]
  const middle = (left + right) / 2
  const lower = { low, high: middle }
  const upper = { low: middle, high }
  return direction > 0 ? [lower, upper] : [upper, lower]
}

const within = ({ low, high }: Bounds, value: number): number => Math.max(low, Math.min(high, value))

function leavesOf({ gradient, hessian, node, options }: Growth, bounds: readonly Bounds[]): number[] {
  const g = new Float64Array(bounds.length)
  const h = new Float64Array(bounds.length)
  for (let i = 0; i < node.length; i++) {
    const at = node[i] as number
    g[at] = (g[at] as number) + (gradient[i] as number)
    h[at] = (h[at] as number) + (hessian[i] as number)
  }
  return bounds.map((each, leaf) => options.rate * within(each, -(g[leaf] as number) / ((h[leaf] as number) + options.lambda)))
}

function bestSplits(growth: Growth, bounds: readonly Bounds[]): Split[] {
  const { gradient, hessian, node, binned, edges, options } = growth
  const best = bounds.map(() => ({ feature: -1, bin: 0, left: 0, right: 0, gain: 1e-9 }))
  const width = options.bins + 1
  const g = new Float64Array(bounds.length * width)
  const h = new Float64Array(bounds.length * width)
  binned.forEach((column, feature) => {
    const cuts = (edges[feature] as Float64Array).length
    if (cuts === 0) return
    g.fill(0)
    h.fill(0)
    for (let i = 0; i < column.length; i++) {
      const at = (node[i] as number) * width + (column[i] as number)
      g[at] = (g[at] as number) + (gradient[i] as number)
      h[at] = (h[at] as number) + (hessian[i] as number)
    }
    bounds.forEach((each, k) => {
      const found = splitOf(
        g.subarray(k * width, (k + 1) * width),
        h.subarray(k * width, (k + 1) * width),
        cuts,
        each,
        growth.directions[feature] as number,
        options.lambda,
      )
      if (found && found.gain > (best[k]?.gain as number)) best[k] = { feature, ...found }
    })
  })
  return best
}

/** The best cut of one node by one feature, from its sums per bin; null where none keeps the direction. */
function splitOf(
  g: Float64Array,
  h: Float64Array,
  cuts: number,
  bounds: Bounds,
  direction: number,
  lambda: number,
): { bin: number; left: number; right: number; gain: number } | null {
  let totalG = 0
  let totalH = 0
  for (let b = 0; b < g.length; b++) {
    totalG += g[b] as number
    totalH += h[b] as number
  }
  const gainOf = (sumG: number, sumH: number, value: number): number => -(2 * sumG * value + (sumH + lambda) * value * value)
  const whole = gainOf(totalG, totalH, within(bounds, -totalG / (totalH + lambda)))
  let best: { bin: number; left: number; right: number; gain: number } | null = null
  let leftG = 0
  let leftH = 0
  for (let bin = 0; bin < cuts; bin++) {
    leftG += g[bin] as number
    leftH += h[bin] as number
    const left = within(bounds, -leftG / (leftH + lambda))
    const right = within(bounds, -(totalG - leftG) / (totalH - leftH + lambda))
    if ((right - left) * direction < 0) continue
    const gain = gainOf(leftG, leftH, left) + gainOf(totalG - leftG, totalH - leftH, right) - whole
    if (gain > (best?.gain ?? 0)) best = { bin, left, right, gain }
  }
  return best
}
