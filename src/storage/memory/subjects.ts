import { evaluate, type FilterSubject } from '../../domain/filter/evaluate.js';
import type { Predicate } from '../../domain/filter/predicate.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';

/** Rows in the form that predicates evaluate. The document is parsed only if a path has no column. */

export function matches<R>(
  where: Predicate | undefined,
  row: R,
  toSubject: (row: R) => FilterSubject,
): boolean {
  return where === undefined || evaluate(where, toSubject(row));
}

export function projectSubject(id: string): FilterSubject {
  return { columns: { id }, document: {} };
}

export function noteSubject(row: NoteRow): FilterSubject {
  const { scope, id, kind, createTime, updateTime } = row;
  return {
    columns: { scope, id, kind, createTime, updateTime },
    get document(): unknown {
      return JSON.parse(row.document);
    },
  };
}

export function occurrenceSubject(row: OccurrenceRow): FilterSubject {
  const { scope, id, kind, resourceUri, createTime, updateTime, severity, fixable } = row;
  const columns = {
    scope,
    id,
    kind,
    noteScope: row.note.scope,
    noteId: row.note.id,
    resourceUri,
    createTime,
    updateTime,
    severity,
    fixable,
  };
  return {
    columns,
    packages: row.packages,
    get document(): unknown {
      return JSON.parse(row.document);
    },
  };
}
