import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import { smallestIdAt } from '../../src/domain/ids.js';
import { noteCatalogue, occurrenceCatalogue, projectCatalogue } from '../../src/kinds/filter-catalogue.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import type { Repository } from '../../src/storage/repository.js';
import type { NoteRow, OccurrenceRow } from '../../src/storage/repository-rows.js';
import type { SqlDriver } from '../../src/storage/sql/driver.js';
import { templates } from '../setup/administer.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';
import { openTemporarySqlite } from '../setup/temporary.js';
import { hostile, quote } from './generators.js';
import { probeRegistry } from './probe-kind.js';
import { generateRows } from './rows.js';

/**
 * Whole lists and summaries, as the services ask for them: which index a filter enters, how slices are cut and pages
 * go on must never change what is found. The memory store is the reference. FILTER_RUNS raises the number of filters.
 */
const runs = Number(process.env.FILTER_RUNS ?? 25);
const rowCount = 150;
const catalogues = {
  occurrences: occurrenceCatalogue(probeRegistry),
  notes: noteCatalogue(probeRegistry),
  projects: projectCatalogue(),
};
const scopes = ['p', 'q', 'p/locations/l'];
const times = [
  '2024-05-01T12:00:00Z',
  '2024-05-01T12:00:00.123456Z',
  '2024-05-01T12:00:00.1234565Z',
  '2024-05-01T12:00:01Z',
  '2024-05-01T12:20:00Z',
  '0001-01-01T00:00:00Z',
];

/** Rows of one seed: their ids carry their times, as those of the server do. */
function rowsOf(seed: number): { notes: NoteRow[]; occurrences: OccurrenceRow[] } {
  const notes = new Map<string, NoteRow>();
  const occurrences = generateRows(seed, rowCount).map(({ values, subject }, index): OccurrenceRow => {
    const [scope, , noteScope, noteId, kind, severity, fixable, createTime, , resourceUri, document] = values;
    const note = { scope: String(noteScope), id: `${noteId} ${kind}` };
    const at = Number(createTime);
    const id = smallestIdAt(Math.floor(at / 1000)).slice(0, -4) + String(index).padStart(4, '0');
    const common = { kind: Number(kind), createTime: at, updateTime: at, document: String(document) };
    notes.set(`${note.scope} ${note.id}`, { ...note, ...common });
    const columns = { severity: Number(severity), fixable: fixable === 1, imported: false };
    return {
      ...common,
      ...columns,
      scope: String(scope),
      id,
      note,
      resourceUri: String(subject.columns.resourceUri ?? resourceUri),
    };
  });
  return { notes: [...notes.values()], occurrences };
}

/** Not empty: to ask for a column that is empty is an error. */
const text = fc.constantFrom(...hostile.filter((value) => value !== '').map(quote));
const order = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');

/** Filters of columns above all, as those decide the way; each with others beside it. */
function filters(rows: {
  notes: readonly NoteRow[];
  occurrences: readonly OccurrenceRow[];
}): fc.Arbitrary<string> {
  const note = fc.constantFrom(...rows.notes);
  const occurrence = fc.constantFrom(...rows.occurrences);
  const noteId = fc.oneof(
    note.map(({ id }) => quote(id)),
    text,
  );
  const uri = fc.oneof(
    { weight: 3, arbitrary: occurrence.map((row) => quote(row.resourceUri || 'none')) },
    { weight: 1, arbitrary: text },
  );
  const condition = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('=', '=', '=', '!=', '<', '>=', ':'), uri)
        .map(([op, value]) => `resourceUrl ${op} ${value}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(uri, { minLength: 2, maxLength: 5 })
        .map((list) => `resourceUrl=(${list.join(' OR ')})`),
    },
    { weight: 2, arbitrary: fc.tuple(order, noteId).map(([op, value]) => `noteId ${op} ${value}`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(order, fc.constantFrom('p', 'n', 'x'))
        .map(([op, value]) => `noteProjectId ${op} ${value}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('=', '!='), note)
        .map(([op, row]) => `noteName ${op} ${quote(`projects/${row.scope}/notes/${row.id}`)}`),
    },
    {
      weight: 1,
      arbitrary: occurrence.map((row) => `name=${quote(`projects/${row.scope}/occurrences/${row.id}`)}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(order, fc.constantFrom('PROBE', 'VULNERABILITY', 'BUILD', '900', '8'))
        .map(([op, value]) => `kind ${op} ${value}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('createTime', 'updateTime'), order, fc.constantFrom(...times))
        .map(([name, op, value]) => `${name} ${op} "${value}"`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(order, fc.constantFrom('LOW', 'MIDDLE', '9'))
        .map(([op, value]) => `probe.level ${op} ${value}`),
    },
    { weight: 1, arbitrary: text.map((value) => `probe.label=${value}`) },
    { weight: 1, arbitrary: text.map((value) => `has_prefix(resourceUrl, ${value})`) },
    { weight: 1, arbitrary: text.map((value) => `has_suffix(resourceUrl, ${value})`) },
    { weight: 1, arbitrary: text.map((value) => `remediation != ${value}`) },
  );
  const term = fc.oneof(
    { weight: 6, arbitrary: condition },
    { weight: 1, arbitrary: condition.map((one) => `NOT ${one}`) },
    { weight: 2, arbitrary: fc.tuple(condition, condition).map(([a, b]) => `(${a} OR ${b})`) },
    { weight: 1, arbitrary: fc.tuple(condition, condition).map(([a, b]) => `-(${a} AND ${b})`) },
  );
  return fc.array(term, { minLength: 1, maxLength: 4 }).map((terms) => terms.join(' AND '));
}

/** All pages of a list, of a size each. */
async function walk<Row, Cursor>(
  list: (
    after: Cursor | undefined,
    limit: number,
    onStop: (cursor: Cursor) => void,
  ) => Promise<readonly Row[]>,
  cursorOf: (row: Row) => Cursor,
  size: number,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let after: Cursor | undefined; ; ) {
    let stopped: Cursor | undefined;
    const page = await list(after, size, (cursor) => {
      stopped = cursor;
    });
    found.push(...page);
    const last = page.at(-1);
    after = page.length === size && last !== undefined ? cursorOf(last) : stopped;
    if (after === undefined) return found;
  }
}

function agrees(open: () => Promise<Repository>): void {
  for (const seed of [11, 12]) {
    describe(`seed ${seed}`, () => {
      const rows = rowsOf(seed);
      const memory = openMemory();
      let store: Repository;
      let telling = 0;

      beforeAll(async () => {
        store = await open();
        const { driver } = store as unknown as { readonly driver: SqlDriver };
        // So that a list of this size is cut into many.
        Object.defineProperty(driver, 'sliceRows', { value: 1 });
        for (const repository of [memory, store]) {
          await repository.createNotes(rows.notes);
          await repository.createOccurrences(rows.occurrences);
          for (const id of hostile) if (id !== '') await repository.createProject(id);
        }
      });
      afterAll(() => store.close());

      async function same<Row>(
        filter: string,
        ask: (repository: Repository) => Promise<readonly Row[]>,
      ): Promise<void> {
        const wanted = await ask(memory);
        expect(await ask(store), filter).toEqual(wanted);
        if (wanted.length > 0) telling += 1;
      }

      it('finds the same occurrences, of a project and of a note, and the same counts', async () => {
        telling = 0;
        const asked = fc.tuple(
          filters(rows),
          fc.constantFrom(...scopes),
          fc.constantFrom(...rows.notes),
          fc.integer({ min: 1, max: 30 }),
        );
        await fc.assert(
          fc.asyncProperty(asked, async ([filter, scope, note, size]) => {
            const where = parseFilter(filter, catalogues.occurrences);
            await same(filter, (repository) =>
              walk<{ id: string }, string>(
                (after, limit, onStop) => repository.listOccurrences({ scope, where, after, limit, onStop }),
                ({ id }) => id,
                size,
              ),
            );
            await same(filter, (repository) =>
              walk<{ scope: string; id: string }, { scope: string; id: string }>(
                (after, limit, onStop) =>
                  repository.listNoteOccurrences({ note, where, after, limit, onStop }),
                (row) => ({ scope: row.scope, id: row.id }),
                size,
              ),
            );
            await same(filter, (repository) => repository.summarize({ scope, kind: 900, where }));
          }),
          { numRuns: runs, seed },
        );
        expect(telling).toBeGreaterThan(runs / 2);
      });

      it('finds the same notes and projects', async () => {
        telling = 0;
        const condition = fc.oneof(
          fc.tuple(order, fc.constantFrom(...rows.notes)).map(([op, { id }]) => `noteId ${op} ${quote(id)}`),
          fc
            .tuple(fc.constantFrom('=', '!='), fc.constantFrom(...rows.notes))
            .map(([op, row]) => `name ${op} ${quote(`projects/${row.scope}/notes/${row.id}`)}`),
          fc.tuple(order, fc.constantFrom('PROBE', 'BUILD')).map(([op, kind]) => `kind ${op} ${kind}`),
          text.map((value) => `shortDescription != ${value}`),
          text.map((value) => `noteId:${value}`),
        );
        const both = fc.array(condition, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(' AND '));
        const ofProjects = fc
          .tuple(fc.constantFrom('=', '!=', '<', '>', ':'), text)
          .map(([op, value]) => `projectId ${op} ${value}`);
        await fc.assert(
          fc.asyncProperty(
            both,
            ofProjects,
            fc.constantFrom('p', 'n'),
            fc.integer({ min: 1, max: 9 }),
            async (filter, projects, scope, size) => {
              const where = parseFilter(filter, catalogues.notes);
              await same(filter, (repository) =>
                walk<{ id: string }, string>(
                  (after, limit, onStop) => repository.listNotes({ scope, where, after, limit, onStop }),
                  ({ id }) => id,
                  size,
                ),
              );
              const whose: Predicate | undefined = parseFilter(projects, catalogues.projects);
              await same(projects, (repository) =>
                walk<string, string>(
                  (after, limit, onStop) => repository.listProjects({ where: whose, after, limit, onStop }),
                  (id) => id,
                  size,
                ),
              );
            },
          ),
          { numRuns: runs, seed },
        );
        expect(telling).toBeGreaterThan(runs / 2);
      });
    });
  }
}

describe('lists of SQLite equal those of the reference', () => agrees(openTemporarySqlite));
for (const [kind, { name }] of Object.entries(templates)) {
  describePostgres(`lists of PostgreSQL, ${kind}, are those of the reference`, (server) =>
    agrees(() => openTestPostgres(server, name)),
  );
}
