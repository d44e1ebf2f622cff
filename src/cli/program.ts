import { Command, CommanderError } from 'commander';
import { hideConnections } from '../domain/secret.js';
import { packageVersion } from '../version.js';
import { fail } from './output.js';
import { oneLine } from './printable.js';
import { registerServe } from './serve.js';

/** The command line with these commands. */
export function createProgram(commands: readonly ((program: Command) => void)[]): Command {
  const program = new Command('grafeas')
    .description('Artifact metadata server: notes and occurrences for the container supply chain.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help');
  for (const register of commands) register(program);
  return program;
}

export async function run(argv: readonly string[]): Promise<void> {
  // A server keeps in memory what it loads, so it does not load what the other commands need.
  const program = createProgram(argv[2] === 'serve' ? [registerServe] : await allCommands());
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

async function allCommands(): Promise<readonly ((program: Command) => void)[]> {
  return (await import('./commands.js')).commands;
}
