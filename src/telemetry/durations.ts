/** Upper bounds of the buckets, in seconds. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** Count of each bucket; the last one has no bound. */
  readonly buckets: number[];
  sum: number;
}

interface Value {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/**
 * A histogram of durations that costs a request a few additions. The caller keeps the series of its labels; the histogram
 * of prom-client builds a text of the labels for each value.
 */
export class Durations {
  readonly aggregator = 'sum' as const;
  private readonly all: Series[] = [];

  constructor(
    readonly name: string,
    readonly help: string,
  ) {}

  /** Creates the series of a set of labels; call it once for each set. */
  series(labels: Readonly<Record<string, string>>): Series {
    const series = { labels, buckets: new Array<number>(bounds.length + 1).fill(0), sum: 0 };
    this.all.push(series);
    return series;
  }

  /** The output for prom-client. */
  async get(): Promise<{
    name: string;
    help: string;
    type: 'histogram';
    aggregator: 'sum';
    values: Value[];
  }> {
    const { name, help, aggregator } = this;
    return { name, help, type: 'histogram', aggregator, values: this.all.flatMap((one) => this.print(one)) };
  }

  private print({ labels, buckets, sum }: Series): Value[] {
    let count = 0;
    const cumulated = buckets.map((inside, index): Value => {
      count += inside;
      const le = bounds[index] ?? '+Inf';
      return { metricName: `${this.name}_bucket`, labels: { ...labels, le }, value: count };
    });
    return [
      ...cumulated,
      { metricName: `${this.name}_sum`, labels, value: sum },
      { metricName: `${this.name}_count`, labels, value: count },
    ];
  }
}

/** Adds a duration in seconds to a series. */
export function addDuration(series: Series, seconds: number): void {
  let bucket = 0;
  while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1;
  series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
  series.sum += seconds;
}
