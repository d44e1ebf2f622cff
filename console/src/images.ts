import { and, eq, has, ne } from 'grafeas-ts/client';
import { type AnOccurrence, type Client, listUnder, type Session } from './session.js';
import { type Counts, type Severity, toSeverity } from './severity.js';

/** An image of a list: counts of its findings, and what else is known of it. */
export interface ImageRow {
  readonly uri: string;
  readonly counts: Counts;
  readonly total: number;
  readonly fixable: number;
  readonly discoveries: readonly AnOccurrence[];
}

/** One item of the API about an image: a count of its summary, or an occurrence that is not a finding. */
export type ImageFact =
  /** Without a severity, the count is of all findings of the image. */
  | {
      readonly uri: string;
      readonly severity: Severity | undefined;
      readonly total: number;
      readonly fixable: number;
    }
  | { readonly uri: string; readonly occurrence: AnOccurrence };

/**
 * Facts about the images of a project: the counts that the server keeps, then everything that is not a finding. Packages
 * are left out, as they are many and their image has other facts. `part` narrows to resource URLs that contain it.
 */
export async function* imageFacts(session: Session, parent: string, part = ''): AsyncGenerator<ImageFact> {
  yield* listUnder(session, parent, (under) => factsUnder(session.client, under, part));
}

async function* factsUnder(client: Client, parent: string, part: string): AsyncGenerator<ImageFact> {
  const fits = part === '' ? [] : [has('resourceUrl', part)];
  const summary = await client.occurrences.summary(parent, fits[0]);
  for (const { resourceUri: uri = '', severity, totalCount = '0', fixableCount = '0' } of summary.counts ??
    [])
    yield {
      uri,
      severity: severity === undefined ? undefined : toSeverity(severity),
      total: Number(totalCount),
      fixable: Number(fixableCount),
    };
  const filter = and(...fits, ne('kind', 'VULNERABILITY'), ne('kind', 'PACKAGE'));
  for await (const occurrence of client.occurrences.list(parent, { filter, pageSize: 1000 }))
    yield { uri: occurrence.resourceUri ?? '', occurrence };
}

export function toImageRows(facts: readonly ImageFact[]): ImageRow[] {
  interface Building {
    uri: string;
    counts: Partial<Record<Severity, number>>;
    total: number;
    fixable: number;
    discoveries: AnOccurrence[];
  }
  const rows = new Map<string, Building>();
  for (const fact of facts) {
    const row = rows.get(fact.uri) ?? { uri: fact.uri, counts: {}, total: 0, fixable: 0, discoveries: [] };
    rows.set(fact.uri, row);
    if ('occurrence' in fact) {
      if (fact.occurrence.kind === 'DISCOVERY') row.discoveries.push(fact.occurrence);
    } else if (fact.severity === undefined) {
      row.total += fact.total;
      row.fixable += fact.fixable;
    } else row.counts[fact.severity] = (row.counts[fact.severity] ?? 0) + fact.total;
  }
  // What has no severity is only in the totals.
  for (const row of rows.values()) {
    const known = Object.values(row.counts).reduce((sum, count) => sum + count, 0);
    if (row.total > known) row.counts.UNKNOWN = (row.counts.UNKNOWN ?? 0) + row.total - known;
  }
  return [...rows.values()];
}

/** Images with a stored deployment that has not ended. */
export async function* deployedImages(session: Session, parent: string): AsyncGenerator<string> {
  const list = listUnder(session, parent, (under) =>
    session.client.occurrences.list(under, { filter: eq('kind', 'DEPLOYMENT'), pageSize: 1000 }),
  );
  for await (const { resourceUri = '', deployment } of list)
    if (deployment?.undeployTime === undefined) yield resourceUri;
}
