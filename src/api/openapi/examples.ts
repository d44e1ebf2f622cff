import type { Kind } from '../../kinds/kind.js';
import type { BodyExamples } from './document.js';

type Named = { readonly name: string; readonly summary: string; readonly value: unknown };

/** One of each kind that has them. */
function examplesOf(kinds: readonly Kind[], side: keyof Kind['examples']): Named[] {
  return kinds.flatMap(({ name, doc, examples }) =>
    examples[side].slice(0, 1).map(({ value }) => ({ name, summary: doc, value })),
  );
}

/** Notes and occurrences of every kind, by the name of their component. */
export function messageExamples(kinds: readonly Kind[]): Readonly<Record<string, readonly unknown[]>> {
  return {
    Note: examplesOf(kinds, 'notes').map(({ value }) => value),
    Occurrence: examplesOf(kinds, 'occurrences').map(({ value }) => value),
  };
}

/** Example request bodies by operation id; each works on a server that has the notes it names. */
export function bodyExamples(
  kinds: readonly Kind[],
  report: unknown,
): Readonly<Record<string, BodyExamples>> {
  const notes = examplesOf(kinds, 'notes');
  const occurrences = examplesOf(kinds, 'occurrences');
  const byName = (list: readonly Named[]): BodyExamples =>
    Object.fromEntries(list.map(({ name, summary, value }) => [name, { summary, value }]));
  return {
    CreateProject: { project: { summary: 'A project.', value: { name: 'projects/example' } } },
    CreateNote: byName(notes),
    BatchCreateNotes: {
      two: {
        summary: 'Two notes by id.',
        value: {
          notes: Object.fromEntries(notes.slice(0, 2).map(({ name, value }) => [name.toLowerCase(), value])),
        },
      },
    },
    UpdateNote: {
      description: { summary: 'Change one field.', value: { shortDescription: 'A short description.' } },
    },
    CreateOccurrence: byName(occurrences),
    BatchCreateOccurrences: {
      two: {
        summary: 'Two occurrences.',
        value: { occurrences: occurrences.slice(0, 2).map(({ value }) => value) },
      },
    },
    UpdateOccurrence: {
      remediation: { summary: 'Change one field.', value: { remediation: 'Upgrade the package.' } },
    },
    ImportReport: { report: { summary: 'The report of a scanner about an image.', value: report } },
    TestIamPermissions: {
      read: { summary: 'May the caller read?', value: { permissions: ['notes.get', 'occurrences.list'] } },
    },
  };
}
