import { createPrivateKey, X509Certificate } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { openPolicy, type Policy } from '../auth/policy.js';
import { environment } from '../config/environment.js';
import type { Config } from '../config/settings.js';
import { systemClock } from '../domain/clock.js';
import { exitCodes } from './output.js';
import { oneLine } from './printable.js';
import { askRunningServer } from './running-server.js';
import { addSettings, configOf } from './settings.js';

const examples = `
Examples:
  grafeas doctor                                  the settings that \`grafeas serve\` would use
  grafeas doctor --config /etc/grafeas/grafeas.yaml

Exit codes: 0 all checks passed; 2 the configuration is wrong; 3 another check failed.`;

/** The result of one check: undefined if it does not apply, with advice if it failed. */
type Finding =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly text: string; readonly advice: string };

interface Check {
  readonly name: string;
  readonly run: (config: Config) => Promise<Finding | undefined> | Finding | undefined;
}

const checks: readonly Check[] = [
  { name: 'configuration', run: checkAccess },
  { name: 'database', run: checkDatabase },
  { name: 'policy', run: checkPolicy },
  { name: 'keys', run: checkKeys },
  { name: 'certificate', run: checkCertificate },
  { name: 'clock', run: checkClock },
];

export function registerDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description('Check configuration, database, migrations, keys and clock, with advice.')
    .addHelpText('after', examples);
  addSettings(command);
  command.action(async (options: Record<string, unknown>) => {
    const config = configOf(options);
    for (const { name, run } of checks) {
      const finding = await attempt(() => run(config)).catch((error: unknown): Finding => problem(error));
      if (finding === undefined) continue;
      process.stdout.write(`${finding.ok ? 'ok     ' : 'WRONG  '} ${name}: ${oneLine(finding.text)}\n`);
      if (finding.ok) continue;
      process.stdout.write(`         ${finding.advice}\n`);
      process.exitCode = exitCodes.refused;
    }
  });
}

/** A synchronous throw fails the check like a rejection. */
async function attempt<T>(run: () => T | Promise<T>): Promise<T> {
  return run();
}

function problem(error: unknown, advice = 'See docs/operations.md.'): Finding {
  return { ok: false, text: error instanceof Error ? error.message : String(error), advice };
}

function checkAccess(config: Config): Finding {
  const where = `listens on ${config.listen}, access ${config.access}`;
  if (config.access === 'open' && config.openToNetwork) {
    return {
      ok: false,
      text: `${where} for everyone who can connect`,
      advice: 'Use --access jwt with a policy; `grafeas init` writes one.',
    };
  }
  return { ok: true, text: where };
}

async function checkDatabase(config: Config): Promise<Finding | undefined> {
  const store = config.store.reveal();
  if (store === 'memory:') return { ok: true, text: 'in memory: all data is lost when the server stops' };
  if (store.startsWith('module:')) return undefined;
  const folder = writableFolder(store);
  if (folder !== undefined) return folder;
  try {
    const { openStoreMigrations } = await import('../store.js');
    const migrations = await openStoreMigrations(config);
    try {
      const { completed, pending } = await migrations.status();
      if (pending.length === 0)
        return { ok: true, text: `reachable, ${completed.length} migrations applied` };
      return {
        ok: false,
        text: `${pending.length} migrations pending: ${pending.join(', ')}`,
        advice: 'Run `grafeas migrate`, or start the server; it applies them.',
      };
    } finally {
      await migrations.close();
    }
  } catch (error) {
    return (
      (isInUse(error) ? await findingOfServer(config) : undefined) ??
      problem(error, storeAdvice(store, error))
    );
  }
}

/** A SQLite file that a server has open: asks the server for its state. undefined if none responds. */
async function findingOfServer(config: Config): Promise<Finding | undefined> {
  const said = await askRunningServer(config);
  if (said === undefined) return undefined;
  const text = `in use by a running server; the one on ${config.listen} reports that it is`;
  if (said.ready) return { ok: true, text: `${text} ready` };
  return { ok: false, text: `${text} not ready: ${said.text}`, advice: 'Its log has details.' };
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && error.message.includes('in use');
}

function storeAdvice(store: string, error: unknown): string {
  if (!store.startsWith('sqlite:'))
    return 'Check host, port, user, password and database of --store, and that Postgres runs.';
  return isInUse(error)
    ? 'Only one server may hold the file; stop the other, or use Postgres for several.'
    : 'Choose another --store, or restore a backup with `grafeas restore`.';
}

/** A missing SQLite file passes if its folder is writable. doctor does not create it. */
function writableFolder(store: string): Finding | undefined {
  if (!store.startsWith('sqlite:')) return undefined;
  const file = resolve(store.slice('sqlite:'.length));
  if (existsSync(file)) return undefined;
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory())
    return {
      ok: false,
      text: `${file} cannot be created: ${folder} is not a folder`,
      advice: 'Choose another --store.',
    };
  try {
    accessSync(folder, constants.W_OK);
    return { ok: true, text: `${file} will be created at the first start` };
  } catch {
    return {
      ok: false,
      text: `${file} cannot be created: ${folder} is not writable`,
      advice: 'Give the user of the server write access, or choose another --store.',
    };
  }
}

function checkPolicy(config: Config): Finding | undefined {
  if (config.policy === undefined) return undefined;
  const mode = statSync(config.policy).mode & 0o022;
  if (mode !== 0)
    return {
      ok: false,
      text: `${config.policy} can be written by others`,
      advice: `chmod go-w ${config.policy}`,
    };
  try {
    return { ok: true, text: `${readPolicy(config.policy).issuers.length} issuers` };
  } catch (error) {
    return problem(error, 'See docs/access.md for the format and five set-ups.');
  }
}

function readPolicy(file: string, onProblem: (problem: string) => void = () => {}): Policy {
  return openPolicy(file, { clock: systemClock(), env: environment, onProblem }).current;
}

/** Whether the keys of every issuer are available. Remote keys are fetched, as for a first token. */
async function checkKeys({ policy: file }: Config): Promise<Finding | undefined> {
  if (file === undefined) return undefined;
  const problems: string[] = [];
  const policy = await attempt(() => readPolicy(file, (text) => problems.push(text))).catch(() => undefined);
  // The check of the policy reports the problem.
  if (policy === undefined) return undefined;
  for (const { keys, algorithms } of policy.issuers)
    for (const algorithm of algorithms)
      await attempt(() => keys.find(undefined, algorithm)).catch(() => undefined);
  if (problems.length === 0) return { ok: true, text: 'those of every issuer are available' };
  return {
    ok: false,
    text: problems.join('; '),
    advice: 'Tokens of that issuer are refused until its keys can be fetched: check its URL and the network.',
  };
}

function checkCertificate(config: Config): Finding | undefined {
  if (config.tlsCert === undefined || config.tlsKey === undefined) return undefined;
  try {
    const certificate = new X509Certificate(readFileSync(config.tlsCert));
    const fits = certificate.checkPrivateKey(createPrivateKey(readFileSync(config.tlsKey)));
    if (!fits)
      return {
        ok: false,
        text: 'certificate and key do not match',
        advice: 'Use the key of this certificate.',
      };
    const days = Math.floor((new Date(certificate.validTo).getTime() - systemClock().now()) / 86_400_000);
    if (days < 14)
      return {
        ok: false,
        text: `the certificate ends ${certificate.validTo}`,
        advice: 'Renew it; the server reloads the files.',
      };
    return { ok: true, text: `valid for ${days} days` };
  } catch (error) {
    return problem(error, 'Certificate and key must be PEM files that the server can read.');
  }
}

/** Tokens depend on the clock: a wrong clock makes the server refuse all of them. */
function checkClock(): Finding {
  const now = systemClock().now();
  const built = Date.UTC(2026, 0, 1);
  const text = new Date(now).toISOString();
  return now < built
    ? { ok: false, text, advice: 'The clock is earlier than the release of this program; set it (NTP).' }
    : { ok: true, text };
}
