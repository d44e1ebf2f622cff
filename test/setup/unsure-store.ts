import { openMemory } from '../../src/storage/memory/open-memory.js';
import type { Repository } from '../../src/storage/repository.js';
import { storeUnavailable } from '../../src/storage/repository-errors.js';

export const contractVersion = 1;

/** A store that commits every write and then reports that it is unavailable, unless the request id was already stored. */
export async function openRepository(): Promise<Repository> {
  const memory = openMemory();
  const loseResponse =
    <A extends unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const earlier = await write.apply(memory, args);
      if (earlier === undefined) throw storeUnavailable('the response of the database was lost');
      return earlier;
    };
  return Object.assign(Object.create(memory) as Repository, {
    createNotes: loseResponse(memory.createNotes),
    createOccurrences: loseResponse(memory.createOccurrences),
    importInto: ((query, work) =>
      memory.importInto(query, (session) =>
        work({
          ...session,
          async apply(part, request) {
            const applied = await session.apply(part, request);
            if (applied && request !== undefined)
              throw storeUnavailable('the response of the database was lost');
            return applied;
          },
        }),
      )) as typeof memory.importInto,
  });
}
