import { createVersions, serviceDeps } from '../src/compose.js';
import { systemClock } from '../src/domain/clock.js';
import { openMemory } from '../src/storage/memory/open-memory.js';

/** The OpenAPI document of each version of the API, by its name, as the server serves it. */
export const apiDocuments: ReadonlyMap<string, object> = new Map(
  createVersions(await serviceDeps(await openMemory(), systemClock())).map(({ name, document }) => [
    name,
    document(),
  ]),
);
