import { formatNoteName, isId, type NoteKey, parseNoteName, projectOf, type Scope } from '../domain/names.js';
import type { PackageKey } from '../domain/packages.js';
import { type Purl, packageNameOf, parsePurl } from '../importers/common/purl.js';
import { assessedMember, type FromNote, type LastDerived } from '../kinds/derived.js';
import type { Assessment } from '../kinds/kind.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import type { Repository } from '../storage/repository.js';
import type { AssessmentRow } from '../storage/repository-rows.js';
import { isPartOfProduct, productsOf, spellProduct } from './assessed-products.js';
import type { Access } from './context.js';

/** Which assessment applies to a finding (docs/adr/0040). */

/** Projects in which the writer of an assessment may assess. */
export type Reach = readonly string[] | 'all';

/** Where a caller may assess. */
export function reachFor(access: Access): Reach {
  return access.projectsWith('occurrences.assess') ?? 'all';
}

/** The stored members of an assessment, apart from the note id and product that it assesses. */
interface Stored {
  /** Absent: all projects. */
  readonly projects?: readonly string[];
  /** Limits the assessment to these parts of the artifact. */
  readonly parts?: readonly string[];
  /** Whether it says that findings do not count, so it must cover all of their packages. */
  readonly clears?: true;
  /** When its text was written, microseconds since the epoch. */
  readonly time: number;
  readonly gives: Readonly<Record<string, unknown>> & { readonly noteName: string };
}

/** An assessment as findings see it. */
export interface Assessing extends Stored {
  readonly noteId: string;
  readonly product: string;
}

export interface Finding {
  readonly noteId: string;
  readonly project: string;
  readonly resourceUri: string;
  /** Those in which the vulnerability was found. */
  readonly packages: readonly PackageKey[];
}

/** Maximum number of assessments of one id and product. If there are more, none applies, since the ignored one might be decisive. */
const maxOfProduct = 100;

/** Bytes of the longest product. */
const maxProduct = 1024;

/**
 * The row that records which vulnerability and artifact a note assesses. Undefined if it assesses none, if it clears only a part of the
 * artifact, or if its writer has no permission to assess.
 */
export function assessmentRow(
  registry: Registry,
  key: NoteKey,
  document: NoteDocument,
  { time, reach: reachOfWriter }: { readonly time: number; readonly reach: () => Reach },
): AssessmentRow | undefined {
  const said = assessedBy(registry, document);
  if (said === undefined || (said.clears && said.isOfPart)) return undefined;
  const reach = reachOfWriter();
  if (reach.length === 0) return undefined;
  const { noteId, product, parts, clears, gives } = said;
  // In the order in which the messages of both versions declare them.
  const { vulnerabilityId, ...others } = gives;
  const stored: Stored = {
    ...(reach === 'all' ? {} : { projects: [...reach].sort() }),
    ...(parts.length === 0 ? {} : { parts }),
    ...(clears ? { clears } : {}),
    time,
    gives: { vulnerabilityId, noteName: formatNoteName(key), ...others },
  };
  return { noteId, product, text: JSON.stringify(stored) };
}

/** What a note assesses. The access of its writer is not checked here. */
export function assessedBy(
  registry: Registry,
  document: NoteDocument,
): (Assessment & { readonly isOfPart: boolean }) | undefined {
  const kind = registry.kindOfNote(document);
  const said = kind?.assesses?.(document[kind.note.member] as never);
  const product = said && spellProduct(said.product);
  if (said === undefined || product === undefined || !isId(said.noteId)) return undefined;
  // It is a key of an index, like the id.
  if (Buffer.byteLength(product) > maxProduct) return undefined;
  return { ...said, product, isOfPart: isPartOfProduct(said.product) };
}

/** The projects that an assessment reaches. */
export function reachOf({ text }: AssessmentRow): Reach {
  return (JSON.parse(text) as Stored).projects ?? 'all';
}

export function parseAssessing({ noteId, product, text }: AssessmentRow): Assessing {
  return { noteId, product, ...(JSON.parse(text) as Stored) };
}

/** Assessments of notes' occurrences, by the id of the note; undefined if there are too many to cache. */
export async function assessmentsOfNotes(
  repository: Pick<Repository, 'listAssessments'>,
  noteIds: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, readonly Assessing[]> | undefined> {
  const ids = [...new Set(noteIds)];
  if (ids.length === 0) return new Map();
  const rows = await repository.listAssessments({ noteIds: ids, limit: most + 1 });
  return rows.length > most ? undefined : Map.groupBy(rows.map(parseAssessing), ({ noteId }) => noteId);
}

/** All assessments that may apply to occurrences of these notes and resources. */
export function assessmentsOf(
  repository: Pick<Repository, 'listAssessments'>,
  noteIds: readonly string[],
  resources: readonly string[],
): Promise<readonly AssessmentRow[]> {
  const products = [...new Set(resources.flatMap(productsOf))];
  if (noteIds.length === 0 || products.length === 0) return Promise.resolve([]);
  return repository.listAssessments({ noteIds: [...new Set(noteIds)], products, limit: maxOfProduct + 1 });
}

/**
 * The values of the assessment that applies to a finding: among those that reach its project, the one with the most exact
 * product; of several, the newest; of several of one time, one that clears nothing.
 */
export function holding(all: readonly Assessing[], finding: Finding): Stored['gives'] | undefined {
  const own = all.filter(({ noteId }) => noteId === finding.noteId);
  if (own.length === 0) return undefined;
  for (const product of productsOf(finding.resourceUri)) {
    const ofProduct = own.filter((one) => one.product === product);
    if (ofProduct.length > maxOfProduct) return undefined;
    let best: Assessing | undefined;
    for (const one of ofProduct) {
      if (one.projects?.includes(finding.project) === false || !isAbout(one, finding)) continue;
      if (best === undefined || isNewer(one, best)) best = one;
    }
    if (best !== undefined) return best.gives;
  }
  return undefined;
}

/**
 * Whether an assessment of parts of the artifact applies to a finding. A statement that one package is not affected says nothing
 * about the others. A statement that one package is affected is true of the finding.
 */
function isAbout({ parts, clears }: Stored, { packages }: Finding): boolean {
  if (parts === undefined) return true;
  const purls = parts.flatMap((part) => parsePurl(part) ?? []);
  if (!clears && purls.length < parts.length) return true;
  const among = ({ type, name, version }: PackageKey): boolean =>
    purls.some((purl) => {
      if (packageNameOf(purl) !== name || (clears && purl.isPart)) return false;
      // A package with unknown members may be another one.
      const named = versionOf(purl);
      if (named !== undefined && version !== named) return !clears && version === '';
      return purl.type === type || (!clears && type === '');
    });
  return clears ? packages.length > 0 && packages.every(among) : packages.some(among);
}

/** The whole version. Distributions have the epoch in the version or beside it. */
function versionOf({ version, qualifiers }: Purl): string | undefined {
  const epoch = qualifiers.get('epoch') ?? '0';
  return version === undefined || epoch === '0' || version.startsWith(`${epoch}:`)
    ? version
    : `${epoch}:${version}`;
}

/**
 * Of assessments of the same time, as in one batch, one that clears nothing; else the one with the last name. Any order will do if it is
 * always the same.
 */
function isNewer(one: Assessing, than: Assessing): boolean {
  if (one.time !== than.time) return one.time > than.time;
  return one.clears === than.clears ? one.gives.noteName > than.gives.noteName : than.clears === true;
}

/** The member of occurrences of a kind that assessments fill, as FromNote names it. */
export function memberOf(registry: Registry, kind: number): string | undefined {
  const known = registry.byId(kind);
  return known && assessedMember(known);
}

/** Of an occurrence, stored or not; undefined if its kind is not assessed. */
export function findingOf(
  registry: Registry,
  scope: Scope,
  occurrence: OccurrenceDocument,
): (Finding & { readonly member: string }) | undefined {
  const kind = registry.kindOfOccurrence(occurrence);
  const member = kind && assessedMember(kind);
  if (member === undefined) return undefined;
  const { id: noteId } = parseNoteName(occurrence.noteName ?? '', 'note_name');
  const packages = kind?.packages?.(occurrence[kind.occurrence?.member ?? '']) ?? [];
  return { member, noteId, project: projectOf(scope), resourceUri: resourceUriOf(occurrence), packages };
}

/** The artifact, in the form of either version. */
export function resourceUriOf({ resource, resourceUri }: OccurrenceDocument): string {
  return resource?.uri ?? resourceUri ?? '';
}

/** The values that a note and the assessments contribute to an occurrence. */
export function givenWith(
  note: FromNote | undefined,
  all: readonly Assessing[],
  finding: ReturnType<typeof findingOf>,
): FromNote | undefined {
  if (note === undefined || finding === undefined) return note;
  return { ...note, [finding.member]: holding(all, finding) };
}

/**
 * What was last derived of an occurrence whose note is gone. An assessment stays as long as it still applies; none is added, since no
 * revision would guard it.
 */
export function stillDerived(
  last: LastDerived,
  all: readonly Assessing[],
  finding: ReturnType<typeof findingOf>,
): LastDerived {
  if (finding === undefined) return last;
  const isSaid = JSON.stringify(holding(all, finding)) === JSON.stringify(last.get(finding.member));
  return isSaid ? last : new Map([...last].filter(([member]) => member !== finding.member));
}
