import { text as readAll } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../auth/duration.js';
import { type Grant, parseGrant } from '../auth/grants.js';
import { openPolicy, type Policy } from '../auth/policy.js';
import { isPermission } from '../auth/roles.js';
import { signingIssuer, signToken } from '../auth/token-signer.js';
import { environment } from '../config/environment.js';
import { ConfigError, loadConfig } from '../config/load.js';
import { type Clock, systemClock } from '../domain/clock.js';
import { didYouMean } from '../domain/filter/near-names.js';
import { permissions } from '../services/context.js';
import { exitCodes } from './output.js';
import { inspectToken, parseQuestion, type Question } from './token-inspect.js';

const createExamples = `
Examples:
  A scanner: writes findings to one project, for the notes of its provider.
    grafeas token create --config grafeas.yaml --subject scanner \\
      --grant occurrences.editor@projects/shop --grant notes.attacher@projects/cve-feed
  A deploy gate: reads only.
    grafeas token create --config grafeas.yaml --subject gate --grant occurrences.viewer@projects/shop --ttl 30d`;

const inspectExamples = `
Examples:
  grafeas token inspect --config grafeas.yaml "$TOKEN"
  grafeas token inspect --config grafeas.yaml --can occurrences.create@projects/shop < token.txt

Exits with 0 if the token is valid and allows everything named by --can, else with 1.`;

interface CreateOptions {
  readonly config?: string;
  readonly grant: readonly Grant[];
  readonly ttl: number;
  readonly subject: string;
  readonly issuer?: string;
}

interface InspectOptions {
  readonly config?: string;
  readonly can?: readonly Question[];
}

export function registerToken(program: Command): void {
  const token = program.command('token').description('Create and explain access tokens.');
  token
    .command('create')
    .description('Sign a token of this installation; prints only the token.')
    .option('--config <FILE>', 'configuration file (GRAFEAS_CONFIG)')
    .requiredOption(
      '--grant <GRANT>',
      'ROLE@projects/P, ROLE@projects/P/notes/N or ROLE@*; may be repeated',
      collect(toGrant),
    )
    .addOption(
      new Option('--ttl <TIME>', 'lifetime, such as 15m, 1h or 30d')
        .argParser(toLifetime)
        .default(3_600_000, '1h'),
    )
    .option('--subject <NAME>', 'name of the caller in logs', 'cli')
    .option('--issuer <NAME>', 'issuer of the policy to sign as, if there are several')
    .addHelpText('after', createExamples)
    .action((options: CreateOptions) => {
      const clock = systemClock();
      process.stdout.write(`${createToken(policyOf(options.config, clock), options, clock)}\n`);
    });
  token
    .command('inspect')
    .description('Print the caller, the grants and the validity of a token.')
    .argument('[token]', 'the token; - or nothing reads standard input')
    .option('--config <FILE>', 'configuration file (GRAFEAS_CONFIG)')
    .option(
      '--can <PERMISSION@RESOURCE>',
      'check whether a call is allowed, such as notes.create@projects/P; may be repeated',
      collect(toQuestion),
    )
    .addHelpText('after', inspectExamples)
    .action(async (argument: string | undefined, options: InspectOptions) => {
      const clock = systemClock();
      const policy = policyOf(options.config, clock);
      const given = argument === undefined || argument === '-' ? await readAll(process.stdin) : argument;
      const { text, allowed } = await inspectToken(policy, given.trim(), options.can ?? [], clock);
      process.stdout.write(text);
      if (!allowed) process.exitCode = exitCodes.failure;
    });
}

/** Signs a token. @throws ConfigError if the policy has no issuer to sign as */
export function createToken(
  policy: Policy,
  options: Pick<CreateOptions, 'grant' | 'ttl' | 'subject' | 'issuer'>,
  clock: Clock,
): string {
  const issuer = signingIssuer(policy, options.issuer);
  if (typeof issuer === 'string') throw new ConfigError([issuer]);
  return signToken(issuer, { subject: options.subject, grants: options.grant, lifetime: options.ttl }, clock);
}

function policyOf(file: string | undefined, clock: Clock): Policy {
  const config = loadConfig({ flags: {}, env: environment, file: file ?? environment.GRAFEAS_CONFIG });
  if (config.policy === undefined)
    throw new ConfigError([
      'the configuration names no policy: set --config FILE; `grafeas init --dir DIR` writes one',
    ]);
  return openPolicy(config.policy, { clock, env: environment }).current;
}

function collect<T>(parse: (value: string) => T): (value: string, before?: readonly T[]) => readonly T[] {
  return (value, before = []) => [...before, parse(value)];
}

function toGrant(value: string): Grant {
  const grant = parseGrant(value);
  if (typeof grant === 'string') throw new InvalidArgumentError(`It ${grant}.`);
  return grant;
}

const maxLifetime = 366 * 86_400_000;

function toLifetime(value: string): number {
  const lifetime = parseDuration(value);
  if (lifetime === undefined || lifetime > maxLifetime)
    throw new InvalidArgumentError('It must be a time such as 15m, 1h or 30d, at most 366d.');
  return lifetime;
}

function toQuestion(value: string): Question {
  const question = parseQuestion(value);
  const permission = value.split('@', 1)[0] ?? '';
  if (question === undefined && value.includes('@') && !isPermission(permission))
    throw new InvalidArgumentError(
      `It names no permission${didYouMean(permission, permissions) || '.'} docs/permissions.md lists them.`,
    );
  if (question === undefined)
    throw new InvalidArgumentError(
      'It must have the form notes.create@projects/P or notes.get@projects/P/notes/N.',
    );
  return question;
}
