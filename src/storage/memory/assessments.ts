import type { AssessmentQuery, AssessmentRow } from '../repository-rows.js';
import { type MemoryRows, newest } from './rows.js';

/** See Repository.listAssessments. */
export function listAssessments(
  { notes: all }: MemoryRows,
  { noteIds, products, limit }: AssessmentQuery,
): readonly AssessmentRow[] {
  const found: AssessmentRow[] = [];
  const counts = new Map<string, number>();
  for (const [, notes] of all.entries()) {
    for (const [, note] of notes.entries()) {
      const { assessment } = newest(note);
      if (assessment === undefined || !noteIds.includes(assessment.noteId)) continue;
      if (products?.includes(assessment.product) === false) continue;
      const key = products === undefined ? '' : JSON.stringify([assessment.noteId, assessment.product]);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count <= limit) found.push(assessment);
    }
  }
  return found;
}
