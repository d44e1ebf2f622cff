import { formatNoteName, parseNoteName } from '../domain/names.js';
import type { Caller } from '../domain/permits.js';
import type { ImportSession } from '../storage/repository.js';
import type { ImportPart, OccurrenceRow } from '../storage/repository-rows.js';
import type { PlannedPart } from './import-parts.js';
import type { SignatureChecks } from './signature-checks.js';

/** Maximal number of keys that are requested at once. */
const askedKeys = 500;

/** The names of the notes whose occurrences are verified. */
export async function demandedAmong(
  signatures: SignatureChecks,
  session: Pick<ImportSession, 'readDemanded'>,
  names: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const keys = [...names].map((name) => parseNoteName(name, 'note'));
  const demanded = new Set(keys.filter(signatures.isDemandedByPolicy).map(formatNoteName));
  for (let at = 0; at < keys.length; at += askedKeys)
    for (const key of await session.readDemanded(keys.slice(at, at + askedKeys)))
      demanded.add(formatNoteName(key));
  return demanded;
}

/**
 * The parts of a plan, in the order of `next`. If signatures are demanded, all are verified before the first part is applied,
 * since a refused import writes nothing.
 *
 * @throws SIGNATURE_NOT_VERIFIED
 */
export async function* verifiedParts(
  signatures: SignatureChecks,
  demanded: ReadonlySet<string>,
  next: () => Promise<PlannedPart>,
  caller: Caller,
): AsyncGenerator<PlannedPart> {
  const kept: PlannedPart[] = [];
  for (let isLast = false; !isLast; ) {
    const planned = await next();
    isLast = planned.isLast;
    if (demanded.size === 0) yield planned;
    else kept.push({ ...planned, part: await verified(signatures, demanded, planned.part, caller) });
  }
  yield* kept;
}

/** The part with the results of verification. */
async function verified(
  signatures: SignatureChecks,
  demanded: ReadonlySet<string>,
  part: ImportPart,
  caller: Caller,
): Promise<ImportPart> {
  const { createOccurrences, updateOccurrences } = part;
  const rows = [...createOccurrences, ...updateOccurrences.map(({ row }) => row)].filter(({ note }) =>
    demanded.has(formatNoteName(note)),
  );
  const field = (index: number): string => {
    const { note, resourceUri = '' } = rows[index] ?? {};
    return `occurrence of ${note === undefined ? '' : formatNoteName(note)} for ${resourceUri}`;
  };
  const found = await signatures.check(rows, { readAnew: true, field, caller });
  const checked = new Map(found.map((row) => [row.id, row]));
  const own = (row: OccurrenceRow): OccurrenceRow => checked.get(row.id) ?? row;
  return {
    ...part,
    createOccurrences: createOccurrences.map(own),
    updateOccurrences: updateOccurrences.map(({ expected, row }) => ({ expected, row: own(row) })),
  };
}
