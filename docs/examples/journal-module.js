/** `JOURNAL=./data/journal grafeas serve --store module:./journal-module.js`, in a project that has grafeas-ts. */
import { openMemory } from 'grafeas-ts/backend';
import { openJournal } from './journal-store.js';

/** Of the contract that the store was written for. */
export const contractVersion = 1;

export function openRepository() {
  return openJournal(openMemory(), process.env.JOURNAL ?? 'grafeas.journal');
}
