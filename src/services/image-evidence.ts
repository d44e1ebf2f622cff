import type { Predicate } from '../domain/filter/predicate.js';
import { type NoteKey, type OccurrenceKey, parseNoteName, type Scope } from '../domain/names.js';
import { mapInSlices } from '../domain/slices.js';
import { parseForms } from '../kinds/stored-text.js';
import { kindsOfAttestations, kindsOfChecks, type OccurrenceFact } from '../policy/facts.js';
import { type Image, resourceUrls, urlsWithoutDigest } from '../policy/image.js';
import type { Listed } from '../storage/repository-rows.js';
import { occurrencesTopic, type Stamp } from '../storage/repository-stamps.js';
import type { ServiceDeps } from './deps.js';
import { behind, locationsOf } from './scopes.js';
import { type Found, KeptFindings, toFact } from './stored-evidence.js';

/** Maximal number of occurrences of one image that are read in a project. */
const maxOccurrences = 10_000;
/** Maximal number of characters of the documents of one image: one document may have some MB. */
export const maxEvidenceCharacters = 32 * 1024 * 1024;
/** Characters of the documents of one image beyond which they are not kept while others are judged. */
const maxWaiting = 256 * 1024;
/** Maximal number of locations of a project that are read, and of scopes that have occurrences of a note. */
const maxLocations = 100;
/**
 * Occurrences in the first read, and in each further one: so few that documents of usual length are read with their rows
 * (storage/sql/documents.ts).
 */
const firstRows = 250;
const pageRows = 1000;
/** How often a project is read that changes while it is read. */
const maxAttempts = 5;

/** Sorts after every id of an occurrence; ids consist of digits, letters and hyphens. */
const afterIds = '~';

/** Occurrences of one image, the oldest first. */
export interface Evidence {
  readonly state: 'read' | 'too-much' | 'changing';
  readonly occurrences: readonly OccurrenceFact[];
}

/** What is stored of images, as one request reads it: each scope, note and list once. */
export interface ImageEvidence {
  /** In a project with its locations. */
  inProject(project: string, image: Image): Promise<Evidence>;
  /** Attestations in all scopes that have occurrences of the note. They may be of other notes. */
  attestations(note: NoteKey, image: Image): Promise<Evidence>;
  /** One of a project under a URL of the image that has no digest. */
  underOtherUrl(project: string, image: Image): Promise<OccurrenceFact | undefined>;
  /** An occurrence of the current image that was read. */
  find(name: string): OccurrenceFact | undefined;
  /** Frees the documents of the current image if they are large. The next question reads them again. */
  release(): void;
}

type Deps = Pick<ServiceDeps, 'repository' | 'filters'>;

/** Opens the evidence for one request. `stamp` was taken before anything is read. */
export type OpenEvidence = (signal: AbortSignal | undefined, stamp?: Stamp) => ImageEvidence;

/** Parsed findings are cached between requests, by their texts. */
export function createEvidence(deps: Deps): OpenEvidence {
  const findings = new KeptFindings();
  const ofImage = createImageFilter(deps.filters);
  return (signal, stamp) => openEvidence(deps, { findings, ofImage, signal, stamp });
}

type ImageFilter = (urls: readonly string[], kinds: readonly string[]) => Predicate;

/** Conditions for the occurrences of some kinds under some URLs. Their texts are parsed once. */
function createImageFilter(filters: Deps['filters']): ImageFilter {
  const ofUrl = filters.occurrence('resourceUrl="x"');
  if (ofUrl?.op !== 'compare') throw new TypeError('a URL is compared');
  const ofKinds = new Map<readonly string[], Predicate>();
  return (urls, kinds) => {
    let ofKind = ofKinds.get(kinds);
    if (ofKind === undefined) {
      ofKind = filters.occurrence(kinds.map((kind) => `kind=${JSON.stringify(kind)}`).join(' OR '));
      if (ofKind === undefined) throw new TypeError('some kinds are read');
      ofKinds.set(kinds, ofKind);
    }
    const ofUrls: Predicate = { op: 'or', terms: urls.map((value) => ({ ...ofUrl, value })) };
    return { op: 'and', terms: [ofUrls, ofKind] };
  };
}

interface Opened {
  readonly findings: KeptFindings;
  readonly ofImage: ImageFilter;
  readonly signal: AbortSignal | undefined;
  readonly stamp: Stamp | undefined;
}

function openEvidence({ repository }: Deps, { findings, ofImage, signal, stamp }: Opened): ImageEvidence {
  const analyses = new Map<string, Promise<string | undefined>>();
  const locations = new Map<string, Promise<readonly Scope[]>>();
  const holding = new Map<string, Promise<{ scopes: readonly Scope[]; isAll: boolean }>>();
  // Of the current image.
  const checked = new Map<Scope, Promise<readonly OccurrenceFact[]>>();
  const attested = new Map<Scope, Promise<readonly OccurrenceFact[]>>();
  /** What was read of a scope for checks, to be compared with what is read later. */
  const texts = new Map<Scope, readonly Found[]>();
  /** Scopes that took more than one read. */
  const long = new Set<Scope>();
  const settled = new Map<string, Promise<Evidence>>();
  let seen: OccurrenceFact[] = [];
  let byName: ReadonlyMap<string, OccurrenceFact> | undefined;
  let characters = 0;
  let current: string | undefined;

  /** Images are evaluated one after the other, since the evidence of one may take much memory. */
  function turnTo({ text }: Image): void {
    if (text !== current) forget(text);
  }

  function forget(next?: string): void {
    current = next;
    for (const known of [checked, attested, texts, long, settled]) known.clear();
    seen = [];
    characters = 0;
    byName = undefined;
  }

  /** The `analysisKind` of the note of a scan. */
  async function readAnalysis(noteName: string): Promise<string | undefined> {
    const note = await repository.getNote(parseNoteName(noteName, 'note_name'));
    if (note === undefined) return undefined;
    const { v1beta1, v1 } = parseForms<{ discovery?: { analysisKind?: unknown } }>(note.document);
    const kind = (v1 ?? v1beta1).discovery?.analysisKind;
    return typeof kind === 'string' && kind !== '' ? kind : undefined;
  }
  const analysisOf = (noteName: string): Promise<string | undefined> =>
    once(analyses, noteName, () => readAnalysis(noteName));

  /** The locations of a project that have occurrences; one more than `maxLocations` if there are more. */
  async function readLocations(project: string): Promise<readonly Scope[]> {
    const found: Scope[] = [];
    let next = await locationsOf(repository, project).next();
    while (next !== undefined) {
      found.push(next);
      if (found.length > maxLocations) break;
      next = await locationsOf(repository, project).next(behind(next));
    }
    return found;
  }

  /** Steps from one scope with occurrences of the note to the next. */
  async function readHolding(note: NoteKey): Promise<{ scopes: readonly Scope[]; isAll: boolean }> {
    const scopes: Scope[] = [];
    let after: OccurrenceKey | undefined;
    for (let visited = 0; visited <= maxLocations; visited += 1) {
      const [next] = await repository.listNoteOccurrences({ note, after, limit: 1 });
      if (next === undefined) return { scopes, isAll: true };
      scopes.push(next.scope);
      after = { scope: next.scope, id: afterIds };
    }
    return { scopes, isAll: false };
  }

  const isTooLong = (): boolean => characters > maxEvidenceCharacters;

  async function* pagesOf(scope: Scope, where: Predicate, limit: number): AsyncGenerator<readonly Listed[]> {
    let read = 0;
    let after: string | undefined;
    do {
      let stopped: string | undefined;
      const asked = Math.min(read === 0 ? firstRows : pageRows, limit - read);
      const rows = await repository.listOccurrences({
        signal,
        scope,
        where,
        after,
        limit: asked,
        onStop: (id) => {
          stopped = id;
        },
      });
      yield rows;
      read += rows.length;
      after = stopped ?? (rows.length < asked ? undefined : rows.at(-1)?.id);
    } while (after !== undefined && read < limit && !isTooLong());
  }

  async function readScope(scope: Scope, where: Predicate, limit = maxOccurrences): Promise<Found[]> {
    const found: Found[] = [];
    let pages = 0;
    for await (const rows of pagesOf(scope, where, limit)) {
      pages += 1;
      if (pages > 1) long.add(scope);
      for (const { id, document } of rows) {
        found.push({ scope, id, document });
        characters += document.length;
      }
    }
    return found;
  }

  /** Whether a scope has what was read of it. */
  async function isAsRead(scope: Scope, where: Predicate): Promise<boolean> {
    const before = texts.get(scope) ?? [];
    let at = 0;
    for await (const rows of pagesOf(scope, where, maxOccurrences)) {
      const isSame = rows.every(({ id, document }, index) => {
        const one = before[at + index];
        return one?.id === id && one.document === document;
      });
      if (!isSame) return false;
      at += rows.length;
    }
    return at === before.length;
  }

  /** Parses documents in slices, without blocking other callers; then reads the notes of scans. */
  async function readFacts(scope: Scope, where: Predicate): Promise<readonly OccurrenceFact[]> {
    return toFacts(await readScope(scope, where));
  }

  async function toFacts(found: readonly Found[]): Promise<readonly OccurrenceFact[]> {
    const facts = await resolved(await mapInSlices(found, (each) => toFact(each, findings, analysisOf)));
    byName = undefined;
    for (const fact of facts) seen.push(fact);
    return facts;
  }

  const checksOf = (image: Image): Predicate => ofImage(resourceUrls(image), kindsOfChecks);
  const checkedIn = (scope: Scope, image: Image): Promise<readonly OccurrenceFact[]> =>
    once(checked, scope, async () => {
      const found = await readScope(scope, checksOf(image));
      texts.set(scope, found);
      return toFacts(found);
    });

  /** Occurrences that a check has already read are not read again. */
  async function attestedIn(scope: Scope, image: Image): Promise<readonly OccurrenceFact[]> {
    const all = await checked.get(scope);
    const kinds: readonly string[] = kindsOfAttestations;
    if (all !== undefined && all.length < maxOccurrences)
      return all.filter(({ kind }) => kinds.includes(kind));
    return once(attested, scope, () => readFacts(scope, ofImage(resourceUrls(image), kindsOfAttestations)));
  }

  /** Reads scope by scope, as long as there is not too much. */
  async function readAll(
    scopes: readonly Scope[],
    read: (scope: Scope) => Promise<readonly OccurrenceFact[]>,
  ): Promise<Evidence> {
    const lists: (readonly OccurrenceFact[])[] = [];
    let count = 0;
    for (const scope of scopes) {
      if (count >= maxOccurrences || isTooLong()) break;
      const facts = await read(scope);
      if (facts.length > 0) lists.push(facts);
      count += facts.length;
    }
    const state = count >= maxOccurrences || isTooLong() ? 'too-much' : 'read';
    return { state, occurrences: lists.length === 1 ? (lists[0] ?? []) : oldestFirst(lists.flat()) };
  }

  /** A project with its locations, as it is read now. */
  async function readProject(project: string, image: Image): Promise<Evidence> {
    // Most projects have no locations: both are read at once.
    const [others] = await Promise.all([
      once(locations, project, () => readLocations(project)),
      checkedIn(project, image),
    ]);
    const read = await readAll([project, ...others.slice(0, maxLocations)], (scope) =>
      checkedIn(scope, image),
    );
    return others.length > maxLocations ? { ...read, state: 'too-much' } : read;
  }

  /** Whether the project still has what was read of it: then it had all of that at one moment. */
  async function isProjectAsRead(project: string, image: Image): Promise<boolean> {
    const [before, now] = [await locations.get(project), await readLocations(project)];
    if (JSON.stringify(before) !== JSON.stringify(now)) return false;
    for (const scope of [project, ...now]) if (!(await isAsRead(scope, checksOf(image)))) return false;
    return true;
  }

  async function forgetProject(project: string): Promise<void> {
    const facts = new Set<OccurrenceFact>();
    for (const scope of [project, ...((await locations.get(project)) ?? [])]) {
      for (const fact of (await checked.get(scope)) ?? []) facts.add(fact);
      for (const { document } of texts.get(scope) ?? []) characters -= document.length;
      for (const known of [checked, texts, long]) known.delete(scope);
    }
    locations.delete(project);
    seen = seen.filter((fact) => !facts.has(fact));
    byName = undefined;
  }

  /**
   * A project at one moment. Of one that is read in several steps, the first may have been read before a write and the last after it:
   * a finding that was replaced by another one would be missing, and so would the other. So what was written meanwhile is read again.
   */
  async function settleProject(project: string, image: Image): Promise<Evidence> {
    let since = stamp;
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const read = await readProject(project, image);
      const others = (await locations.get(project)) ?? [];
      const isOneStep = others.length === 0 && !long.has(project);
      if (isOneStep || read.state === 'too-much') return read;
      const now = await repository.stamp?.();
      if (since !== undefined && now?.isUnchanged(since, [occurrencesTopic(project)]) === true) return read;
      if (await isProjectAsRead(project, image)) return read;
      since = now;
      await forgetProject(project);
    }
    return { state: 'changing', occurrences: [] };
  }

  return {
    inProject(project, image) {
      turnTo(image);
      return once(settled, project, async () => {
        const evidence = await settleProject(project, image);
        // The texts are only needed until then, and may be long.
        for (const scope of [project, ...((await locations.get(project)) ?? [])]) texts.delete(scope);
        return evidence;
      });
    },
    async attestations(note, image) {
      turnTo(image);
      const { scopes, isAll } = await once(holding, JSON.stringify(note), () => readHolding(note));
      const read = await readAll(scopes, (scope) => attestedIn(scope, image));
      return isAll ? read : { ...read, state: 'too-much' };
    },
    async underOtherUrl(project, image) {
      const where = ofImage(urlsWithoutDigest(image), kindsOfChecks);
      const others = await once(locations, project, () => readLocations(project));
      for (const scope of [project, ...others.slice(0, maxLocations)]) {
        const [found] = await readScope(scope, where, 1);
        if (found !== undefined) return toFact(found, findings, analysisOf);
      }
      return undefined;
    },
    release() {
      if (characters > maxWaiting) forget();
    },
    find(name) {
      byName ??= new Map(seen.map((fact) => [fact.name, fact]));
      return byName.get(name);
    },
  };
}

/** Within a scope they are read in the order of their ids, which is that of their times. */
function oldestFirst(facts: readonly OccurrenceFact[]): readonly OccurrenceFact[] {
  return facts
    .map((fact) => ({ fact, time: Date.parse(fact.createTime) }))
    .sort((a, b) => a.time - b.time)
    .map(({ fact }) => fact);
}

/** Waits only for promises: most facts are available at once. */
async function resolved(
  facts: readonly (OccurrenceFact | Promise<OccurrenceFact>)[],
): Promise<readonly OccurrenceFact[]> {
  const waited = await Promise.all(facts.filter((fact) => fact instanceof Promise));
  let next = 0;
  const all: OccurrenceFact[] = [];
  for (const fact of facts) {
    const made = fact instanceof Promise ? waited[next++] : fact;
    if (made !== undefined) all.push(made);
  }
  return all;
}

/** Computes a value for a key once. */
export function once<K, T>(known: Map<K, Promise<T>>, key: K, make: () => Promise<T>): Promise<T> {
  let made = known.get(key);
  if (made === undefined) {
    made = make();
    known.set(key, made);
  }
  return made;
}
