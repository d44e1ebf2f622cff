import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';

const config = `# Read by \`grafeas serve --config\`. Every setting: \`grafeas serve --help\`.
listen: 127.0.0.1:8080
store: sqlite:./data/grafeas.db
access: jwt
policy: ./policy.yaml
`;

const policy = `# Trusted issuers and permissions. Read at start and on SIGHUP; see docs/access.md.
issuers:
  # Tokens of this installation: \`grafeas token create\` signs them.
  - name: own
    issuer: grafeas
    audience: grafeas
    algorithms: [HS256]
    keys: { secret_file: ./signing.key }
    grants: claim
`;

/** Characters of the key: 48 random bytes as text. */
const signingKey = (): string => `${randomBytes(48).toString('base64url')}\n`;

export function registerInit(program: Command): void {
  program
    .command('init')
    .description('Write a configuration with access control, a signing key and a policy.')
    .requiredOption('--dir <DIR>', 'folder to write to; created if missing')
    .addHelpText(
      'after',
      '\nExample:\n  grafeas init --dir ./grafeas && grafeas serve --config ./grafeas/grafeas.yaml',
    )
    .action(({ dir }: { dir: string }) => {
      initFolder(dir);
      const file = join(dir, 'grafeas.yaml');
      process.stdout.write(`Wrote ${file}, policy.yaml and signing.key (keep it secret).

Serve:   grafeas serve --config ${file}
A token: grafeas token create --config ${file} --grant editor@projects/my-project --ttl 1h
`);
    });
}

/** Writes the three files of a first installation. Changes nothing if one of them exists. */
export function initFolder(dir: string): void {
  const files = [
    { name: 'signing.key', text: signingKey(), mode: 0o600 },
    { name: 'policy.yaml', text: policy, mode: 0o644 },
    { name: 'grafeas.yaml', text: config, mode: 0o644 },
  ];
  const present = files.filter(({ name }) => existsSync(join(dir, name))).map(({ name }) => name);
  if (present.length > 0)
    throw new Error(
      `${dir} already has ${present.join(' and ')}; nothing was written. Choose another --dir.`,
    );
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  // wx: does not overwrite a file created in between.
  for (const { name, text, mode } of files) writeFileSync(join(dir, name), text, { mode, flag: 'wx' });
}
