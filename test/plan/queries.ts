import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import {
  noteCatalogue,
  occurrenceCatalogue,
  type PrintableCatalogue,
  projectCatalogue,
} from '../../src/kinds/filter-catalogue.js';
import { listCoreFields, listDocumentFields } from '../../src/kinds/filter-fields.js';
import { kinds, v1Kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import type { OccurrenceRow } from '../../src/storage/repository-rows.js';
import type { SqlDriver } from '../../src/storage/sql/driver.js';
import { SqlRepository } from '../../src/storage/sql/sql-repository.js';
import type { Statement } from '../../src/storage/sql/statement.js';
import { seed } from './seed.js';

const registry = buildRegistry(kinds);
const v1Registry = buildRegistry(v1Kinds);
export const catalogues = { occurrences: occurrenceCatalogue(registry), notes: noteCatalogue(registry) };
/** Of v1, over the same columns and indexes. */
export const v1Catalogues = {
  occurrences: occurrenceCatalogue(v1Registry, registry),
  notes: noteCatalogue(v1Registry, registry),
};

/** A value by the type of a field; names by what stands in the seed. */
const valuesOfTypes: Readonly<Record<string, string>> = {
  enum: '1',
  bool: 'true',
  text: '"x"',
  time: '"2026-01-01T12:00:00Z"',
};
const values: Readonly<Record<string, string>> = {
  resourceUrl: `"${seed.resource}"`,
  noteId: `"${seed.note}"`,
  noteProjectId: `"${seed.otherProvider}"`,
  noteName: `"projects/${seed.provider}/notes/${seed.note}"`,
  name: `"projects/${seed.large}/occurrences/x"`,
};

export interface FieldFilter {
  readonly path: string;
  readonly operator: string;
  readonly readFrom: 'index' | 'column' | 'document';
  readonly text: string;
}

/** A filter for each operator of each field that docs/filters.md says a column or an index answers. */
export function columnFilters(catalogue: PrintableCatalogue): FieldFilter[] {
  const fields = [...listCoreFields(catalogue), ...listDocumentFields(catalogue)];
  return fields
    .filter(({ readFrom }) => readFrom !== 'document')
    .flatMap(({ path, type, operators, readFrom }) =>
      operators.map((operator) => {
        const isOfNotes = catalogue === catalogues.notes || catalogue === v1Catalogues.notes;
        const given = values[isOfNotes && path === 'name' ? 'noteName' : path];
        const value = given ?? valuesOfTypes[type];
        if (value === undefined) throw new Error(`no value for ${path}, a ${type}`);
        const simple = operator === ':*' ? `${path}:*` : `${path}${operator}${value}`;
        const text =
          operator === 'has_prefix'
            ? `has_prefix(${path}, ${value.replace(/"$/, '').slice(0, 16)}")`
            : operator === 'has_suffix'
              ? `has_suffix(${path}, "${value.replaceAll('"', '').slice(-4)}")`
              : simple;
        return { path, operator, readFrom, text };
      }),
    );
}

const resource = `resourceUrl="${seed.resource}"`;
const moreResources = `(${resource} OR resourceUrl="https://example.com/app-8@sha256:0")`;
/** What clients ask beside single fields. */
const combinations: readonly string[] = [
  '',
  `${resource} AND kind=VULNERABILITY`,
  `${resource} AND kind=VULNERABILITY AND vulnerability.effectiveSeverity>=HIGH`,
  `${resource} AND noteName="projects/${seed.provider}/notes/${seed.note}"`,
  moreResources,
  `${moreResources} AND kind=VULNERABILITY`,
  'kind=BUILD',
  'kind=(BUILD OR IMAGE)',
  'kind=VULNERABILITY AND noteProjectId="nobody"',
  'createTime>"2026-01-01T00:01:00Z" AND createTime<"2026-01-01T00:02:00Z"',
  `NOT noteId="${seed.note}"`,
  'remediation="nowhere"',
  'kind=VULNERABILITY AND remediation="nowhere"',
  `noteId="${seed.note}" AND vulnerability.cvssScore>5`,
];

/** What asks for packages, by the table of packages. */
const packages: readonly string[] = [
  `hasPackage("${seed.package}")`,
  `hasPackage("pkg:deb/debian/${seed.package}", ">=1,<3") AND kind=VULNERABILITY`,
  `hasPackage("${seed.package}") AND vulnerability.cvssScore>5`,
  `vulnerability.packageIssue.affectedLocation.package="${seed.package}"`,
  'installation.installation.name="nowhere"',
];

/**
 * Every statement the store sends for every list, summary and page of every filter by column, by a name each, as a
 * real walk sends them: `read` answers them from the seed.
 */
export async function plannedQueries(
  made: readonly OccurrenceRow[],
  driver: Pick<SqlDriver, 'dialect' | 'sliceRows' | 'read'>,
): Promise<Map<string, Statement>> {
  const statements = new Map<string, Statement>();
  let name = '';
  const recording = {
    ...driver,
    async read(statement: Statement) {
      const known = [...statements.keys()].filter((key) => key.startsWith(`${name}, statement `)).length;
      // A long walk repeats itself; its first statements and its last ones differ.
      statements.set(`${name}, statement ${Math.min(known, 5)}`, statement);
      const rows = await driver.read(statement);
      // As if the first document were long, so that what is asked then is seen as well.
      if (!statement.sql.includes('CASE WHEN octet_length(')) return rows;
      return rows.map((row, index) => (index === 0 ? Object.assign({}, row, { document: null }) : row));
    },
  };
  const repository = new SqlRepository(recording as never);
  const onStop = (): void => {};
  const middle = made[made.length / 2];
  if (middle === undefined) throw new Error('nothing was seeded');
  const columns = columnFilters(catalogues.occurrences).map(({ text }) => text);
  const texts = [...columns, ...combinations, ...packages];
  for (const text of texts) {
    const where = parseFilter(text, catalogues.occurrences);
    for (const scope of [seed.large, seed.small]) {
      for (const after of [undefined, middle.id]) {
        name = `occurrences ${text}, ${scope}, ${after === undefined ? 'first' : 'later'} page`;
        await repository.listOccurrences({ scope, where, after, limit: 21, onStop });
      }
      name = `summary ${text}, ${scope}`;
      await repository.summarize({ scope, kind: 1, where });
    }
    for (const after of [undefined, { scope: seed.large, id: middle.id }]) {
      name = `of a note ${text}, ${after === undefined ? 'first' : 'later'} page`;
      const note = { scope: seed.provider, id: seed.note };
      await repository.listNoteOccurrences({ note, where, after, limit: 21, onStop });
    }
  }
  const note = `noteId="${seed.note}"`;
  for (const text of [note, `${note} AND vulnerability.cvssScore>5`, ...packages])
    for (const projects of [undefined, [seed.large]]) {
      for (const after of [undefined, { scope: seed.large, id: middle.id }]) {
        name = `all projects ${text}, ${projects ?? 'any'}, ${after === undefined ? 'first' : 'later'} page`;
        const where = parseFilter(text, catalogues.occurrences);
        await repository.findOccurrences({ projects, where, after, limit: 21, onStop });
      }
    }
  const range = { from: 'https://example.com/app-7', before: 'https://example.com/app-8' };
  name = 'scopes of resources';
  await repository.scopesOfResources({ resources: range, limit: 1000 });
  name = 'what assesses notes';
  await repository.listAssessments({ noteIds: [seed.note, 'CVE-2026-0008'], limit: 6 });
  name = 'what assesses artifacts';
  const products = ['example.com/app-7@sha256:0', 'example.com/app-7'];
  await repository.listAssessments({ noteIds: [seed.note], products, limit: 101 });
  name = 'kept days';
  await repository.listDays({ scope: seed.large, from: '2026-01-01', to: '2026-03-01' });
  name = 'old days';
  await repository.removeDays('2026-01-01');
  for (const after of [undefined, `${seed.large}/locations/eu`]) {
    name = `locations of a project, ${after === undefined ? 'first' : 'later'} step`;
    const before = `${seed.large}/locations0`;
    await repository.nextScope({ of: 'occurrences', from: after ?? `${seed.large}/locations/`, before });
    name = `scopes, ${after === undefined ? 'first' : 'later'} step`;
    for (const of of ['occurrences', 'notes'] as const) await repository.nextScope({ of, from: after ?? '' });
  }
  for (const text of ['', 'kind=BUILD', ...columnFilters(catalogues.notes).map((filter) => filter.text)]) {
    const where = parseFilter(text, catalogues.notes);
    for (const after of [undefined, seed.note]) {
      name = `notes ${text}, ${after === undefined ? 'first' : 'later'} page`;
      await repository.listNotes({ scope: seed.provider, where, after, limit: 21, onStop });
    }
  }
  for (const text of ['', 'projectId="team-3"', 'projectId:"x"', 'has_prefix(name, "projects/team-4")']) {
    name = `projects ${text}`;
    await repository.listProjects({
      where: parseFilter(text, projectCatalogue()),
      after: 'team-1',
      limit: 21,
      onStop,
    });
  }
  return statements;
}
