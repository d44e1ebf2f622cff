import { createDocument, createOperations, serviceDeps } from '../src/compose.js';
import { systemClock } from '../src/domain/clock.js';
import { openMemory } from '../src/storage/memory/open-memory.js';

/** The OpenAPI document of the server as it stands. */
export async function apiDocument(): Promise<object> {
  return createDocument(createOperations(await serviceDeps(await openMemory(), systemClock())));
}
