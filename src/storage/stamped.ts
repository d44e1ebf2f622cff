import { type NoteKey, projectOf, type Scope } from '../domain/names.js';
import type { ImportSession, Repository } from './repository.js';
import { forward, type MethodOf } from './repository-methods.js';
import type { ImportPart, OccurrenceRow } from './repository-rows.js';
import {
  digestTopic,
  noteTopic,
  occurrencesTopic,
  projectTopic,
  type Stamp,
  type Topic,
} from './repository-stamps.js';

/** Topics share this many places: a write about one may count for another as well. A power of two. */
const places = 1 << 16;

/** Counts writes by their topics, as they begin and as they end. */
class Writes {
  private count = 0;
  private readonly last = new Float64Array(places);
  private readonly running = new Int32Array(places);

  async during<T>(topics: Iterable<Topic>, write: () => Promise<T>): Promise<T> {
    const touched = new Set([...topics].map(placeOf));
    this.note(touched, 1);
    try {
      return await write();
    } finally {
      this.note(touched, -1);
    }
  }

  /** A stamp that is taken while a write runs is older than its end. */
  stamp(): Stamp {
    return new CountStamp(this, this.count);
  }

  isUnchanged(since: number, topics: readonly Topic[]): boolean {
    return topics.every((topic) => {
      const place = placeOf(topic);
      return this.running[place] === 0 && (this.last[place] ?? 0) <= since;
    });
  }

  private note(touched: ReadonlySet<number>, more: number): void {
    this.count += 1;
    for (const place of touched) {
      this.last[place] = this.count;
      this.running[place] = (this.running[place] ?? 0) + more;
    }
  }
}

class CountStamp implements Stamp {
  constructor(
    private readonly writes: Writes,
    private readonly count: number,
  ) {}

  isUnchanged(earlier: Stamp, topics: readonly Topic[]): boolean {
    return (
      earlier instanceof CountStamp &&
      earlier.writes === this.writes &&
      this.writes.isUnchanged(earlier.count, topics)
    );
  }
}

/** FNV-1a. */
function placeOf(topic: Topic): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < topic.length; index += 1)
    hash = Math.imul(hash ^ topic.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 16)) & (places - 1);
}

/** Digests in hexadecimal. One that is no digest costs a place and does no harm. */
const digests = /[0-9a-f]{32,}/gi;

/** A URL that ends with a digest. Another one may have the digits of a digest in a name. */
const namesDigest = /@[a-z0-9]+:[0-9a-f]{32,}$/i;

/** The resource in a document: it precedes other members of these names. */
const resourceOf = /"(?:uri|resourceUri)":"((?:[^"\\]|\\.)*)"/;

/** @param resource its URL, or a document that names it. */
function* resourceTopics(scope: Scope, resource: string): Iterable<Topic> {
  const project = projectOf(scope);
  yield occurrencesTopic(project);
  // A new location counts, and there is none to tell it by.
  if (scope !== project || !namesDigest.test(resourceOf.exec(resource)?.[1] ?? resource))
    yield projectTopic(project);
  for (const hex of resource.match(digests) ?? []) yield digestTopic(project, hex);
}

function* rowTopics(row: Pick<OccurrenceRow, 'scope' | 'resourceUri' | 'note'>): Iterable<Topic> {
  yield noteTopic(row.note);
  yield* resourceTopics(row.scope, row.resourceUri);
}

function* rowsTopics(rows: Iterable<OccurrenceRow>): Iterable<Topic> {
  for (const row of rows) yield* rowTopics(row);
}

function* changeTopics(changes: Iterable<{ expected: string; row: OccurrenceRow }>): Iterable<Topic> {
  for (const { expected, row } of changes) {
    yield* rowTopics(row);
    // The text before may name another resource.
    yield* resourceTopics(row.scope, expected);
  }
}

function* partTopics(scope: Scope, part: ImportPart): Iterable<Topic> {
  for (const note of part.createNotes) yield noteTopic(note);
  for (const { row } of part.updateNotes) yield noteTopic(row);
  yield* rowsTopics(part.createOccurrences);
  yield* changeTopics(part.updateOccurrences);
  for (const { expected } of part.deleteOccurrences) yield* resourceTopics(scope, expected);
}

/** Where it is not known which occurrence it is. */
function wholeProject(scope: Scope): readonly Topic[] {
  const project = projectOf(scope);
  return [occurrencesTopic(project), projectTopic(project)];
}

/**
 * A repository with stamps, for a store that no other process writes to. Every write must go through what is returned.
 *
 * @example const repository = withStamps(openMemory());
 */
export function withStamps(inner: Repository): Repository {
  const writes = new Writes();
  const ofProject = ({ scope }: { readonly scope: Scope }): readonly Topic[] => [
    projectTopic(projectOf(scope)),
  ];
  const ofNote = (note: NoteKey): readonly Topic[] => [noteTopic(note)];
  const stampedSession = (scope: Scope, session: ImportSession): ImportSession => ({
    get partRows() {
      return session.partRows;
    },
    readNotes: (keys) => session.readNotes(keys),
    readDemanded: (keys) => session.readDemanded(keys),
    readOccurrences: (query) => session.readOccurrences(query),
    earlier: (request) => session.earlier(request),
    apply: (part, request) => writes.during(partTopics(scope, part), () => session.apply(part, request)),
  });
  const counted: Pick<Repository, MethodOf<'write'>> = {
    createProject: (id) => writes.during(wholeProject(id), () => inner.createProject(id)),
    deleteProject: (id) => writes.during(wholeProject(id), () => inner.deleteProject(id)),
    createNotes: (rows, request) =>
      writes.during(rows.map(noteTopic), () => inner.createNotes(rows, request)),
    replaceNote: (expected, row) => writes.during(ofNote(row), () => inner.replaceNote(expected, row)),
    publishNote: (row) => writes.during(ofNote(row), () => inner.publishNote(row)),
    deleteNote: (key, expected) => writes.during(ofNote(key), () => inner.deleteNote(key, expected)),
    carryOver: (note, revision, changes) =>
      writes.during(changeTopics(changes), () => inner.carryOver(note, revision, changes)),
    createOccurrences: (rows, request) =>
      writes.during(rowsTopics(rows), () => inner.createOccurrences(rows, request)),
    replaceOccurrence: (expected, row) =>
      writes.during(changeTopics([{ expected, row }]), () => inner.replaceOccurrence(expected, row)),
    deleteOccurrence: (key, expected) =>
      writes.during(wholeProject(key.scope), () => inner.deleteOccurrence(key, expected)),
    createAttestor: (row) => writes.during(ofProject(row), () => inner.createAttestor(row)),
    replaceAttestor: (expected, row) =>
      writes.during(ofProject(row), () => inner.replaceAttestor(expected, row)),
    deleteAttestor: (key, expected, note) =>
      writes.during(ofProject(key), () => inner.deleteAttestor(key, expected, note)),
    createPolicy: (row) => writes.during(ofProject(row), () => inner.createPolicy(row)),
    replacePolicy: (expected, row) => writes.during(ofProject(row), () => inner.replacePolicy(expected, row)),
    deletePolicy: (key, expected) => writes.during(ofProject(key), () => inner.deletePolicy(key, expected)),
    importInto: (query, work) =>
      inner.importInto(query, (session) => work(stampedSession(query.scope, session))),
  };
  return {
    ...forward(['read', 'other'], (call) => call(inner)),
    ...counted,
    stamp: async () => writes.stamp(),
  };
}
