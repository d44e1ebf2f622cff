import { compareText } from '../../domain/filter/text-order.js';
import type { Scope } from '../../domain/names.js';
import type { OccurrenceRow, ResourceScopeQuery, ScopeQuery } from '../repository-rows.js';
import type { Collection, MemoryRows } from './rows.js';

/** See Repository.nextScope. */
export function nextScope(
  rows: Pick<MemoryRows, 'notes' | 'occurrences'>,
  { of, from, before }: ScopeQuery,
): Scope | undefined {
  for (const [scope, collection] of rows[of].entries()) {
    if (before !== undefined && compareText(scope, before) >= 0) return undefined;
    if (compareText(scope, from) >= 0 && collection.size > 0) return scope;
  }
  return undefined;
}

/** See Repository.scopesOfResources. */
export function scopesOfResources(
  occurrences: Collection<OccurrenceRow>,
  { resources: { from, before } }: ResourceScopeQuery,
): readonly Scope[] {
  const isWithin = ({ resourceUri }: OccurrenceRow): boolean =>
    compareText(resourceUri, from) >= 0 && compareText(resourceUri, before) < 0;
  return [...occurrences.entries()].flatMap(([scope, collection]) =>
    [...collection.entries()].some(([, row]) => isWithin(row)) ? [scope] : [],
  );
}
