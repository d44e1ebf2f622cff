import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../domain/is-object.js';
import type { NoteDocument, OccurrenceDocument } from '../../kinds/registry.js';
import type { Forms } from '../../kinds/stored-text.js';
import { evidenceKey } from './evidence-key.js';
import { higherSeverity, type Severity, severities, severityRank } from './severity.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * The tool that an imported occurrence is from; undefined if it does not name one. Of a bill of materials it is the
 * document that was found, of other evidence what was signed and by which keys, so that each is an occurrence of its own.
 */
export function importerOf(forms: Forms<OccurrenceDocument>): string | undefined {
  const { v1beta1: occurrence } = forms;
  if (occurrence.sbomReference !== undefined) return digestOf(occurrence.sbomReference);
  // v1 alone has these kinds: of a broken rule it is the tool and its benchmark.
  const { compliance, upgrade } = forms.v1 ?? {};
  if (compliance !== undefined) return benchmarkOf(compliance);
  // Only OS inventories have upgrades.
  if (upgrade !== undefined) return 'os-inventory';
  const evidence = evidenceKey(forms);
  if (evidence !== undefined) return evidence;
  // Secrets have no field for it. Only secrets of Trivy are imported.
  if (occurrence.secret !== undefined) return 'trivy';
  const { importer } = detailsOf(occurrence);
  return typeof importer === 'string' ? importer : undefined;
}

function digestOf(reference: unknown): string | undefined {
  const { payload } = reference as { payload?: { predicate?: { digest?: { sha256?: unknown } } } };
  const sha256 = payload?.predicate?.digest?.sha256;
  return typeof sha256 === 'string' ? sha256 : undefined;
}

function benchmarkOf(compliance: unknown): string | undefined {
  const { version } = compliance as { version?: { benchmarkDocument?: unknown } };
  return typeof version?.benchmarkDocument === 'string' ? version.benchmarkDocument : undefined;
}

/**
 * What the tool searched for instead of vulnerable packages; the notes of both may be in one project. Of a benchmark it is one
 * rule, since a report may have only some.
 */
export function targetOf({ v1beta1, v1 }: Forms<OccurrenceDocument>): string | undefined {
  if (v1?.compliance !== undefined) return v1beta1.noteName;
  const { vulnerability } = v1beta1;
  const { type } = (vulnerability ?? {}) as { type?: unknown };
  return type === 'MISCONFIGURATION' ? type : undefined;
}

/** The advisories whose report named the vulnerability of an imported occurrence. */
export function advisoriesOf(occurrence: OccurrenceDocument): string[] {
  const { advisory } = detailsOf(occurrence);
  return Array.isArray(advisory) ? advisory.filter((name) => typeof name === 'string') : [];
}

function detailsOf(occurrence: OccurrenceDocument): Members {
  const { extraDetails } = (occurrence.vulnerability ?? {}) as { extraDetails?: unknown };
  if (typeof extraDetails !== 'string') return {};
  try {
    const details: unknown = JSON.parse(extraDetails);
    return isObject(details) ? details : {};
  } catch {
    return {};
  }
}

/**
 * What a stored finding becomes when a report that was not wholly understood has it too: the report's word, and
 * every package and place that is stored and that the report does not name. It is never less severe than before
 * as long as something of it comes from the store.
 *
 * @param stored as it was written, without what the server derived.
 * @param noteSeverity what is derived where the severity is left open.
 */
export function joinFindings(
  stored: OccurrenceDocument,
  fresh: OccurrenceDocument,
  noteSeverity: Severity | undefined,
): OccurrenceDocument {
  const [old, added] = [stored.vulnerability, fresh.vulnerability] as (Members | undefined)[];
  if (old !== undefined && added !== undefined) {
    const { effectiveSeverity: _, ...rest } = added;
    const joined = { ...rest, ...joinedSeverity(old, added, noteSeverity) };
    const kept = missing(list(old.packageIssue), list(added.packageIssue), issueKey);
    if (kept.length === 0) return { ...fresh, vulnerability: joined };
    const { vexAssessment, type, ...others } = joined as Members;
    const vulnerability = {
      ...others,
      type: old.type === type ? type : 'OS',
      packageIssue: join(list(old.packageIssue), list(added.packageIssue), issueKey),
      // What is true of every package of the report need not be true of the others.
      ...(isDeepStrictEqual(vexAssessment, old.vexAssessment) ? { vexAssessment } : {}),
    };
    return { ...fresh, vulnerability };
  }
  const [before, now] = [stored.secret, fresh.secret] as (Members | undefined)[];
  if (before === undefined || now === undefined) return fresh;
  const locations = join(list(before.locations), list(now.locations), (place) => JSON.stringify(place));
  return { ...fresh, secret: { ...now, locations } };
}

/**
 * The higher severity of the two. Where one leaves it open it follows the note, and so does the higher one, unless the
 * other one's own word is higher than the note's.
 */
function joinedSeverity(old: Members, added: Members, noteSeverity: Severity | undefined): Members {
  const [before, now] = [old, added].map(({ effectiveSeverity, severity }) =>
    severities.find((word) => word === (effectiveSeverity ?? severity)),
  );
  const own = higherSeverity(before, now);
  const isOpen = before === undefined || now === undefined;
  if (own === undefined || (isOpen && severityRank(noteSeverity) >= severityRank(own))) return {};
  return { effectiveSeverity: own };
}

/**
 * A finding as it is stored alone: a package of which the report has no word is as severe as the note, of which other reports
 * may have stated more than this one. Then its severity is left open, and follows the note.
 */
export function leaveOpen(fresh: OccurrenceDocument, noteSeverity: Severity | undefined): OccurrenceDocument {
  const { effectiveSeverity, ...rest } = (fresh.vulnerability ?? {}) as Members;
  const own = severities.find((word) => word === effectiveSeverity);
  const isOpen = list(rest.packageIssue).some((issue) => issue.effectiveSeverity === undefined);
  return isOpen && severityRank(noteSeverity) > severityRank(own) ? { ...fresh, vulnerability: rest } : fresh;
}

/** What occurrences of a note derive as their severity. */
export function severityOfNote(note: NoteDocument | undefined): Severity | undefined {
  const { severity } = (note?.vulnerability ?? {}) as Members;
  return severities.find((word) => word === severity);
}

/** The stored elements in their order, each as in the report if it has it; then those that only the report has. */
function join(
  old: readonly Members[],
  added: readonly Members[],
  keyOf: (item: Members) => string,
): Members[] {
  const fresh = new Map(added.map((item) => [keyOf(item), item]));
  return [...old.map((item) => fresh.get(keyOf(item)) ?? item), ...missing(added, old, keyOf)];
}

/** Those of the first list that the second does not have. */
function missing(
  list: readonly Members[],
  others: readonly Members[],
  keyOf: (item: Members) => string,
): Members[] {
  const known = new Set(others.map(keyOf));
  return list.filter((item) => !known.has(keyOf(item)));
}

function issueKey({ packageType, affectedLocation }: Members): string {
  const { package: name, version } = (affectedLocation ?? {}) as Members;
  const { epoch = 0, name: number = '', revision = '', kind = '' } = (version ?? {}) as Members;
  return JSON.stringify([packageType, name, epoch, number, revision, kind]);
}

function list(value: unknown): readonly Members[] {
  return Array.isArray(value) ? (value as Members[]) : [];
}
