/** Random numbers that come out the same for the same seed. */
export interface Random {
  /** 0 to 1. */
  next(): number;
  /** 0 to n - 1. */
  below(n: number): number;
  normal(): number;
  logNormal(median: number, sigma: number): number;
  pick<T>(weighted: readonly (readonly [T, number])[]): T;
}

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    below: (n) => Math.floor(next() * n),
    normal,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    pick(weighted) {
      let at = next() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of weighted) {
        at -= weight;
        if (at < 0) return value;
      }
      return weighted[0]?.[0] as never;
    },
  };
}

/** Draws ranks 0 to n - 1, rank r with a weight of 1 / (r + 1)^s. */
export function zipf(random: Random, n: number, s: number): () => number {
  const sums = new Float64Array(n);
  let sum = 0;
  for (let rank = 0; rank < n; rank += 1) {
    sum += 1 / (rank + 1) ** s;
    sums[rank] = sum;
  }
  return () => {
    const at = random.next() * sum;
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
