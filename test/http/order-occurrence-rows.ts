import type { Bodies } from '../setup/versions.js';
import { bad, gone, noNote, type Step, theNote } from './order-steps.js';

/** The steps of the RPCs of single occurrences; see `orderRows`. */
export function occurrenceRows(
  given: string,
  { occurrence, scan }: Bodies,
): Readonly<Record<string, () => readonly Step[]>> {
  const good = occurrence(theNote);
  // The member of the artifact has another name in each version.
  const artifact = 'resource' in good ? 'resource' : 'resourceUri';
  const field = artifact === 'resource' ? 'resource' : 'resource_uri';
  const without = (member: string) =>
    Object.fromEntries(Object.entries(good).filter(([key]) => key !== member));
  return {
    CreateOccurrence: () => {
      const create = (body: unknown) => ({ parent: 'projects/c', occurrence: body });
      return [
        { error: 'INVALID_NAME', request: { parent: bad }, may: [], says: 'parent' },
        { error: 'INVALID_FIELD', request: { parent: 'projects/c' }, says: 'occurrence: must' },
        { error: 'PERMISSION_DENIED', request: create({ noteName: bad }), says: 'occurrences.create' },
        {
          error: 'INVALID_NAME',
          request: create({ noteName: bad }),
          may: ['occurrences.create'],
          says: 'note_name',
        },
        { error: 'PERMISSION_DENIED', request: create({ noteName: noNote }), says: 'notes.attachOccurrence' },
        {
          error: 'INVALID_FIELD',
          request: create({ noteName: noNote }),
          may: ['occurrences.create', 'notes.attachOccurrence'],
        },
        { error: 'NOTE_NOT_FOUND', request: create({ ...good, noteName: noNote }) },
        { error: 'KIND_MISMATCH', request: create(scan(theNote)) },
        { error: 'none', request: create(good) },
      ];
    },
    BatchCreateOccurrences: () => {
      const create = (...occurrences: unknown[]) => ({ parent: 'projects/c', occurrences });
      return [
        { error: 'INVALID_NAME', request: { parent: bad }, may: [], says: 'parent' },
        { error: 'PERMISSION_DENIED', request: create(), says: 'occurrences.create' },
        { error: 'INVALID_BATCH', request: create(), may: ['occurrences.create'], says: 'at least one' },
        {
          error: 'INVALID_BATCH',
          request: create(...Array.from({ length: 1001 }, () => ({}))),
          says: '1001',
        },
        {
          error: 'INVALID_NAME',
          request: create(without(artifact), { noteName: bad }),
          says: 'occurrences[1].note_name',
        },
        { error: 'PERMISSION_DENIED', request: create(without(artifact)), says: 'notes.attachOccurrence' },
        {
          error: 'INVALID_BATCH',
          request: create(without(artifact), { ...good, noteName: noNote }),
          may: ['occurrences.create', 'notes.attachOccurrence'],
          says: `occurrences[0].${field}`,
        },
        { error: 'INVALID_BATCH', request: create({ ...good, noteName: noNote }), says: 'does not exist' },
        { error: 'none', request: create(good) },
      ];
    },
    GetOccurrence: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: gone } },
      { error: 'OCCURRENCE_NOT_FOUND', request: { name: gone }, may: ['occurrences.get'] },
      { error: 'none', request: { name: given } },
    ],
    GetOccurrenceNote: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: gone } },
      { error: 'OCCURRENCE_NOT_FOUND', request: { name: gone }, may: ['occurrences.get'] },
      { error: 'none', request: { name: given } },
    ],
    GetOccurrenceVerification: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: gone } },
      { error: 'OCCURRENCE_NOT_FOUND', request: { name: gone }, may: ['occurrences.get'] },
      { error: 'none', request: { name: given } },
    ],
    UpdateOccurrence: () => {
      const update = (name: string, body: unknown, updateMask?: string) => ({
        name,
        occurrence: body,
        ...(updateMask === undefined ? {} : { updateMask }),
      });
      return [
        { error: 'INVALID_NAME', request: { name: bad }, may: [] },
        { error: 'INVALID_FIELD', request: { name: gone }, says: 'occurrence: must' },
        { error: 'PERMISSION_DENIED', request: update(gone, { noteName: bad }), says: 'occurrences.update' },
        {
          error: 'OCCURRENCE_NOT_FOUND',
          request: update(gone, { noteName: bad }, bad),
          may: ['occurrences.update'],
        },
        {
          error: 'PERMISSION_DENIED',
          request: update(given, { noteName: bad }, bad),
          says: 'notes.attachOccurrence',
        },
        {
          error: 'INVALID_NAME',
          request: update(given, { noteName: bad }, bad),
          may: ['occurrences.update', 'notes.attachOccurrence'],
          says: 'note_name',
        },
        { error: 'INVALID_MASK', request: update(given, { noteName: noNote }, bad) },
        {
          error: 'IMMUTABLE_FIELD',
          request: update(given, { noteName: noNote, [artifact]: good[artifact] }, 'note_name'),
        },
        { error: 'INVALID_FIELD', request: update(given, { vulnerability: {} }, 'vulnerability') },
        { error: 'none', request: update(given, { remediation: 'upgrade' }, 'remediation') },
      ];
    },
    DeleteOccurrence: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: gone }, says: 'occurrences.delete' },
      { error: 'OCCURRENCE_NOT_FOUND', request: { name: gone }, may: ['occurrences.delete'] },
      { error: 'PERMISSION_DENIED', request: { name: given }, says: 'notes.attachOccurrence' },
      { error: 'none', request: { name: given }, may: ['occurrences.delete', 'notes.attachOccurrence'] },
    ],
  };
}
