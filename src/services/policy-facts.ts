import type { Predicate } from '../domain/filter/predicate.js';
import { type OccurrenceKey, parseAttestorName, parseNoteName, type Scope } from '../domain/names.js';
import { mapInSlices, pauseFor } from '../domain/slices.js';
import { parseForms } from '../kinds/stored-text.js';
import {
  type AttestorFacts,
  type Facts,
  kindsOfAttestations,
  kindsOfChecks,
  type Members,
  type OccurrenceFact,
  type ProjectFacts,
} from '../policy/facts.js';
import { type Image, resourceUrls, urlsWithoutDigest } from '../policy/image.js';
import type { AttestorDocument } from './attestor-document.js';
import { type KeyMemory, openKeys } from './attestor-keys.js';
import type { Access } from './context.js';
import type { ServiceDeps } from './deps.js';
import { noteTarget } from './notes.js';
import { behind, locationsOf } from './scopes.js';

/** Maximal number of occurrences of one image that are read in a project. */
const maxOccurrences = 10_000;
/** Maximal number of locations of a project that are read. */
const maxLocations = 100;
/** Maximal number of attestors of a project that are searched for those of a note. */
const maxAttestors = 1000;

/** Sorts after every id of an occurrence; ids consist of digits, letters and hyphens. */
const afterIds = '~';

type Deps = Pick<ServiceDeps, 'repository' | 'filters' | 'clock' | 'keys'>;

/** The access with which a policy reads, and the purpose. */
export interface Reader {
  /** The current access of the writer of the policy. */
  readonly access: Access;
  /** The project of the policy. */
  readonly project: string;
  readonly signal?: AbortSignal | undefined;
}

export interface StoredFacts extends Facts {
  /** When an occurrence was written that was read of the image asked about last: RFC 3339. */
  writtenAt(occurrence: string): string | undefined;
}

/** The facts of one evaluation, read from the store when they are asked for, and once. */
export function openFacts(deps: Deps, reader: Reader): StoredFacts {
  const { repository, clock } = deps;
  const projects = new Map<string, Promise<ProjectFacts>>();
  const attestors = new Map<string, Promise<AttestorFacts | 'no-access' | undefined>>();
  const attested = new Map<string, Promise<ProjectFacts>>();
  const analyses = new Map<string, Promise<string | undefined>>();
  const times = new Map<string, string>();
  let own: Promise<readonly AttestorFacts[]> | undefined;
  let current: string | undefined;

  /** Images are asked about one after the other, and what is read of one may take much memory. */
  function turnTo({ text }: Image): void {
    if (text === current) return;
    current = text;
    for (const kept of [projects, attested, times]) kept.clear();
  }

  /** Parses documents in slices, without blocking other callers; then reads the notes of scans. */
  async function toFactsOf(found: readonly Found[]): Promise<OccurrenceFact[]> {
    return Promise.all(await mapInSlices(found, toFact));
  }

  async function toFact({ scope, document }: Found): Promise<OccurrenceFact> {
    const { v1beta1, v1 } = parseForms<Members>(document);
    const shown = v1 ?? v1beta1;
    times.set(textOf(shown.name), textOf(shown.createTime));
    const noteName = textOf(shown.noteName);
    const isScan = 'discovered' in v1beta1 || 'discovery' in shown;
    const resource = v1beta1.resource as { readonly uri?: unknown } | undefined;
    return {
      name: textOf(shown.name) || `projects/${scope}`,
      noteName,
      resourceUri: textOf(v1?.resourceUri) || textOf(resource?.uri),
      kind: textOf(shown.kind),
      createTime: textOf(shown.createTime),
      v1beta1,
      v1,
      analysisKind: isScan ? await once(analyses, noteName, () => readAnalysis(noteName)) : undefined,
    };
  }

  /** The `analysisKind` of the note of a scan. */
  async function readAnalysis(noteName: string): Promise<string | undefined> {
    const note = await repository.getNote(parseNoteName(noteName, 'note_name'));
    if (note === undefined) return undefined;
    const { v1beta1, v1 } = parseForms<{ discovery?: { analysisKind?: unknown } }>(note.document);
    return textOf((v1 ?? v1beta1).discovery?.analysisKind) || undefined;
  }

  function ofImage(urls: readonly string[], kinds: readonly string[]): Predicate | undefined {
    const anyOf = (field: string, values: readonly string[]): string =>
      `(${values.map((value) => `${field}=${JSON.stringify(value)}`).join(' OR ')})`;
    return deps.filters.occurrence(`${anyOf('resourceUrl', urls)} AND ${anyOf('kind', kinds)}`);
  }

  async function read(
    project: string,
    urls: readonly string[],
    limit: number,
  ): Promise<Found[] | 'too-much'> {
    const where = ofImage(urls, kindsOfChecks);
    const found: Found[] = [];
    let scope: Scope | undefined = project;
    for (let visited = 0; scope !== undefined; visited += 1) {
      if (visited > maxLocations) return 'too-much';
      found.push(...(await readScope(scope, where, limit - found.length)));
      if (found.length >= limit) return limit === 1 ? found : 'too-much';
      scope = await locationsOf(repository, project).next(scope === project ? undefined : behind(scope));
    }
    return found;
  }

  async function readScope(scope: Scope, where: Predicate | undefined, limit: number): Promise<Found[]> {
    const found: Found[] = [];
    let after: string | undefined;
    do {
      let stopped: string | undefined;
      const rows = await repository.listOccurrences({
        signal: reader.signal,
        scope,
        where,
        after,
        limit: limit - found.length,
        onStop: (id) => {
          stopped = id;
        },
      });
      found.push(...rows.map(({ document }) => ({ scope, document })));
      after = found.length < limit ? stopped : undefined;
    } while (after !== undefined);
    return found;
  }

  async function toFacts(name: string, image: Image): Promise<ProjectFacts> {
    const project = name.slice('projects/'.length);
    if (!reader.access.allows('occurrences.list', { project }))
      return { name, state: 'no-access', occurrences: [] };
    const found = await read(project, resourceUrls(image), maxOccurrences);
    if (found === 'too-much') return { name, state: 'too-much', occurrences: [] };
    if (found.length === 0 && !(await isKnown(project))) return { name, state: 'unknown', occurrences: [] };
    return { name, state: 'read', occurrences: await toFactsOf(found) };
  }

  /** Whether the project exists or has content; a mistyped name has neither. The policy's own project has the policy. */
  async function isKnown(project: string): Promise<boolean> {
    if (project === reader.project) return true;
    if (await repository.hasProject(project)) return true;
    if ((await repository.listOccurrences({ scope: project, limit: 1 })).length > 0) return true;
    return (await locationsOf(repository, project).next()) !== undefined;
  }

  async function readAttestor(name: string): Promise<AttestorFacts | 'no-access' | undefined> {
    const key = parseAttestorName(name, 'attestors');
    if (!reader.access.allows('attestors.get', { project: key.scope })) return 'no-access';
    const stored = await repository.getAttestor(key);
    return stored === undefined ? undefined : toAttestor(stored.document, deps.keys);
  }

  const at = clock.now();
  return {
    at: new Date(at),
    pause: () => pauseFor(reader.signal),
    isOver: (time) => at > time,
    writtenAt: (occurrence) => times.get(occurrence),
    project(name, image) {
      turnTo(image);
      return once(projects, name, () => toFacts(name, image));
    },
    async underOtherUrl(name, image) {
      const project = name.slice('projects/'.length);
      if (!reader.access.allows('occurrences.list', { project })) return undefined;
      const found = await read(project, urlsWithoutDigest(image), 1);
      const [first] = found === 'too-much' ? [] : found;
      return first === undefined ? undefined : (await toFact(first)).resourceUri;
    },
    attestor: (name) => once(attestors, name, () => readAttestor(name)),
    attestations(attestor, image) {
      turnTo(image);
      return once(attested, attestor.noteName, () => readAttestations(attestor, image));
    },
    async attestorsOfNote(noteName) {
      own ??= readOwn();
      return (await own).filter((attestor) => attestor.noteName === noteName);
    },
  };

  async function readAttestations(attestor: AttestorFacts, image: Image): Promise<ProjectFacts> {
    const { noteName } = attestor;
    const note = parseNoteName(noteName, 'note_reference');
    if (!reader.access.allows('notes.listOccurrences', noteTarget(note)))
      return { name: noteName, state: 'no-access', occurrences: [] };
    const where = ofImage(resourceUrls(image), kindsOfAttestations);
    // Steps from one scope with occurrences of the note to the next, and reads only those of the image.
    const found: Found[] = [];
    let after: OccurrenceKey | undefined;
    let state: ProjectFacts['state'] = 'too-much';
    for (let visited = 0; visited <= maxLocations && found.length < maxOccurrences; visited += 1) {
      const [next] = await repository.listNoteOccurrences({ note, after, limit: 1 });
      if (next === undefined) {
        state = 'read';
        break;
      }
      found.push(...(await readScope(next.scope, where, maxOccurrences - found.length)));
      after = { scope: next.scope, id: afterIds };
    }
    return { name: noteName, state, occurrences: await toFactsOf(found) };
  }

  async function readOwn(): Promise<readonly AttestorFacts[]> {
    const { project: scope, access } = reader;
    if (!access.allows('attestors.list', { project: scope })) return [];
    const found: AttestorFacts[] = [];
    let after: string | undefined;
    do {
      let stopped: string | undefined;
      const rows = await repository.listAttestors({
        scope,
        after,
        limit: maxAttestors,
        onStop: (cursor) => {
          stopped = cursor;
        },
      });
      for (const { document } of rows) found.push(await toAttestor(document, deps.keys));
      after = stopped;
    } while (after !== undefined && found.length < maxAttestors);
    return found;
  }
}

interface Found {
  readonly scope: Scope;
  readonly document: string;
}

async function toAttestor(document: string, memory: KeyMemory): Promise<AttestorFacts> {
  const { name = '', userOwnedGrafeasNote: note } = JSON.parse(document) as AttestorDocument;
  const { set: keys, badKeys } = await openKeys(note?.publicKeys ?? [], memory);
  return { name, noteName: note?.noteReference ?? '', keys, badKeys };
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let made = known.get(key);
  if (made === undefined) {
    made = make();
    known.set(key, made);
  }
  return made;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
