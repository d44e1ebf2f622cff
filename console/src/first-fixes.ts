import type { Totals } from 'grafeas-ts/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { projectOf } from './finding.js';
import type { ProjectRow } from './project-rows.js';
import { everywhere, type Session } from './session.js';

/** What to fix first in projects, read for those that are shown. */

export type FirstFixes = NonNullable<Totals<'v1'>['fixes']>;

/** By name of the project or location; `unknown` if it could not be read. Missing until it is read. */
export type FixesByProject = ReadonlyMap<string, FirstFixes | 'unknown'>;

/** Projects of a request; the API takes 100. */
const atOnce = 40;

interface FixesOfShown {
  readonly fixes: FixesByProject;
  /** Reads those of these rows that are not known yet, one request at a time. */
  show(rows: readonly ProjectRow[]): void;
}

/** What to fix first in the rows that were shown, as the page scrolls. */
export function useFirstFixes(session: Session): FixesOfShown {
  const [fixes, setFixes] = useState<FixesByProject>(new Map());
  const { current } = useRef({ wanted: [] as readonly string[], asked: new Set<string>(), busy: false });
  useEffect(
    () => () => {
      current.wanted = [];
    },
    [],
  );
  const read = async (): Promise<void> => {
    current.busy = true;
    for (;;) {
      const rows = current.wanted.filter((name) => !current.asked.has(name)).slice(0, atOnce);
      if (rows.length === 0) break;
      for (const name of rows) current.asked.add(name);
      const found = await fixesOf(session, [...new Set(rows.map(projectOf))]);
      setFixes((before) => {
        const read = rows.map(
          (name) => [name, found === undefined ? 'unknown' : (found.get(name) ?? {})] as const,
        );
        return new Map([...before, ...read]);
      });
    }
    current.busy = false;
  };
  return {
    fixes,
    show(rows) {
      current.wanted = rows.filter(({ now }) => (now?.fixable ?? 0) > 0).map(({ name }) => name);
      if (!current.busy) void read();
    },
  };
}

/** Undefined if they could not be read. */
async function fixesOf(
  { client, wide }: Session,
  names: readonly string[],
): Promise<ReadonlyMap<string, FirstFixes> | undefined> {
  const found = new Map<string, FirstFixes>();
  // A server that does not list all projects together is asked for each of them.
  const lists = wide
    ? [client.occurrences.totals(everywhere, { projects: names, fixes: 1 })]
    : names.map((name) => client.occurrences.totals(name, { fixes: 1 }));
  try {
    for (const list of lists) for await (const { parent = '', fixes = {} } of list) found.set(parent, fixes);
    return found;
  } catch {
    return undefined;
  }
}
