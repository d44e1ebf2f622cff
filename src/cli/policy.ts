import { type Command, Option } from 'commander';
import { GrafeasError } from '../client/errors.js';
import { requestV1 } from './api-request.js';
import { addConnection, type ConnectionOptions, openClient } from './connection.js';
import { exitCodes, UsageError } from './output.js';
import { applyPolicies } from './policy-apply.js';
import { type AuditOptions, auditPolicy } from './policy-audit.js';
import { evaluatePolicy } from './policy-evaluate.js';
import { importKritis } from './policy-import.js';
import { checkPolicyName, isOfProject } from './policy-names.js';
import { oneLine, printableYaml } from './printable.js';
import { formatTable } from './table.js';

const examples = `
Examples:
  grafeas policy import kritis.yaml --into projects/team
  grafeas policy apply policy.yaml
  grafeas policy evaluate -f pod.yaml --policy projects/team/platforms/gke/policies/prod

A policy is projects/P/policy, of a project, or projects/P/platforms/gke/policies/ID, a platform policy.`;

/** Every project in the list of projects that the token may read. */
const everyProject = 'projects/-';

/** A policy as the API returns it. */
interface Policy {
  readonly name?: string;
  readonly description?: string;
  readonly updateTime?: string;
  readonly etag?: string;
  readonly gkePolicy?: { readonly checkSets?: readonly unknown[] };
  readonly defaultAdmissionRule?: { readonly evaluationMode?: string; readonly enforcementMode?: string };
}

export function registerPolicy(program: Command): void {
  const policy = program
    .command('policy')
    .description('Manage the policies that images must meet before they run, and evaluate images by them.')
    .addHelpText('after', examples);
  addConnection(policy.command('list'))
    .description('List the policies of a project, or of all projects.')
    .addHelpText('after', exampleOf('grafeas policy list projects/team'))
    .argument('[project]', 'projects/P', everyProject)
    .action(async (project: string, options: ConnectionOptions) => {
      await list(project, options);
    });
  addConnection(policy.command('get'))
    .description('Print a policy as YAML.')
    .addHelpText('after', exampleOf('grafeas policy get projects/team/policy > policy.yaml'))
    .argument('<name>', 'full name of the policy')
    .action(async (name: string, options: ConnectionOptions) => {
      checkPolicyName(name);
      process.stdout.write(printableYaml(await requestV1<Policy>(options, 'GET', name)));
    });
  addConnection(policy.command('apply'))
    .description(
      'Create policies, or replace them, and the attestors of an export; each document has its full name.',
    )
    .addHelpText('after', exampleOf('grafeas policy apply policy.yaml'))
    .argument('<file...>', 'YAML or JSON, or the output of grafeas export; - reads standard input')
    .action(async (files: string[], options: ConnectionOptions) => {
      for (const file of files) await applyPolicies(file, options);
    });
  addConnection(policy.command('delete'))
    .description('Delete a platform policy.')
    .addHelpText('after', exampleOf('grafeas policy delete projects/team/platforms/gke/policies/prod'))
    .argument('<name>', 'full name of the policy')
    .action(async (name: string, options: ConnectionOptions) => {
      checkPolicyName(name);
      if (isOfProject(name))
        throw new UsageError('the policy of a project cannot be deleted; apply one that allows everything');
      await requestV1(options, 'DELETE', name);
      process.stdout.write(`${name} deleted\n`);
    });
  addConnection(policy.command('evaluate'))
    .description('Evaluate whether a policy lets pods run. Exits with 3 if it refuses one.')
    .addHelpText(
      'after',
      exampleOf('grafeas policy evaluate -f pod.yaml --policy projects/team/platforms/gke/policies/prod'),
    )
    .requiredOption('--policy <name>', 'full name of the policy')
    .requiredOption(
      '-f, --file <file>',
      'a Pod, or an object with a pod template, in YAML or JSON; - reads standard input',
    )
    .addOption(new Option('--output <form>', 'how to print it').choices(['table', 'json']).default('table'))
    .action(
      async (options: ConnectionOptions & { policy: string; file: string; output: 'table' | 'json' }) => {
        checkPolicyName(options.policy);
        const passes = await evaluatePolicy(options.policy, options.file, options.output, options);
        process.exitCode = passes ? exitCodes.ok : exitCodes.refused;
      },
    );
  addConnection(policy.command('audit'))
    .description(
      'Evaluate a policy for every image that runs according to DEPLOYMENT occurrences. Exits with 3 if one is denied.',
    )
    .addHelpText(
      'after',
      exampleOf('grafeas policy audit --policy projects/team/platforms/gke/policies/prod'),
    )
    .requiredOption('--policy <name>', 'full name of the policy')
    .option(
      '--in <project>',
      'project of the deployments, including its locations (default: that of the policy)',
    )
    .option(
      '--namespace <namespace>',
      'namespace that the images run in; by default they must pass all check sets and rules of the policy',
    )
    .action(async (options: AuditOptions) => {
      checkPolicyName(options.policy);
      process.exitCode = (await auditPolicy(options)) ? exitCodes.ok : exitCodes.refused;
    });
  addConnection(policy.command('import'))
    .description('Translate documents of Kritis to platform policies and attestors.')
    .addHelpText('after', exampleOf('grafeas policy import kritis.yaml --into projects/team'))
    .argument('<file...>', 'YAML or JSON; - reads standard input')
    .requiredOption('--into <project>', 'projects/P, which gets the policies and attestors')
    .option(
      '--kritis-lenient',
      'let unscanned images and findings of unspecified severity pass, as Kritis does; each verdict has a warning',
    )
    .option('--dry-run', 'print what would be written, and write nothing')
    .action(
      async (
        files: string[],
        options: ConnectionOptions & { into: string; kritisLenient?: true; dryRun?: true },
      ) => {
        await importKritis(files, options);
      },
    );
}

function exampleOf(command: string): string {
  return `\nExample:\n  ${command}`;
}

async function list(project: string, options: ConnectionOptions): Promise<void> {
  if (!/^projects\/[^/]+$/.test(project))
    throw new UsageError(`${JSON.stringify(project)} must have the form projects/P`);
  const rows: string[][] = [];
  const hidden: string[] = [];
  if (project !== everyProject) rows.push(...(await rowsOf(project, true, options)));
  else
    for await (const { name = '' } of openClient(options).projects.list({ pageSize: 1000 }))
      rows.push(
        ...(await rowsOf(name, false, options).catch((error: unknown) => {
          if (!(error instanceof GrafeasError) || error.status !== 403) throw error;
          hidden.push(name);
          return [];
        })),
      );
  process.stdout.write(formatTable(['NAME', 'RULES', 'UPDATED'], rows));
  if (hidden.length > 0)
    process.stderr.write(`grafeas: not listed, as the token may not: ${oneLine(hidden.join(', '))}\n`);
}

/** The policy of the project and its platform policies. `unset`: also that the project has no policy. */
async function rowsOf(project: string, unset: boolean, options: ConnectionOptions): Promise<string[][]> {
  const own = await requestV1<Policy>(options, 'GET', `${project}/policy`);
  const { evaluationMode = '', enforcementMode = '' } = own.defaultAdmissionRule ?? {};
  const isSet = own.updateTime !== undefined;
  const rows: string[][] = [];
  if (isSet || unset)
    rows.push([
      own.name ?? '',
      isSet ? `${evaluationMode} ${enforcementMode}` : 'not set',
      own.updateTime ?? '-',
    ]);
  let pageToken = '';
  do {
    const page = await requestV1<{ platformPolicies?: readonly Policy[]; nextPageToken?: string }>(
      options,
      'GET',
      `${project}/platforms/gke/policies`,
      { query: { pageSize: '100', ...(pageToken === '' ? {} : { pageToken }) } },
    );
    for (const { name = '', gkePolicy, updateTime = '-' } of page.platformPolicies ?? [])
      rows.push([name, `${gkePolicy?.checkSets?.length ?? 0} check sets`, updateTime]);
    pageToken = page.nextPageToken ?? '';
  } while (pageToken !== '');
  return rows;
}
