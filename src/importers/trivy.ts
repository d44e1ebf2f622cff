import { isObject } from '../domain/is-object.js';
import { numberIn, pointerTo, textIn, textsIn, type View, viewIn, viewsIn } from './common/json-view.js';
import { packageTypeOf, purlTypeOf } from './common/package-type.js';
import { Reading } from './common/reading.js';
import type { Scan } from './common/scan.js';
import {
  failedChecks,
  misconfigProvider,
  readMisconfigurations,
  readSecrets,
  secretOccurrence,
} from './trivy-extras.js';
import { readVulnerability } from './trivy-findings.js';
import { isCluster, readSubjects, type TrivyResult, type TrivySubject } from './trivy-subjects.js';
import type { Converted, ConvertOptions, Importer, Report } from './types.js';

/** Reports of Trivy: `trivy image|fs|repo|config|k8s --format json`. */
export const trivy: Importer = {
  format: 'trivy',
  title: 'Trivy JSON (image, fs, repo, config, k8s)',
  bulk: ['Results', 'Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'],
  missing: (head) =>
    isTrivy(head) ? undefined : '"SchemaVersion" 2 and "ArtifactType", or the list "Resources"',
  convert,
};

function isTrivy(head: unknown): boolean {
  if (Array.isArray(head)) return isObject(head[0]) && typeof head[0].Target === 'string';
  if (!isObject(head)) return false;
  return (head.SchemaVersion === 2 && typeof head.ArtifactType === 'string') || isCluster(head);
}

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('trivy', options);
  const state: State = { reading, secrets: new Map(), skipped: new Map() };
  for (const subject of readSubjects(report, options, reading.warn)) readSubject(subject, state);
  for (const [uri, notes] of state.secrets)
    for (const [noteName, files] of notes) reading.occurrence(secretOccurrence(uri, noteName, files));
  for (const [what, count] of state.skipped) {
    const [one, many, advice] = skippedWords[what];
    reading.warn('', `${count === 1 ? `1 ${one} was` : `${count} ${many} were`} not imported${advice}`);
  }
  const head = isObject(report.head) ? { value: report.head, pointer: '' } : undefined;
  return reading.converted(head === undefined ? [] : [head], { time: reading.time(head, 'CreatedAt') });
}

interface State {
  readonly reading: Reading;
  /** Files by resource and note. */
  readonly secrets: Map<string, Map<string, Set<string>>>;
  /** The number of findings left out because they were not requested, or have no kind. */
  readonly skipped: Map<keyof typeof skippedWords, number>;
}

const skippedWords = {
  checks: ['misconfiguration', 'misconfigurations', '; the option misconfig imports them'],
  secrets: ['secret', 'secrets', '; the option secrets imports them'],
  licenses: ['license', 'licenses', ''],
  others: ['result of another class', 'results of another class', ''],
} as const;

/** The scans of one resource; failed checks and secrets are read only if the caller requests them. */
interface Scans {
  /** Opened by the first result that is about packages. */
  packages(): Scan;
  readonly checks: (() => Scan) | undefined;
  readonly secrets: (() => Scan) | undefined;
}

function readSubject(subject: TrivySubject, state: State): void {
  const { reading } = state;
  const { provider, misconfig = false, secrets = false } = reading.options;
  const { uri } = subject;
  reading.about(uri);
  const types = new Set<TrivyResult['type']>();
  const scans: Scans = {
    packages() {
      const scan = reading.scan(uri);
      for (const error of subject.errors) scan.error(error);
      return scan;
    },
    checks: misconfig
      ? () => reading.scan(uri, { provider: misconfigProvider(provider), type: 'MISCONFIGURATION' })
      : undefined,
    // A report without secrets does not show whether Trivy searched for them; the caller's option states that it did.
    secrets: secrets && subject.hasResults ? () => reading.scan(uri, { kind: 'SECRET' }) : undefined,
  };
  for (const result of subject.results) {
    types.add(result.type);
    scans.secrets?.();
    readResult(result, subject, scans, state);
  }
  // Trivy has a result for the system's packages even if it found nothing, except for a system that it does not support.
  if (subject.os !== undefined && types.has('language') && !types.has('os')) {
    const message = `the packages of ${subject.os} were not scanned`;
    reading.warn('', message);
    scans.packages().error({ code: 9, message });
    scans.packages().unfinish('FINISHED_FAILED');
  }
  if (subject.failed === true)
    for (const scan of [scans.packages(), scans.checks?.(), scans.secrets?.()])
      scan?.unfinish('FINISHED_FAILED');
}

function readResult(result: TrivyResult, subject: TrivySubject, scans: Scans, state: State): void {
  const { view, type } = result;
  // An empty list under another class has no meaning: no packages were scanned.
  const isOfPackages = type === 'os' || type === 'language';
  if (isOfPackages || viewsIn(view, 'Vulnerabilities').length > 0) {
    const scan = scans.packages();
    readPackages(result, subject, scan, state.reading);
    if (!isOfPackages) scan.doubt(pointerTo(view, 'Class'), 'no class that has vulnerabilities');
  }
  if (type === 'config' || view.value.Misconfigurations !== undefined) readChecks(result, scans, state);
  readFoundSecrets(result, scans.secrets?.(), state);
  readSuppressed(view, scans);
  if (type === 'license') skip(state, 'licenses', viewsIn(view, 'Licenses').length);
  if (type === 'other') {
    skip(state, 'others', 1);
    if (!['custom', 'unknown'].includes(textIn(view, 'Class') ?? ''))
      scans.packages().doubt(pointerTo(view, 'Class'), 'the class of the result is not known');
  }
  const { unknownList } = result;
  if (unknownList === undefined) return;
  const doubtful = [
    ...(type === 'config' ? [scans.checks?.()] : type === 'secret' ? [] : [scans.packages()]),
    scans.secrets?.(),
  ];
  for (const scan of doubtful) scan?.doubt(pointerTo(view, unknownList), 'the list is not known');
}

function readPackages(result: TrivyResult, subject: TrivySubject, scan: Scan, reading: Reading): void {
  const { view, type, ecosystem } = result;
  if (ecosystem === undefined && textIn(view, 'Class') === undefined)
    scan.doubt(view, 'the result has neither class nor type');
  if (type === 'os') scan.packageTypes.add('OS');
  else if (ecosystem !== undefined) scan.packageTypes.add(packageTypeOf(purlTypeOf(ecosystem)));
  // Trivy leaves the list out if it found nothing; only old reports have null.
  if (view.value.Vulnerabilities === null && subject.hasResults)
    scan.doubt(pointerTo(view, 'Vulnerabilities'), 'expected a list, found null');
  for (const row of viewsIn(view, 'Vulnerabilities')) readVulnerability(row, result, subject, scan, reading);
}

function readChecks(result: TrivyResult, scans: Scans, state: State): void {
  if (scans.checks === undefined) {
    skip(state, 'checks', failedChecks(result).length);
    return;
  }
  const scan = scans.checks();
  readMisconfigurations(result, scan, state.reading);
  const { Misconfigurations: list } = result.view.value;
  if (list !== undefined && list !== null) return;
  const summary = viewIn(result.view, 'MisconfSummary');
  const failures = summary === undefined ? undefined : numberIn(summary, 'Failures');
  if (failures !== 0)
    scan.doubt(
      pointerTo(result.view, 'Misconfigurations'),
      'the list is missing, and no summary counts 0 failures',
    );
}

function readFoundSecrets(result: TrivyResult, scan: Scan | undefined, state: State): void {
  const { view, target = '' } = result;
  if (scan === undefined) {
    skip(state, 'secrets', viewsIn(view, 'Secrets').length);
    return;
  }
  if (result.type === 'secret' && !Array.isArray(view.value.Secrets))
    scan.doubt(pointerTo(view, 'Secrets'), 'the list is missing');
  for (const noteName of readSecrets(result, scan, state.reading)) {
    const notes = getOr(state.secrets, scan.uri, () => new Map<string, Set<string>>());
    getOr(notes, noteName, () => new Set<string>()).add(target);
  }
}

/** Findings that the user hides: not imported, and not removed if they are stored. */
function readSuppressed(result: View, scans: Scans): void {
  for (const modified of viewsIn(result, 'ExperimentalModifiedFindings')) {
    const finding = viewIn(modified, 'Finding');
    const text = (member: string): string | undefined =>
      finding === undefined ? undefined : textIn(finding, member);
    const type = textIn(modified, 'Type') ?? 'vulnerability';
    const rule = text('RuleID');
    const [scan, id] =
      type === 'vulnerability'
        ? [scans.packages(), text('VulnerabilityID')]
        : type === 'misconfiguration'
          ? [scans.checks?.(), text('ID')]
          : [scans.secrets?.(), rule === undefined ? undefined : `secret-${rule}`];
    if (id === undefined) scan?.doubt(modified, 'the suppressed finding has no id');
    else scan?.keep(id, finding === undefined ? [] : textsIn(finding, 'VendorIDs'));
  }
}

function skip(state: State, what: keyof typeof skippedWords, count: number): void {
  if (count > 0) state.skipped.set(what, (state.skipped.get(what) ?? 0) + count);
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
