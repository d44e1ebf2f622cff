import { normaliseTimestamp, timestampToMicros } from '../../domain/timestamp.js';
import type { NoteDocument } from '../../kinds/registry.js';
import { isOlder } from '../vex/statement.js';
import { maxNoteDetails, maxRelatedUrls } from './vulnerability-note.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * Merges a stored note with the one of another report. Notes of most kinds stay as they are. A VEX statement is replaced by
 * one that is not older, and a step of a supply chain by the step of a layout.
 * A VULNERABILITY note takes the fields of the newer source, fills its gaps from the other one, and gains
 * packages, links and names. Equal input gives equal output.
 */
export function mergeNote(stored: NoteDocument, fresh: NoteDocument): NoteDocument {
  if (stored.vulnerabilityAssessment !== undefined && fresh.vulnerabilityAssessment !== undefined)
    return isOlder(statedAt(fresh), statedAt(stored)) ? stored : fresh;
  if (stored.intoto !== undefined && fresh.intoto !== undefined) return isLaidOut(fresh) ? fresh : stored;
  const old = stored.vulnerability as Members | undefined;
  const added = fresh.vulnerability as Members | undefined;
  if (old === undefined || added === undefined) return stored;
  const newer = isNewer(added.sourceUpdateTime, old.sourceUpdateTime);
  const vulnerability: Record<string, unknown> = {
    ...pick(old, added, newer),
    ...score(old, added, newer),
    details: mergeDetails(list(old.details), list(added.details), newer),
  };
  return {
    ...pick(stored, fresh, newer),
    relatedUrl: union(list(stored.relatedUrl), list(fresh.relatedUrl), ({ url }) => String(url)).slice(
      0,
      Math.max(maxRelatedUrls, list(stored.relatedUrl).length),
    ),
    relatedNoteNames: [
      ...new Set([
        ...((stored.relatedNoteNames as string[] | undefined) ?? []),
        ...((fresh.relatedNoteNames as string[] | undefined) ?? []),
      ]),
    ],
    vulnerability,
  };
}

/** Whether a step is from a layout; a link has only its name. */
function isLaidOut({ intoto }: NoteDocument): boolean {
  return Object.keys(intoto as object).some((member) => member !== 'stepName');
}

/** The time of a VEX statement; undefined if its document has none. */
function statedAt(note: NoteDocument): string | undefined {
  const { assessment } = note.vulnerabilityAssessment as {
    assessment?: { relatedUris?: { label?: unknown }[] };
  };
  const label = assessment?.relatedUris?.[0]?.label;
  return typeof label === 'string' ? normaliseTimestamp(label) : undefined;
}

function isNewer(added: unknown, old: unknown): boolean {
  return (
    typeof added === 'string' && typeof old === 'string' && timestampToMicros(added) > timestampToMicros(old)
  );
}

/** Each member of the newer one, else of the other one. */
function pick(old: Members, added: Members, newer: boolean): Members {
  return newer ? { ...old, ...added } : { ...added, ...old };
}

/** Score, its CVSS version and the severity are taken together: a severity without a score does not lower one with a score. */
function score(old: Members, added: Members, newer: boolean): Members {
  const from = newer
    ? added.cvssScore === undefined
      ? old
      : added
    : old.cvssScore === undefined
      ? added
      : old;
  const other = from === added ? old : added;
  return {
    cvssScore: from.cvssScore,
    cvssVersion: from.cvssVersion,
    severity: from.severity ?? other.severity,
  };
}

function mergeDetails(old: readonly Members[], added: readonly Members[], newer: boolean): Members[] {
  const fresh = new Map(added.map((detail) => [detailKey(detail), detail]));
  const merged = old.map((detail) => {
    const other = fresh.get(detailKey(detail));
    fresh.delete(detailKey(detail));
    if (other === undefined) return detail;
    const both = pick(detail, other, newer);
    // A new fix fills a gap. A known fix stays if another image's package has none.
    const fixedLocation =
      hasFix(both) || !hasFix(other) ? (hasFix(both) ? both : detail).fixedLocation : other.fixedLocation;
    return { ...both, fixedLocation };
  });
  const room = Math.max(0, maxNoteDetails - merged.length);
  return [...merged, ...[...fresh.values()].slice(0, room)];
}

function detailKey({ cpeUri, package: name }: Members): string {
  return JSON.stringify([cpeUri, name]);
}

function hasFix(detail: Members): boolean {
  const location = detail.fixedLocation as { version?: { kind?: unknown } } | undefined;
  return location?.version?.kind === 'NORMAL';
}

function union(
  old: readonly Members[],
  added: readonly Members[],
  keyOf: (item: Members) => string,
): Members[] {
  const known = new Set(old.map(keyOf));
  return [...old, ...added.filter((item) => !known.has(keyOf(item)))];
}

function list(value: unknown): readonly Members[] {
  return Array.isArray(value) ? (value as Members[]) : [];
}
