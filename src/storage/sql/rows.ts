import { formatPackages } from '../../domain/packages.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';
import type { PackageRow } from './dialect.js';

/** Columns in the order that noteValues and occurrenceValues follow. */
export const noteColumns = [
  'scope',
  'id',
  'kind',
  'create_time',
  'update_time',
  'document',
  'revision',
  'assessed_id',
  'assessed_product',
  'assessment',
] as const;

export function noteValues(row: NoteRow): (string | number | null)[] {
  const { scope, id, kind, createTime, updateTime, document, revision = 0 } = row;
  return [scope, id, kind, createTime, updateTime, document, revision, ...assessmentValues(row)];
}

/** In the order of the last three columns. */
export function assessmentValues({ assessment }: Pick<NoteRow, 'assessment'>): (string | null)[] {
  return [assessment?.noteId ?? null, assessment?.product ?? null, assessment?.text ?? null];
}

/** A replacement keeps scope, id, note, kind and creation time; these columns change with the document. */
export const mutableOccurrenceColumns = [
  'severity',
  'fixable',
  'imported',
  'update_time',
  'resource_uri',
  'document',
  'derived',
  'verification',
  'package_keys',
  'not_affected',
] as const;

export function mutableOccurrenceValues(row: OccurrenceRow): (string | number | null)[] {
  return [
    row.severity,
    row.fixable ? 1 : 0,
    row.imported ? 1 : 0,
    row.updateTime,
    row.resourceUri,
    row.document,
    row.derived ?? null,
    row.verification ?? null,
    formatPackages(row.packages ?? []),
    row.notAffected === true ? 1 : 0,
  ];
}

export const occurrenceColumns = [
  'scope',
  'id',
  'note_scope',
  'note_id',
  'kind',
  'create_time',
  ...mutableOccurrenceColumns,
] as const;

export function occurrenceValues(row: OccurrenceRow): (string | number | null)[] {
  const { scope, id, note, kind, createTime } = row;
  return [scope, id, note.scope, note.id, kind, createTime, ...mutableOccurrenceValues(row)];
}

/** The table of packages; its key has all of them, in this order. */
export const packageColumns = ['name', 'scope', 'id', 'type', 'version'] as const;

export function packageValues({ name, scope, id, type, version }: PackageRow): string[] {
  return [name, scope, id, type, version];
}
