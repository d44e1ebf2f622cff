import { expect, it } from 'vitest';
import { formatNoteName, formatOccurrenceName } from '../domain/names.js';
import { v1Member, v1Range, v1Start } from '../domain/stored-forms.js';
import type { Listed } from '../storage/repository-rows.js';
import type { Bench } from './harness.js';
import { equal } from './predicates.js';

interface Listing {
  readonly form?: 'v1';
  readonly onStop: () => void;
}

/** The members of documents, by the member with their name. */
const membersOf: Readonly<Record<string, (own: string) => string>> = {
  'a text': (own) => `${own},"text":"grüße 🚀"`,
  // What separates the forms in PostgreSQL.
  'the name again in a member': (own) => `${own},"a":{"b":{},${own}},"c":1`,
  'the name again at its end': (own) => `${own},"a":{"b":{},${own}}`,
  'the name again in a text': (own) => `${own},"text":${JSON.stringify(`,${own}`)}`,
};

export function formsContract(bench: Bench): void {
  const cases = Object.entries(membersOf).flatMap(([what, of]) =>
    [false, true].map((hasV1) => ({ what: `${what}, ${hasV1 ? 'with' : 'without'} a v1 form`, of, hasV1 })),
  );
  it.each(cases)(
    'lists whole documents, or their whole v1 form if only that is requested: $what',
    async (one) => {
      const { repository, rows } = bench;
      const documentOf = (name: string): string => {
        const own = `"name":"${name}"`;
        const form = `{${one.of(own)}}`;
        return one.hasV1
          ? `${v1Start}${form.length}${v1Member}${form},${own},"other":"${'x'.repeat(3_000)}"}`
          : form;
      };
      const scope = bench.scope();
      const key = { scope, id: 'n' };
      const note = rows.note(key, { document: documentOf(formatNoteName(key)) });
      await repository.createNotes([note]);
      const resourceUri = `https://example.com/${scope}@sha256:1`;
      const row = rows.occurrence(scope, note, { resourceUri });
      const occurrence = { ...row, document: documentOf(formatOccurrenceName(row)) };
      await repository.createOccurrences([occurrence]);
      const found = { where: equal('resourceUri', resourceUri), projects: [scope] };
      const lists: [Listed, (how: Listing) => Promise<readonly Listed[] | undefined>][] = [
        [note, (how) => repository.listNotes({ scope, limit: 9, ...how })],
        [occurrence, (how) => repository.listOccurrences({ scope, limit: 9, ...how })],
        [occurrence, (how) => repository.listNoteOccurrences({ note, limit: 9, ...how })],
        // A backend need not find occurrences of all projects.
        [
          occurrence,
          async (how) => (await repository.findOccurrences({ ...found, limit: 9, ...how })) ?? [occurrence],
        ],
      ];
      for (const [{ document: whole }, list] of lists) {
        const onStop = (): void => expect.fail('the page is full');
        expect((await list({ onStop }))?.map(({ document }) => document)).toEqual([whole]);
        const [{ document } = { document: '' }] = (await list({ onStop, form: 'v1' })) ?? [];
        expect(whole.slice(0, document.length)).toBe(document);
        expect(document.length).toBeGreaterThanOrEqual(one.hasV1 ? v1Range(whole)[1] : whole.length);
      }
    },
  );
}
