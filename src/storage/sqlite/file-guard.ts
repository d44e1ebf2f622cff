import type { Repository } from '../repository.js';
import { storeUnavailable } from '../repository-errors.js';
import { identityOf } from './real-file.js';

/**
 * A store whose file, or the journal beside it, was removed or replaced goes on writing into what no name leads to, and
 * its next start would find nothing of it. So each write looks before it begins and before it is acknowledged, and `ping`
 * looks too: the store can only be read then, and is not ready. Once the very file is back, all is well again.
 * @param file path of an open database whose journal is there
 */
export function withFileGuard(file: string, repository: Repository): Repository {
  const opened = [file, `${file}-wal`].map((path) => ({ path, identity: identityOf(path) }));

  function check(): void {
    for (const { path, identity } of opened) {
      const found = identityOf(path);
      if (found === identity) continue;
      throw storeUnavailable(
        `${path} was ${found === undefined ? 'removed' : 'replaced'} while the server runs: it can only be read, and what it holds is lost when the server ends. Put the file back, or stop the server and restore a backup`,
      );
    }
  }

  async function write<T>(work: () => Promise<T>): Promise<T> {
    check();
    const result = await work();
    check();
    return result;
  }

  return {
    hasProject: (id) => repository.hasProject(id),
    listProjects: (query) => repository.listProjects(query),
    getNote: (key) => repository.getNote(key),
    listNotes: (query) => repository.listNotes(query),
    listPendingNotes: (query) => repository.listPendingNotes(query),
    listDerived: (query) => repository.listDerived(query),
    getOccurrence: (key) => repository.getOccurrence(key),
    listOccurrences: (query) => repository.listOccurrences(query),
    listNoteOccurrences: (query) => repository.listNoteOccurrences(query),
    summarize: (query) => repository.summarize(query),

    createProject: (id) => write(() => repository.createProject(id)),
    deleteProject: (id) => write(() => repository.deleteProject(id)),
    createNotes: (rows, request) => write(() => repository.createNotes(rows, request)),
    replaceNote: (expected, row) => write(() => repository.replaceNote(expected, row)),
    carryOver: (note, revision, changes) => write(() => repository.carryOver(note, revision, changes)),
    publishNote: (row) => write(() => repository.publishNote(row)),
    deleteNote: (key, expected) => write(() => repository.deleteNote(key, expected)),
    createOccurrences: (rows, request) => write(() => repository.createOccurrences(rows, request)),
    replaceOccurrence: (expected, row) => write(() => repository.replaceOccurrence(expected, row)),
    deleteOccurrence: (key, expected) => write(() => repository.deleteOccurrence(key, expected)),
    applyImport: (query, plan, request) => write(() => repository.applyImport(query, plan, request)),
    secret: (name) => repository.secret(name),
    async ping() {
      check();
      await repository.ping();
    },
    close: () => repository.close(),
  };
}
