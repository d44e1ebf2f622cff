import { ApiError } from '../domain/errors.js';
import { type AttestorKey, formatAttestorName, parseAttestorName, parseNoteName } from '../domain/names.js';
import type { Caller } from '../domain/permits.js';
import { openPause, pauseFor } from '../domain/slices.js';
import type { AttestorFacts, Facts, ProjectFacts } from '../policy/facts.js';
import type { Image } from '../policy/image.js';
import { isRefusal, type Refusal, refuse } from '../signatures/results.js';
import type { AttestorDocument } from './attestor-document.js';
import type { KeyMemory } from './attestor-keys.js';
import type { Access } from './context.js';
import type { ServiceDeps } from './deps.js';
import type { ImageEvidence } from './image-evidence.js';
import { noteTarget } from './notes.js';
import { locationsOf } from './scopes.js';

/** Maximal number of attestors of a project that are searched for those of a note. */
const maxAttestors = 1000;

/** Characters of attestors that one evaluation keeps: some hundred usual ones, or four with as many keys as there may be. */
const maxKeptAttestors = 256 * 1024;

type Deps = Pick<ServiceDeps, 'repository' | 'clock' | 'keys' | 'verify' | 'readProvenance'>;

/** The access with which a policy reads, and the purpose. */
export interface Reader {
  /** The current access of the writer of the policy. */
  readonly access: Access;
  /** The project of the policy. */
  readonly project: string;
  readonly evidence: ImageEvidence;
  readonly caller: Caller;
}

export interface StoredFacts extends Facts {
  /** When an occurrence of the current image was written: RFC 3339. */
  writtenAt(occurrence: string): string | undefined;
}

/** The facts of one evaluation. Each is read from the store once, when it is needed. */
export function openFacts(deps: Deps, reader: Reader): StoredFacts {
  const { repository, clock } = deps;
  const { evidence } = reader;
  const attestors = new Map<string, AttestorFacts>();
  let keptCharacters = 0;
  let own: Promise<readonly OwnAttestor[]> | undefined;

  async function toFacts(name: string, image: Image): Promise<ProjectFacts> {
    const project = name.slice('projects/'.length);
    if (!reader.access.allows('occurrences.list', { project }))
      return { name, state: 'no-access', occurrences: [] };
    const { state, occurrences } = await evidence.inProject(project, image);
    if (state !== 'read') return { name, state, occurrences: [] };
    if (occurrences.length === 0 && !(await isKnown(project))) return { name, state: 'unknown', occurrences };
    return { name, state, occurrences };
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
    return loadAttestor(key);
  }

  /** The one that was read before, as far as they are kept. */
  async function loadAttestor(key: AttestorKey): Promise<AttestorFacts | undefined> {
    const name = formatAttestorName(key);
    const known = attestors.get(name);
    if (known !== undefined) return known;
    const stored = await repository.getAttestor(key);
    if (stored === undefined) return undefined;
    const { document } = stored;
    if (keptCharacters + document.length > maxKeptAttestors) {
      attestors.clear();
      keptCharacters = 0;
    }
    const found = await toAttestor(document, deps.keys);
    attestors.set(name, found);
    keptCharacters += document.length;
    return found;
  }

  const at = clock.now();
  return {
    at: new Date(at),
    pause: () => pauseFor(reader.caller.signal),
    isOver: (time) => at > time,
    writtenAt: (occurrence) => evidence.find(occurrence)?.createTime || undefined,
    project: toFacts,
    async underOtherUrl(name, image) {
      const project = name.slice('projects/'.length);
      if (!reader.access.allows('occurrences.list', { project })) return undefined;
      return (await evidence.underOtherUrl(project, image))?.resourceUri;
    },
    attestor: readAttestor,
    attestations: readAttestations,
    async *attestorsOfNote(noteName) {
      own ??= readOwn();
      for (const each of await own) {
        const found = each.noteName === noteName ? await loadAttestor(each.key) : undefined;
        // Meanwhile it may have been deleted and created anew.
        if (found?.noteName === noteName) yield found;
      }
    },
    async verify(...question) {
      const verified = await orRefusal(() => deps.verify(...question, reader.caller));
      return isRefusal(verified) ? [verified] : verified.results;
    },
    provenance: (envelope, constraint) =>
      orRefusal(() => deps.readProvenance(envelope, constraint, reader.caller)),
  };

  async function readAttestations(attestor: AttestorFacts, image: Image): Promise<ProjectFacts> {
    const { noteName } = attestor;
    const note = parseNoteName(noteName, 'note_reference');
    if (!reader.access.allows('notes.listOccurrences', noteTarget(note)))
      return { name: noteName, state: 'no-access', occurrences: [] };
    return { name: noteName, ...(await evidence.attestations(note, image)) };
  }

  /** The notes of the attestors of the project, without their keys. */
  async function readOwn(): Promise<readonly OwnAttestor[]> {
    const { project: scope, access } = reader;
    if (!access.allows('attestors.list', { project: scope })) return [];
    const found: OwnAttestor[] = [];
    const pause = openPause();
    let after: string | undefined;
    do {
      let stopped: string | undefined;
      const rows = await repository.listAttestors({
        signal: reader.caller.signal,
        scope,
        after,
        limit: maxAttestors,
        onStop: (cursor) => {
          stopped = cursor;
        },
      });
      for (const { id, document } of rows) {
        const { userOwnedGrafeasNote: note } = JSON.parse(document) as AttestorDocument;
        found.push({ key: { scope, id }, noteName: note?.noteReference ?? '' });
        await pause();
      }
      after = stopped;
    } while (after !== undefined && found.length < maxAttestors);
    return found;
  }
}

/** An attestor of the policy's project, and its note. */
interface OwnAttestor {
  readonly key: AttestorKey;
  readonly noteName: string;
}

/** A verdict states what could not be verified. Otherwise it would not explain why an image is denied. */
async function orRefusal<T>(run: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refuse('UNAVAILABLE', `It cannot be verified now: ${error.message}.`);
  }
}

async function toAttestor(document: string, memory: KeyMemory): Promise<AttestorFacts> {
  const { name = '', userOwnedGrafeasNote: note } = JSON.parse(document) as AttestorDocument;
  const { usable: keys, badKeys } = await memory.open(note?.publicKeys ?? []);
  return { name, noteName: note?.noteReference ?? '', keys, badKeys };
}
