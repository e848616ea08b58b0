// Logistic regression by Adam on standardised features; the weights come back in the features' own units.

export interface Example {
  row: Float64Array
  isParameter: boolean
  weight: number
}

const EPOCHS = 30
const BATCH = 256
const RATE = 0.02
const L2 = 3e-4

/** `directions[i]`: 1 where weight i must not be negative, -1 where it must not be positive, else 0. */
export function trainLogistic(examples: readonly Example[], directions: readonly number[], r: () => number): Float64Array {
  const size = (examples[0] as Example).row.length
  const scale = deviations(examples, size)
  const weights = new Float64Array(size)
  const mean = new Float64Array(size)
  const variance = new Float64Array(size)
  const gradient = new Float64Array(size)
  const order = Int32Array.from(examples, (_, i) => i)
  let t = 0
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(r() * (i + 1))
      const swap = order[i] as number
      order[i] = order[j] as number
      order[j] = swap
    }
    const rate = RATE * (1 - epoch / EPOCHS)
    for (let start = 0; start < order.length; start += BATCH) {
      gradient.fill(0)
      const end = Math.min(order.length, start + BATCH)
      let total = 0
      for (let k = start; k < end; k++) {
        const { row, isParameter, weight } = examples[order[k] as number] as Example
        let z = 0
        for (let i = 0; i < size; i++) z += ((row[i] as number) * (weights[i] as number)) / (scale[i] as number)
        const error = (1 / (1 + Math.exp(-z)) - (isParameter ? 1 : 0)) * weight
        for (let i = 0; i < size; i++) gradient[i] = (gradient[i] as number) + (error * (row[i] as number)) / (scale[i] as number)
        total += weight
      }
      t++
      for (let i = 0; i < size; i++) {
        const g = (gradient[i] as number) / total + L2 * (weights[i] as number)
        mean[i] = 0.9 * (mean[i] as number) + 0.1 * g
        variance[i] = 0.999 * (variance[i] as number) + 0.001 * g * g
        weights[i] =
          (weights[i] as number) -
          (rate * ((mean[i] as number) / (1 - 0.9 ** t))) / (Math.sqrt((variance[i] as number) / (1 - 0.999 ** t)) + 1e-8)
        if ((weights[i] as number) * (directions[i] as number) < 0) weights[i] = 0
      }
    }
  }
  return weights.map((weight, i) => weight / (scale[i] as number))
}

function deviations(examples: readonly Example[], size: number): Float64Array {
  const sum = new Float64Array(size)
  const squares = new Float64Array(size)
  for (const { row } of examples) {
    for (let i = 0; i < size; i++) {
      sum[i] = (sum[i] as number) + (row[i] as number)
      squares[i] = (squares[i] as number) + (row[i] as number) ** 2
    }
  }
  return sum.map((total, i) => {
    const average = total / examples.length
    const deviation = Math.sqrt(Math.max(0, (squares[i] as number) / examples.length - average * average))
    return deviation > 1e-6 ? deviation : 1
  })
}
