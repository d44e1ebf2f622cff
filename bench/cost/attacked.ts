import { readFileSync } from 'node:fs';
import type { Operation } from '../../src/api/operation.js';
import type { ApiVersion } from '../../src/api/version.js';
import { fixtures, resourceFor } from '../../test/unit/importers/reports.js';
import type { Random } from './hostile-requests.js';

/** An operation, and how requests to it get past names: into what is stored. */
export interface Attacked {
  readonly operation: Operation;
  /** Of the reports that an import takes; else empty. */
  readonly format: string;
  /** Bodies in order, by a label. */
  readonly examples: ReadonlyMap<string, unknown>;
  /** A name of something that is stored, from a template such as `projects/*`. */
  fill(template: string, random: Random): string;
  /** A query that the operation needs, with its question mark, else empty. */
  query(random: Random): string;
}

/** Ids of what `fillStore` stores, by collection. */
const ids: Readonly<Record<string, string>> = {
  projects: 'team',
  locations: 'here',
  notes: 'built-by-ci',
  attestors: 'ci',
  policies: 'large',
  platformPolicies: 'large',
  clusters: 'here.cluster',
};

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>;
}

interface Documented {
  readonly operationId: string;
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>
    >;
  };
}

/** Example bodies of a version, by operation and their own name: those of its document. */
export function examplesOf(version: ApiVersion): ReadonlyMap<string, ReadonlyMap<string, unknown>> {
  const found = new Map<string, ReadonlyMap<string, unknown>>();
  const { paths } = version.document() as Document;
  for (const { operationId, requestBody } of Object.values(paths).flatMap((verbs) => Object.values(verbs))) {
    const { examples = {} } = requestBody?.content['application/json'] ?? {};
    found.set(operationId, new Map(Object.entries(examples).map(([name, { value }]) => [name, value])));
  }
  return found;
}

/** Every operation of every version; imports with a report of every format. @param occurrence the id of a stored one. */
export function attackedOf(versions: readonly ApiVersion[], occurrence: string): readonly Attacked[] {
  return versions.flatMap((version) => {
    const examples = examplesOf(version);
    return version.operations.flatMap((operation): Attacked[] => {
      const one = { operation, fill: filling(operation, occurrence) };
      const own = examples.get(operation.id) ?? new Map<string, unknown>();
      if (operation.id !== 'ImportReport') return [{ ...one, format: '', examples: own, query: () => '' }];
      return fixtures.map((file) => ({
        ...one,
        format: formatOf(file),
        examples: new Map([[file, reportOf(file)]]),
        query: importing(file),
      }));
    });
  });
}

const reportOf = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test/fixtures/${file}`, import.meta.url), 'utf8'));

const formatOf = (file: string): string => file.slice(0, file.indexOf('/'));

/** Nothing is stored: thousands of findings would make each later search dear. */
function importing(file: string): () => string {
  const search = new URLSearchParams({
    format: formatOf(file),
    validateOnly: 'true',
  });
  const resource = resourceFor(file);
  if (resource !== undefined) search.set('resource', resource);
  return () => `?${search}`;
}

/** Searches go over one project or all; what is deleted is never there. */
function filling({ id, http }: Operation, occurrence: string): Attacked['fill'] {
  return (template, random) => {
    const name = template.replaceAll(/(\w+)\/\*/g, (_, collection: string) => {
      const known = collection === 'occurrences' ? occurrence : (ids[collection] ?? 'p');
      return `${collection}/${http.verb === 'DELETE' ? 'gone' : known}`;
    });
    return /^List/.test(id) && random() < 0.3 ? name.replace('projects/team', 'projects/-') : name;
  };
}
