import { hash } from 'node:crypto';
import { ApiError } from '../../domain/errors.js';
import { compareText } from '../../domain/filter/text-order.js';
import { formatNoteName, type Scope } from '../../domain/names.js';
import { PackedList, PackedMap } from '../../domain/packed-list.js';
import type { NoteDocument, OccurrenceDocument } from '../../kinds/registry.js';
import type { Source } from './converted-notes.js';
import type { Finding, FindingOptions, NamedFinding } from './finding.js';
import { groupBy } from './group-by.js';
import { noteId, unnamedId, vulnerabilityIds } from './note-id.js';
import { reportLimits } from './report.js';
import { vulnerabilityNote } from './vulnerability-note.js';
import { vulnerabilityOccurrence } from './vulnerability-occurrence.js';

/** Findings of a report whose notes are kept for the next one. */
const maxKept = 8000;

/** What findings become. */
export interface ConvertedFindings {
  readonly notes: PackedMap<NoteDocument>;
  readonly occurrences: PackedList<OccurrenceDocument>;
}

/**
 * Turns findings into VULNERABILITY notes, one for each vulnerability, and occurrences, one for each
 * vulnerability of a resource with its packages within. The order of the findings does not matter. Each finding is read again
 * for its note, so that a long list of them may be packed.
 */
export function convertFindings(
  findings: readonly Finding[],
  options: FindingOptions,
  { notes, occurrences }: ConvertedFindings = { notes: new PackedMap(), occurrences: new PackedList() },
): ConvertedFindings {
  const byNote = groupBy(nameFindings(findings, options), ({ id }) => id);
  const sourceOf = sourcesOfNotes();
  // More notes than are kept would replace all of them, and none would be found when the report comes again.
  const kept = findings.length > maxKept ? undefined : options.notes;
  for (const id of [...byNote.keys()].sort()) {
    const named = byNote.get(id) ?? [];
    byNote.delete(id);
    const list = named
      .map(({ index, advisory }): NamedFinding => ({ id, finding: findings[index] as Finding, advisory }))
      .sort(compareFindings);
    const noteName = formatNoteName({ scope: options.provider, id: noteId(id) });
    const convert = (): NoteDocument => vulnerabilityNote(id, list, options);
    const { provider: scope } = options;
    const note =
      kept?.get({ scope, id, rows: list.map(({ finding }) => sourceOf(finding)) }, convert) ?? convert();
    options.budget.charge(`the note ${noteName}`, note);
    notes.set(noteName, note);
    const byResource = groupBy(list, ({ finding }) => finding.uri);
    for (const [uri, rows] of byResource) {
      const occurrence = vulnerabilityOccurrence({ uri, noteName, id, note }, rows, options);
      options.budget.charge(`the occurrence of ${noteName}`, occurrence);
      occurrences.add(occurrence);
    }
  }
  return { notes, occurrences };
}

/**
 * Digests of findings as sources of notes: of all that a finding has except what differs from resource to resource, which no
 * note depends on. A finding with many CVEs is read once, not once for each of their notes.
 */
function sourcesOfNotes(): (finding: Finding) => Source {
  const known = new WeakMap<Finding, Source>();
  return (finding) => {
    const found = known.get(finding);
    if (found !== undefined) return found;
    const { uri, advisory, status, assessment, packageSource, isUnclear, details, cvss, ...rest } = finding;
    // The message of a rating says what its other members say, at several times the length.
    const ratings = cvss.map(({ cvss: { message, ...rating }, ...of }) => [of, rating]);
    const text = JSON.stringify([rest, ratings]);
    const source = { digest: hash('sha256', text, 'base64'), length: text.length };
    known.set(finding, source);
    return source;
  };
}

/** The names of the notes of a finding. */
export function noteNamesOf(id: string, aliases: readonly string[], provider: Scope): string[] {
  return vulnerabilityIds(id, aliases).map((name) => formatNoteName({ scope: provider, id: noteId(name) }));
}

/** A NamedFinding, whose finding is known by its place in the list. */
interface Named extends Omit<NamedFinding, 'finding'> {
  readonly index: number;
}

function* nameFindings(findings: readonly Finding[], options: FindingOptions): Iterable<Named> {
  for (const [index, finding] of findings.entries()) yield* nameFinding(finding, index, options);
}

function nameFinding(finding: Finding, index: number, { provider, budget }: FindingOptions): Named[] {
  if (finding.id === '' && vulnerabilityIds('', finding.aliases)[0] === '') {
    const title = finding.title ?? finding.description ?? '';
    return [{ id: unnamedId(provider, title, finding.package.name), index, advisory: undefined }];
  }
  const ids = vulnerabilityIds(finding.id, finding.aliases);
  if (ids.length > reportLimits.vulnerabilities)
    throw new ApiError(
      'TOO_LARGE',
      `a finding of ${finding.id} has ${ids.length} CVEs, the limit is ${reportLimits.vulnerabilities}`,
    );
  // The scan has counted it once.
  if (ids.length > 1) budget.charge(`the finding of ${finding.id}`, finding, ids.length - 1);
  return ids.map((id) => ({
    id,
    index,
    advisory: finding.advisory ?? (isSameId(finding.id, id) ? undefined : finding.id),
  }));
}

function isSameId(own: string, id: string): boolean {
  return own === '' || own === id || own.toUpperCase() === id;
}

/** Orders by resource and package, then by the JSON text. */
function compareFindings({ finding: a }: NamedFinding, { finding: b }: NamedFinding): number {
  return (
    compareText(a.uri, b.uri) ||
    compareText(a.package.type, b.package.type) ||
    compareText(a.package.name, b.package.name) ||
    compareText(a.package.version ?? '', b.package.version ?? '') ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}
