// @ts-check
/**
 * An example of a store of one's own: everything lives in memory, each change is appended to a journal before
 * it is answered, and a start replays the journal. Secrets are not kept, so page tokens end with the process.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** The methods that change something; false means they did not. */
const changes = [
  'createProject',
  'deleteProject',
  'createNotes',
  'replaceNote',
  'carryOver',
  'publishNote',
  'reviseNotes',
  'deleteNote',
  'createOccurrences',
  'replaceOccurrence',
  'deleteOccurrence',
  'createAttestor',
  'replaceAttestor',
  'deleteAttestor',
  'createPolicy',
  'replacePolicy',
  'deletePolicy',
  'keepDay',
  'removeDays',
];

/**
 * @template {object} R
 * @param {R} memory a repository that keeps everything in memory, such as grafeas-ts' own
 * @param {string} file the journal: a line of JSON for each change
 * @returns {Promise<R>}
 */
export async function openJournal(memory, file) {
  const target = /** @type {Record<string, (...args: any[]) => Promise<any>>} */ (memory);
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []) {
    const { method, args: written } = JSON.parse(line);
    // JSON has no undefined: an argument that was left out is a null.
    const args = written.map((/** @type {unknown} */ arg) => arg ?? undefined);
    if (method === 'importInto')
      await target.importInto?.(args[0], (/** @type {any} */ session) => session.apply(args[1], args[2]));
    else await target[method]?.(...args);
  }
  const journal = openSync(file, 'a');

  /** @param {string} method @param {unknown[]} args */
  function record(method, args) {
    writeSync(journal, `${JSON.stringify({ method, args })}\n`);
    fsyncSync(journal);
  }

  /** @type {Record<string, (...args: any[]) => Promise<any>>} */
  const overrides = {
    async importInto(query, work) {
      return target.importInto?.(query, (/** @type {any} */ session) =>
        work({
          ...session,
          async apply(/** @type {unknown} */ part, /** @type {unknown} */ request) {
            const applied = await session.apply(part, request);
            if (applied) record('importInto', [{ scope: query.scope }, part, request]);
            return applied;
          },
        }),
      );
    },
    async close() {
      closeSync(journal);
    },
  };
  for (const method of changes) {
    overrides[method] = async (...args) => {
      const result = await target[method]?.(...args);
      // False where there was nothing to change; an earlier request where it was done before.
      if (result === undefined || result === true) record(method, args);
      return result;
    };
  }
  return new Proxy(memory, {
    get: (object, name) => overrides[String(name)] ?? /** @type {any} */ (object)[name]?.bind(object),
  });
}
