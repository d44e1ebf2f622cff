import fc from 'fast-check';
import type { FilterSubject } from '../../src/domain/filter/evaluate.js';
import { timestampToMicros } from '../../src/domain/timestamp.js';
import { decode } from '../../src/schema/codec.js';
import { hostile, messageValue } from './generators.js';
import { probeRegistry } from './probe-kind.js';

/** Columns of the table of occurrences with their types, in the order of `Row.values`. */
export const rowColumns = {
  scope: 'text',
  id: 'text',
  note_scope: 'text',
  note_id: 'text',
  kind: 'smallint',
  severity: 'smallint',
  fixable: 'smallint',
  create_time: 'bigint',
  update_time: 'bigint',
  resource_uri: 'text',
  document: 'text',
} as const;

/** One generated occurrence: as a row, and as the reference evaluator sees it. */
export interface Row {
  readonly id: string;
  readonly values: readonly (string | number)[];
  readonly subject: FilterSubject;
}

function occurrence(value: Record<string, unknown>, index: number, pick: (count: number) => number): Row {
  const id = `o${String(index).padStart(4, '0')}`;
  const scope = ['p', 'q', 'p/locations/l'][pick(3)] ?? 'p';
  const note = {
    scope: ['p', 'n'][pick(2)] ?? 'p',
    id: hostile.filter((text) => text !== '' && !text.includes('/'))[pick(20)] ?? 'x',
  };
  const resourceUri = hostile[pick(hostile.length)] || 'https://x';
  const createTime =
    ['2024-05-01T12:00:00Z', '2024-05-01T12:00:00.123456Z', '2024-05-01T12:00:01Z'][pick(3)] ?? '';
  const document = decode(
    probeRegistry.Occurrence,
    {
      ...value,
      name: `projects/${scope}/occurrences/${id}`,
      noteName: `projects/${note.scope}/notes/${note.id}`,
      resource: { uri: resourceUri },
      createTime,
      updateTime: createTime,
    },
    '',
  );
  const kind = probeRegistry.kindOfOccurrence(document);
  const probe = document.probe as { level?: string } | undefined;
  const row = {
    kind: kind?.number ?? 0,
    severity: { LOW: 1, MIDDLE: 5, HIGH: 9 }[probe?.level ?? ''] ?? 0,
    fixable: pick(2) === 1,
    createTime: timestampToMicros(createTime),
  };
  return {
    id,
    values: [
      scope,
      id,
      note.scope,
      note.id,
      row.kind,
      row.severity,
      row.fixable ? 1 : 0,
      row.createTime,
      row.createTime,
      resourceUri,
      JSON.stringify(document),
    ],
    subject: {
      columns: {
        scope,
        id,
        noteScope: note.scope,
        noteId: note.id,
        ...row,
        updateTime: row.createTime,
        resourceUri,
      },
      document: JSON.parse(JSON.stringify(document)),
    },
  };
}

/** The same rows for the same seed. */
export function generateRows(seed: number, count: number): Row[] {
  const message = probeRegistry.Occurrence;
  const used = message.fields.filter(({ jsonName }) =>
    ['probe', 'vulnerability', 'build', 'intoto', 'remediation', 'envelope'].includes(jsonName),
  );
  const details = ['probe', 'probe', 'probe', 'vulnerability', 'build', 'intoto'];
  const value = fc.constantFrom(...details).chain((member) => {
    const fields = used.filter(({ jsonName }) => [member, 'remediation', 'envelope'].includes(jsonName));
    return messageValue({ ...message, fields }, 5).map((made) => ({ [member]: {}, ...made }));
  });
  const samples = fc.sample(fc.tuple(value, fc.infiniteStream(fc.nat())), { numRuns: count, seed });
  return samples.map(([made, stream], index) =>
    occurrence(made, index, (size) => Number(stream.next().value) % size),
  );
}
