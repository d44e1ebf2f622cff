import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Opens a private key: as it is, else with the passphrase of a file, else with one that is typed at the terminal.
 *
 * @param open throws where the passphrase is missing or wrong.
 */
export async function openWithPassphrase<T>(
  open: (passphrase?: string) => T | Promise<T>,
  key: string,
  passphraseFile: string | undefined,
): Promise<T> {
  if (passphraseFile !== undefined)
    return open((await readFile(passphraseFile, 'utf8')).replace(/\r?\n$/, ''));
  try {
    return await open();
  } catch (error) {
    if (!process.stdin.isTTY) throw error;
  }
  return open(await ask(`passphrase of ${key}: `));
}

/** What is typed is not shown. */
async function ask(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(question);
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
