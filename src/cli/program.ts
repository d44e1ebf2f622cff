import { Command, CommanderError } from 'commander';
import { hideConnections } from '../domain/secret.js';
import { packageVersion } from '../version.js';
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
import { fail } from './output.js';
import { registerPolicy } from './policy.js';
import { oneLine } from './printable.js';
import { registerResources } from './resources.js';
import { registerServe } from './serve.js';
import { registerToken } from './token.js';
import { registerTotals } from './totals.js';
import { registerVerify } from './verify.js';
import { registerWho } from './who.js';

const commands = [
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

/** The command line: one sub-command a file. */
export function createProgram(): Command {
  const program = new Command('grafeas')
    .description('Artifact metadata server: notes and occurrences for the container supply chain.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help');
  for (const register of commands) register(program);
  return program;
}

export async function run(argv: readonly string[]): Promise<void> {
  const program = createProgram();
  endHere(program, program.name());
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else fail(error);
  }
}

/** Makes commander throw usage errors, in all sub-commands, so that they are printed here in one line. */
function endHere(command: Command, path: string): void {
  command.exitOverride();
  command.configureOutput({
    outputError: (text, write) => {
      const problem = oneLine(
        hideConnections(text)
          .trim()
          .replace(/^error: /, ''),
      ).replace(/\.$/, '');
      write(`grafeas: ${problem}; \`${path} --help\` shows how\n`);
    },
  });
  for (const child of command.commands) endHere(child, `${path} ${child.name()}`);
}
