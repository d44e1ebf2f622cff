import { dataset, type Finding, post } from './dataset.js';
import { type BenchRequest, load } from './load.js';
import { cpuMicros, type Target } from './processes.js';
import { seeded } from './random.js';

/** What reads cost in each version of the API of objects that each has written, as ratios to v1beta1's own in the same run. */

/** Occurrences of each version. */
const size = 1000;
const written = { v1beta1: 'versions-v1beta1', v1: 'versions-v1' } as const;
type Version = keyof typeof written;

interface Row {
  readonly what: string;
  readonly wanted: number;
  readonly requests: readonly [own: () => BenchRequest, read: () => BenchRequest];
  /** Requests of a round: half a second of the server's time, so that the collection of garbage is a like part of each. */
  readonly amount: number;
}

export interface VersionFigures {
  readonly what: string;
  readonly wanted: number;
  /** Server CPU, the median of the rounds. */
  readonly ratio: number;
  /** Half of the rounds are between these two. */
  readonly quartiles: readonly [number, number];
  /** Microseconds. */
  readonly cpu: number;
}

/** Stores what it reads; the notes are there already. `only` is part of the names of the reads to compare. */
export async function compareVersions(target: Target, rounds: number, only = ''): Promise<VersionFigures[]> {
  const names = { v1beta1: await write(target, 'v1beta1'), v1: await write(target, 'v1') };
  const get = (reader: Version, writer: Version) => {
    let index = 0;
    return () => request(`/${reader}/${names[writer][(index++ * 7) % size]}`);
  };
  const page = (reader: Version, writer: Version) => () =>
    request(`/${reader}/projects/${written[writer]}/occurrences?pageSize=100`);
  const pairs = [
    ['v1', 'v1'],
    ['v1', 'v1beta1'],
    ['v1beta1', 'v1'],
  ] as const;
  const rows = [
    { name: 'get', make: get, amount: 4_000, wanted: 2 },
    { name: 'page of 100', make: page, amount: 400, wanted: 3 },
  ].flatMap(({ name, make, amount, wanted }) =>
    pairs.map(
      ([reader, writer]): Row => ({
        what: `${name} in ${reader}, written in ${writer}`,
        wanted: reader === writer ? 1.1 : wanted,
        requests: [make('v1beta1', 'v1beta1'), make(reader, writer)],
        amount,
      }),
    ),
  );
  const figures: VersionFigures[] = [];
  for (const { what, wanted, requests, amount } of rows.filter((row) => row.what.includes(only))) {
    const made: { ratio: number; cpu: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      // Each is first in every other round, as the second has the caches and the garbage of the first.
      const swapped = round % 2 === 1;
      const costs = [await cost(target, requests[swapped ? 1 : 0], amount)];
      costs.push(await cost(target, requests[swapped ? 0 : 1], amount));
      const [own = 0, cpu = 0] = swapped ? costs.reverse() : costs;
      // The first two rounds are for warming up.
      if (round > 1 || rounds === 1) made.push({ ratio: cpu / own, cpu });
    }
    made.sort((a, b) => a.ratio - b.ratio);
    const at = (share: number) =>
      made[Math.floor(share * made.length)] ?? { ratio: Number.NaN, cpu: Number.NaN };
    const quartiles = [at(0.25).ratio, at(0.75).ratio] as const;
    figures.push({ what, wanted, ...at(0.5), quartiles });
  }
  return figures;
}

async function cost(target: Target, next: () => BenchRequest, amount: number): Promise<number> {
  const before = cpuMicros(target);
  const { failures } = await load(target, next, { connections: 16, seconds: 0, amount });
  if (failures > 0) throw new Error(`${failures} requests failed`);
  return (cpuMicros(target) - before) / amount;
}

async function write(target: Target, version: Version): Promise<string[]> {
  const data = dataset(size / 10);
  const random = seeded(5);
  const names: string[] = [];
  while (names.length < size) {
    const occurrences = Array.from({ length: 250 }, () => data.occurrence(random));
    const path = `/${version}/projects/${written[version]}/occurrences:batchCreate`;
    const body = { occurrences: version === 'v1' ? occurrences.map(inV1) : occurrences };
    const { method, path: where, body: text } = post(path, body);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(target.url + where, { method, headers, body: text ?? null });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
    const { occurrences: made } = (await response.json()) as { occurrences: { name: string }[] };
    names.push(...made.map(({ name }) => name));
  }
  return names;
}

interface Location {
  readonly cpeUri: string;
  readonly package: string;
  readonly version: object;
}

/** The same finding as a scanner that speaks v1 posts it. */
function inV1({ resource, vulnerability, ...rest }: Finding): object {
  const { packageIssue, ...details } = vulnerability as {
    packageIssue: readonly { affectedLocation: Location; fixedLocation: Location }[];
  };
  const issues = packageIssue.map(({ affectedLocation: affected, fixedLocation: fixed }) => ({
    affectedCpeUri: affected.cpeUri,
    affectedPackage: affected.package,
    affectedVersion: affected.version,
    fixedCpeUri: fixed.cpeUri,
    fixedPackage: fixed.package,
    fixedVersion: fixed.version,
  }));
  return { ...rest, resourceUri: resource.uri, vulnerability: { ...details, packageIssue: issues } };
}

function request(path: string): BenchRequest {
  return { method: 'GET', path };
}
