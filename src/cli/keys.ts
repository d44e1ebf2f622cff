import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';

const examples = `
Examples:
  grafeas keys id cosign.pub          ni:///sha-256;… of a key in PEM
  gpg --export --armor qa@example.com > qa.asc
  grafeas keys id qa.asc              the fingerprint of a PGP key

The id is the one that Binary Authorization computes, and that a signature names.`;

/** Commands about keys that need no server. */
export function registerKeys(program: Command): void {
  const keys = program.command('keys').description('Inspect public keys that verify signatures.');
  keys
    .command('id')
    .description('Print the id of a public key. Refuses weak and unreadable keys.')
    .argument('<file>', 'a public key in PEM, or a PGP key in ASCII armour')
    .addHelpText('after', examples)
    .action(async (file: string) => {
      // Loaded here, as the libraries are large and no other command needs them.
      const { parseKeyId } = await import('../signatures/key-id.js');
      process.stdout.write(`${await parseKeyId(await readFile(file, 'utf8'))}\n`);
    });
}
