import { expect, it } from 'vitest';
import { column, compare } from '../../src/contract/predicates.js';
import { repositoryContract } from '../../src/contract/repository-contract.js';
import { Rows } from '../../src/contract/rows.js';
import type { Repository } from '../../src/storage/repository.js';
import { templates } from '../setup/administer.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';

const reads: ReadonlySet<string | symbol> = new Set<keyof Repository>([
  'hasProject',
  'getNote',
  'getOccurrence',
  'listNotes',
  'listOccurrences',
  'nextScope',
  'findOccurrences',
  'listNoteOccurrences',
  'summarize',
]);

/** Asks everything twice at once, so that small reads share a statement, and answers what the last is told. */
async function openInCompany(open: () => Promise<Repository>): Promise<Repository> {
  return new Proxy(await open(), {
    get(repository, name) {
      const method: unknown = Reflect.get(repository, name);
      if (typeof method !== 'function') return method;
      if (!reads.has(name)) return method.bind(repository);
      return async (...parameters: unknown[]) => {
        const answers = await Promise.all([1, 2].map(() => method.apply(repository, parameters)));
        return answers.at(-1);
      };
    },
  });
}

describePostgres('PostgreSQL, reads in company', (server) => {
  const open = (): Promise<Repository> => openInCompany(() => openTestPostgres(server));
  repositoryContract({
    name: 'postgres, each read twice at once',
    open,
    skip: { reopen: 'the server of the database keeps its files; test/faults ends it' },
  });

  it('returns to each caller its own rows', async () => {
    const repository = await openTestPostgres(server);
    const rows = new Rows();
    const note = rows.note({ scope: 'p', id: 'n' });
    await repository.createNotes([note]);
    const stored = Array.from({ length: 60 }, (_, index) => ({
      ...rows.occurrence('p', note),
      resourceUri: `https://é.example/'${index % 7}'?`,
    }));
    await repository.createOccurrences(stored);
    const documents = await Promise.all(stored.map((row) => repository.getOccurrence(row)));
    expect(documents.map((found) => found?.document)).toEqual(stored.map(({ document }) => document));
    const resources = [...new Set(stored.map(({ resourceUri }) => resourceUri)), 'nowhere'];
    const lists = await Promise.all(
      resources.map((uri, index) =>
        repository.listOccurrences({
          scope: 'p',
          where: compare(column('resourceUri'), '=', uri),
          limit: 3 + index,
        }),
      ),
    );
    expect(lists.map((list) => list.map(({ id }) => id))).toEqual(
      resources.map((uri, index) =>
        stored
          .filter(({ resourceUri }) => resourceUri === uri)
          .map(({ id }) => id)
          .slice(0, 3 + index),
      ),
    );
    await repository.close();
  });
});

describePostgres('PostgreSQL, partitioned, reads in company', (server) => {
  const open = (): Promise<Repository> =>
    openInCompany(() => openTestPostgres(server, templates.partitioned.name));
  repositoryContract({
    name: 'postgres with 4 partitions, each read twice at once',
    open,
    skip: { reopen: 'the server of the database keeps its files; test/faults ends it' },
  });
});
