import type { Command } from 'commander';
import { registerAttest } from './attest.js';
import { registerAttestors } from './attestors.js';
import { registerBackup } from './backup.js';
import { registerCheck } from './check.js';
import { registerCompletion } from './completion.js';
import { registerDoctor } from './doctor.js';
import { registerExport } from './export.js';
import { registerHistory } from './history.js';
import { registerImport } from './import.js';
import { registerInit } from './init.js';
import { registerKeys } from './keys.js';
import { registerMigrate } from './migrate.js';
import { registerPolicy } from './policy.js';
import { registerResources } from './resources.js';
import { registerServe } from './serve.js';
import { registerToken } from './token.js';
import { registerTotals } from './totals.js';
import { registerVerify } from './verify.js';
import { registerWho } from './who.js';

/** Every command, in the order of the help; one sub-command a file. */
export const commands: readonly ((program: Command) => void)[] = [
  registerServe,
  registerInit,
  registerToken,
  registerKeys,
  registerAttestors,
  registerAttest,
  registerVerify,
  registerMigrate,
  registerBackup,
  registerImport,
  registerExport,
  registerResources,
  registerCheck,
  registerPolicy,
  registerWho,
  registerTotals,
  registerHistory,
  registerDoctor,
  registerCompletion,
];
