import { type Command, Option } from 'commander';
import { and, eq, type Occurrence } from '../client/client.js';
import { addConnection, type ConnectionOptions, openClient } from './connection.js';
import { exitCodes } from './output.js';
import { formatTable } from './table.js';

const severities = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
type Severity = (typeof severities)[number];

const examples = `
Examples:
  grafeas check https://ghcr.io/org/app@sha256:… --in projects/team
  grafeas check https://ghcr.io/org/app@sha256:… --in projects/team --max-severity MEDIUM --require-scan

Exit codes: 0 within the limit, 1 the question could not be answered, 3 a finding is above --max-severity,
or nothing says that the resource was scanned and --require-scan is given.`;

interface CheckOptions extends ConnectionOptions {
  readonly in: string;
  readonly maxSeverity?: Severity;
  readonly requireScan?: true;
}

interface Finding {
  readonly severity: number;
  readonly cells: readonly string[];
}

export function registerCheck(program: Command): void {
  const command = program
    .command('check')
    .description('Ask what is known about a resource, as a deploy gate does.')
    .argument('<resource>', 'resource URL')
    .requiredOption('--in <projects/C>', 'project of the occurrences')
    .addOption(new Option('--max-severity <severity>', 'highest severity that passes').choices(severities))
    .option('--require-scan', 'fail where nothing says that a scan has finished')
    .addHelpText('after', examples);
  addConnection(command).action(async (resource: string, options: CheckOptions) => {
    await check(resource, options);
  });
}

async function check(resource: string, options: CheckOptions): Promise<void> {
  const client = openClient(options);
  const occurrences: Occurrence[] = [];
  for await (const item of client.occurrences.list(options.in, {
    filter: and(eq('resourceUrl', resource)),
    pageSize: 1000,
  }))
    occurrences.push(item);
  const findings = occurrences.flatMap(findingsOf).sort((a, b) => b.severity - a.severity);
  const others = occurrences.filter((occurrence) => occurrence.vulnerability === undefined).map(otherRow);
  if (findings.length > 0)
    process.stdout.write(
      formatTable(
        ['SEVERITY', 'NOTE', 'PACKAGE', 'VERSION', 'FIXED IN'],
        findings.map(({ cells }) => cells),
      ),
    );
  if (findings.length > 0 && others.length > 0) process.stdout.write('\n');
  if (others.length > 0) process.stdout.write(formatTable(['KIND', 'NOTE', 'STATE'], others));
  const verdict = judge(findings, occurrences, options);
  process.stdout.write(`${occurrences.length > 0 ? '\n' : ''}${verdict.text}\n`);
  process.exitCode = verdict.passes ? exitCodes.ok : exitCodes.refused;
}

/** A row for each package issue of a vulnerability. */
function findingsOf({ vulnerability, noteName = '' }: Occurrence): Finding[] {
  if (vulnerability === undefined) return [];
  const severity = severityOf(vulnerability.effectiveSeverity ?? vulnerability.severity);
  return (vulnerability.packageIssue ?? []).map(({ affectedLocation, fixedLocation }) => ({
    severity,
    cells: [
      severities[severity - 1] ?? '-',
      noteName.replace(/^projects\//, '').replace('/notes/', '/'),
      affectedLocation?.package ?? '',
      versionText(affectedLocation?.version),
      fixedLocation?.version?.kind === 'MAXIMUM' || fixedLocation === undefined
        ? '-'
        : versionText(fixedLocation.version),
    ],
  }));
}

function severityOf(value: string | number | undefined): number {
  return typeof value === 'number' ? value : severities.indexOf(value as Severity) + 1;
}

function versionText(
  version: { epoch?: number; name?: string; revision?: string; kind?: string | number } | undefined,
): string {
  if (version?.name === undefined) return String(version?.kind ?? '-').toLowerCase();
  const epoch = version.epoch === undefined ? '' : `${version.epoch}:`;
  return `${epoch}${version.name}${version.revision === undefined ? '' : `-${version.revision}`}`;
}

function otherRow({ kind, noteName = '', discovered }: Occurrence): string[] {
  const status = discovered?.discovered;
  const state =
    status === undefined
      ? ''
      : [status.analysisStatus, status.lastScanTime].filter((part) => part !== undefined).join(' ');
  return [String(kind), noteName.replace(/^projects\//, '').replace('/notes/', '/'), state];
}

function judge(
  findings: readonly Finding[],
  occurrences: readonly Occurrence[],
  options: CheckOptions,
): { passes: boolean; text: string } {
  const scanned = occurrences.some(
    ({ discovered }) => discovered?.discovered?.analysisStatus === 'FINISHED_SUCCESS',
  );
  if (occurrences.length === 0 && options.requireScan !== true)
    return { passes: true, text: 'nothing is known about this resource' };
  if (options.requireScan === true && !scanned)
    return { passes: false, text: 'REFUSED: nothing says that this resource was scanned' };
  const limit = options.maxSeverity === undefined ? severities.length : severityOf(options.maxSeverity);
  const above = findings.filter(({ severity }) => severity > limit);
  if (above.length > 0)
    return {
      passes: false,
      text: `REFUSED: ${above.length} of ${findings.length} findings are above ${options.maxSeverity}`,
    };
  return {
    passes: true,
    text: `PASSED: ${findings.length} findings${options.maxSeverity === undefined ? '' : `, none above ${options.maxSeverity}`}`,
  };
}
