import type { CoreColumn, FilterFieldType, FilterValue, Predicate } from '../domain/filter/predicate.js';
import { compareText } from '../domain/filter/text-order.js';
import type { Scope } from '../domain/names.js';
import { mapInSlices } from '../domain/slices.js';
import type { Kind } from '../kinds/kind.js';
import type { OccurrenceDocument } from '../kinds/registry.js';
import { v1beta1Text } from '../kinds/stored-text.js';
import type { SummaryRow } from '../storage/repository-rows.js';
import type { ServiceDeps } from './deps.js';

/** What to mend first in a project: packages and notes of its worst findings with a fix (docs/adr/0050). */

/** Findings of a project that are read at most. */
const maxFindings = 5_000;
/** Resources that one list names. */
const resourcesPerList = 100;
const pageSize = 500;

/** Severities by number, worst first. A finding without a severity ranks above MEDIUM (3), as it may be bad. */
export const worstFirst = [5, 4, 0, 3, 2, 1] as const;

/** What would be mended by an update of a package, or by a fix of a note. */
export interface Fix {
  /** The package, or the full name of the note. */
  readonly name: string;
  readonly findings: number;
  readonly images: number;
}

export interface FirstFixes {
  /** The worst severity that has a fix; 0 is unspecified. Only its findings are counted. */
  readonly severity: number;
  /** Those of most findings first. */
  readonly packages: readonly Fix[];
  readonly notes: readonly Fix[];
}

interface FirstFixesQuery {
  readonly scope: Scope;
  /** The counts of the scope. */
  readonly rows: readonly SummaryRow[];
  /** Packages and notes that are returned at most. */
  readonly count: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the findings of the worst severity that has a fix. The counts say which images have them, so that nothing else is read.
 * Undefined if no finding has a fix; `too many` if there are more than `maxFindings`.
 */
export async function firstFixes(
  repository: ServiceDeps['repository'],
  kind: Kind,
  { scope, rows, count, signal }: FirstFixesQuery,
): Promise<FirstFixes | 'too many' | undefined> {
  const severity = worstFirst.find((one) => rows.some((row) => row.severity === one && row.fixable > 0));
  if (severity === undefined) return undefined;
  const worst = rows.filter((row) => row.severity === severity && row.fixable > 0);
  if (worst.reduce((sum, { fixable }) => sum + fixable, 0) > maxFindings) return 'too many';
  const [packages, notes] = [new Counts(), new Counts()];
  const add = ({ document }: { readonly document: string }): void => {
    const occurrence = JSON.parse(v1beta1Text(document)) as OccurrenceDocument;
    const uri = occurrence.resource?.uri ?? '';
    notes.add(occurrence.noteName ?? '', uri);
    const names = kind.fixedPackages?.(occurrence[kind.occurrence?.member ?? '']) ?? [];
    for (const name of new Set(names)) packages.add(name, uri);
  };
  for (let from = 0; from < worst.length; from += resourcesPerList) {
    const uris = worst.slice(from, from + resourcesPerList).map(({ resourceUri }) => resourceUri);
    const where: Predicate = {
      op: 'and',
      terms: [
        equal('kind', 'enum', kind.id),
        equal('severity', 'enum', severity),
        equal('fixable', 'bool', true),
        { op: 'or', terms: uris.map((uri) => equal('resourceUri', 'text', uri)) },
      ],
    };
    let after: string | undefined;
    do {
      let next: string | undefined;
      const onStop = (cursor: string): void => {
        next = cursor;
      };
      const page = await repository.listOccurrences({ scope, where, after, limit: pageSize, signal, onStop });
      await mapInSlices(page, add);
      after = next ?? (page.length < pageSize ? undefined : page.at(-1)?.id);
    } while (after !== undefined);
  }
  return { severity, packages: packages.first(count), notes: notes.first(count) };
}

/** Findings and images by name. */
class Counts {
  private readonly byName = new Map<string, { findings: number; readonly images: Set<string> }>();

  add(name: string, image: string): void {
    if (name === '') return;
    const counted = this.byName.get(name) ?? { findings: 0, images: new Set() };
    this.byName.set(name, counted);
    counted.findings += 1;
    counted.images.add(image);
  }

  first(count: number): Fix[] {
    return [...this.byName]
      .map(([name, { findings, images }]) => ({ name, findings, images: images.size }))
      .sort((a, b) => b.findings - a.findings || compareText(a.name, b.name))
      .slice(0, count);
  }
}

function equal(column: CoreColumn, type: FilterFieldType, value: FilterValue): Predicate {
  return { op: 'compare', field: { name: column, type, column, path: [] }, comparator: '=', value };
}
