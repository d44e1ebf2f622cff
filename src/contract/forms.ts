import { expect, it } from 'vitest';
import { v1Member, v1Range, v1Start } from '../domain/stored-forms.js';
import type { Listed } from '../storage/repository-rows.js';
import type { Bench } from './harness.js';
import { equal } from './predicates.js';

type Listing = { readonly form?: 'v1'; readonly onStop: () => void };

/** Documents with the names of their rows, with and without a v1 form (docs/adr/0031). */
function documentsOf(name: string): string[] {
  const own = `"name":"${name}"`;
  const members = [
    `${own},"text":"grüße 🚀"`,
    // What separates the forms, as members and as text of the document itself.
    `${own},"a":{"b":{},${own}},"c":1`,
    `${own},"a":{"b":{},${own}`,
    `${own},"text":${JSON.stringify(`,${own}`)}`,
  ];
  return members.flatMap((text, index) => {
    const form = `{${text}${index === 2 ? '}}' : '}'}`;
    const rest = `{${own},"other":"${'x'.repeat(3_000)}"}`;
    return [form, `${v1Start}${form.length}${v1Member}${form},${rest.slice(1)}`];
  });
}

export function formsContract(bench: Bench): void {
  it('lists documents with their whole v1 form if only that is wanted', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const resourceUri = `https://example.com/${scope}@sha256:1`;
    const count = documentsOf('').length;
    const notes = Array.from({ length: count }, (_, n) => {
      const id = `n${n}`;
      return rows.note({ scope, id }, { document: documentsOf(`projects/${scope}/notes/${id}`)[n] ?? '' });
    });
    const [note] = notes;
    if (note === undefined) throw new Error('there is no note');
    const occurrences = Array.from({ length: count }, (_, n) => {
      const row = rows.occurrence(scope, note, { resourceUri });
      return { ...row, document: documentsOf(`projects/${scope}/occurrences/${row.id}`)[n] ?? '' };
    });
    await repository.createNotes(notes);
    await repository.createOccurrences(occurrences);
    const where = equal('resourceUri', resourceUri);
    const projects = [scope];
    const lists: [string, readonly Listed[], (how: Listing) => Promise<readonly Listed[] | undefined>][] = [
      ['notes', notes, (how) => repository.listNotes({ scope, limit: 100, ...how })],
      ['occurrences', occurrences, (how) => repository.listOccurrences({ scope, limit: 100, ...how })],
      ['of a note', occurrences, (how) => repository.listNoteOccurrences({ note, limit: 100, ...how })],
      ['of all', occurrences, (how) => repository.findOccurrences({ where, projects, limit: 100, ...how })],
    ];
    for (const [what, made, list] of lists) {
      const expected = made.map(({ document }) => document);
      const onStop = (): void => expect.fail('the page is full');
      const all = await list({ onStop });
      const found = await list({ onStop, form: 'v1' });
      // A backend need not find occurrences of all projects.
      if (all === undefined || found === undefined) continue;
      expect(
        all.map(({ document }) => document),
        what,
      ).toEqual(expected);
      expect(found.length, what).toBe(made.length);
      found.forEach(({ document }, index) => {
        const whole = expected[index] ?? '';
        expect(whole.startsWith(document), what).toBe(true);
        const wanted = whole.startsWith(v1Start) ? v1Range(whole)[1] : whole.length;
        expect(document.length, `${what}: ${whole}`).toBeGreaterThanOrEqual(wanted);
      });
    }
  });
}
