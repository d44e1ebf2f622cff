import { eq, type Totals } from 'grafeas-ts/client';
import { type Now, type Point, pointsOf, toCounts } from './points.js';
import { isStale, toScans } from './scan.js';
import { type AnOccurrence, everywhere, listUnder, projectNames, type Session } from './session.js';
import { type Counts, type Severity, severities, toSeverity, worstCounted } from './severity.js';

/** Days of history in a row of the list of projects. */
export const trendDays = 30;
/** Projects that are asked for at once; the page shows them as they come. */
export const projectsAtOnce = 50;

/** A project or a location of it. */
export interface ProjectRow {
  readonly name: string;
  /** Undefined where they are too many to be counted, and where nothing is stored. */
  readonly now: Now | undefined;
  readonly isEmpty: boolean;
  /** Images with findings, by their worst severity. */
  readonly images: Counts;
  readonly imageCount: number;
  readonly worst: Severity | undefined;
  readonly points: readonly Point[];
}

/** Each project with occurrences, then the other ones of the list of projects. */
export async function* projectRows(session: Session): AsyncGenerator<ProjectRow> {
  const seen = new Set<string>();
  const totals = listUnder(session, everywhere, (parent) =>
    session.client.occurrences.totals(parent, { pageSize: projectsAtOnce, days: trendDays }),
  );
  for await (const total of totals) {
    const row = toProjectRow(total, Date.now());
    seen.add(row.name);
    yield row;
  }
  for await (const name of projectNames(session.client))
    if (!seen.has(name)) yield { ...toProjectRow({ parent: name }, Date.now()), isEmpty: true };
}

type GivenTotals = Totals<'v1'>;

export function toProjectRow(
  { parent: name = '', counts = [], tooLarge = false, days = [] }: GivenTotals,
  time: number,
): ProjectRow {
  const [startDay, endDay] = [time - (trendDays - 1) * 86_400_000, time].map((at) =>
    new Date(at).toISOString().slice(0, 10),
  );
  const images = imagesBy(counts);
  const now = tooLarge ? undefined : toCounts(counts);
  return {
    name,
    now,
    isEmpty: false,
    images,
    imageCount: severities.reduce((sum, severity) => sum + (images[severity] ?? 0), 0),
    worst: now && worstCounted(now.counts),
    points: pointsOf(days, startDay ?? '', endDay ?? ''),
  };
}

/** Images by worst severity. Those without a severity are all images minus those with one. */
function imagesBy(counts: NonNullable<GivenTotals['counts']>): Counts {
  const images: Partial<Record<Severity, number>> = {};
  let [all, rated] = [0, 0];
  for (const { severity, imageCount = '0' } of counts) {
    if (severity === undefined) all = Number(imageCount);
    else {
      images[toSeverity(severity)] = Number(imageCount);
      rated += Number(imageCount);
    }
  }
  return all > rated ? { ...images, UNKNOWN: all - rated } : images;
}

/** Everything that scanners have said of their scans. */
export const allScans = (session: Session): AsyncGenerator<AnOccurrence> =>
  listUnder(session, everywhere, (parent) =>
    session.client.occurrences.list(parent, { filter: eq('kind', 'DISCOVERY'), pageSize: 1000 }),
  );

/** The scans of a project: of each image the latest one that has finished. */
export interface ProjectScans {
  /** Time of the newest; empty if none has finished. */
  readonly newest: string;
  readonly stale: number;
}

/** By name of the project or location. `counted` is what vulnerabilityScans returned. */
export function projectScans(
  discoveries: readonly AnOccurrence[],
  counted: ReadonlySet<string>,
): ReadonlyMap<string, ProjectScans> {
  const images = Map.groupBy(discoveries, ({ name = '', resourceUri = '' }) =>
    JSON.stringify([name.replace(/\/occurrences\/[^/]*$/, ''), resourceUri]),
  );
  const found = new Map<string, ProjectScans>();
  for (const [key, own] of images) {
    const [parent] = JSON.parse(key) as [string];
    const { newest, stale } = found.get(parent) ?? { newest: '', stale: 0 };
    const { state, time } = toScans(own, counted);
    found.set(parent, {
      newest: state === 'scanned' && time > newest ? time : newest,
      stale: stale + (state === 'scanned' && isStale(time) ? 1 : 0),
    });
  }
  return found;
}
