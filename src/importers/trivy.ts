import type { Scope } from '../domain/names.js';
import type { NoteDocument, OccurrenceDocument } from '../kinds/registry.js';
import { convertFindings, noteNamesOf } from './common/convert-findings.js';
import { discoveryOf } from './common/discovery.js';
import type { Finding } from './common/finding.js';
import { packageTypeOf, purlTypeOf } from './common/package-type.js';
import { checkFindingCount } from './common/scan.js';
import { isObject, textIn, textsIn, type View, viewIn, viewsIn } from './common/view.js';
import {
  failedChecks,
  misconfigFindings,
  misconfigProvider,
  secretOccurrence,
  secretsOf,
} from './trivy-extras.js';
import { vulnerabilityFinding } from './trivy-findings.js';
import { readSubjects, reportTime, type TrivyResult, type TrivySubject } from './trivy-subjects.js';
import type {
  Converted,
  ConvertedDiscovery,
  ConvertOptions,
  Importer,
  NaturalKey,
  ReplaceSet,
  Report,
  Warn,
  Warning,
} from './types.js';

/** Reports of Trivy: `trivy image|fs|repo|config|k8s --format json`. */
export const trivy: Importer = {
  format: 'trivy',
  title: 'Trivy JSON (image, fs, repo, config, k8s)',
  bulk: ['Results', 'Resources', 'Vulnerabilities', 'Misconfigurations'],
  detect(head) {
    if (Array.isArray(head)) return isObject(head[0]) && typeof head[0].Target === 'string';
    if (!isObject(head)) return false;
    if (head.SchemaVersion === 2 && head.ArtifactType !== undefined) return true;
    const resources = head.Resources ?? head.Vulnerabilities ?? head.Misconfigurations;
    return head.ClusterName !== undefined && resources !== undefined;
  },
  convert,
};

/** What is known of one resource; several resources of a cluster may share an image. */
interface Seen {
  /** Whether the scan looked for vulnerabilities, and failed checks, at all. */
  packages: boolean;
  checks: boolean;
  readonly packageTypes: Set<string>;
  readonly errors: Map<string, { readonly code: number; readonly message: string }>;
  /** Files by note name. */
  readonly secrets: Map<string, Set<string>>;
}

interface State {
  readonly options: ConvertOptions;
  readonly warn: Warn;
  readonly resources: Map<string, Seen>;
  readonly findings: Finding[];
  readonly misconfigs: Finding[];
  readonly keeps: NaturalKey[];
  readonly notes: Map<string, NoteDocument>;
  skippedChecks: number;
  skippedSecrets: number;
}

function convert(report: Report, options: ConvertOptions): Converted {
  const warnings: Warning[] = [];
  const warn: Warn = (at, reason) => {
    warnings.push({ pointer: typeof at === 'string' ? at : at.pointer, reason });
  };
  const state: State = {
    options,
    warn,
    resources: new Map(),
    findings: [],
    misconfigs: [],
    keeps: [],
    notes: new Map(),
    skippedChecks: 0,
    skippedSecrets: 0,
  };
  for (const subject of readSubjects(report, options, warn)) readSubject(subject, state);
  warnAboutSkipped(state);
  const scans = finishScans(state, reportTime(report, warn));
  return {
    ...scans,
    occurrences: [...convertAll(state), ...secretOccurrences(state)],
    notes: state.notes,
    keeps: state.keeps,
    resources: [...state.resources.keys()],
    warnings,
  };
}

function readSubject(subject: TrivySubject, state: State): void {
  const { provider, misconfig = false, secrets = false } = state.options;
  const seen = seenOf(state, subject.uri);
  for (const error of subject.errors) seen.errors.set(error.message, error);
  let count = 0;
  for (const result of subject.results) {
    count += 1;
    if (result.type === 'os' || result.type === 'language') {
      seen.packages = true;
      readPackages(result, subject, seen, state);
    } else if (result.type === 'config') {
      seen.checks = true;
      if (misconfig)
        for (const finding of misconfigFindings(result, subject, state.warn)) state.misconfigs.push(finding);
      else state.skippedChecks += failedChecks(result).length;
    }
    if (!secrets) state.skippedSecrets += viewsIn(result.view, 'Secrets').length;
    else {
      const found = secretsOf(result, provider, state.warn);
      for (const [name, note] of found) state.notes.set(name, note);
      for (const name of found.keys()) {
        const files = seen.secrets.get(name);
        if (files === undefined) seen.secrets.set(name, new Set([result.target ?? '']));
        else files.add(result.target ?? '');
      }
    }
    for (const noteName of suppressed(result.view, provider))
      state.keeps.push({ uri: subject.uri, noteName });
    checkFindingCount(state.findings.length + state.misconfigs.length);
  }
  if (count === 0 && subject.emptyIsClean) seen.packages = true;
}

function readPackages(result: TrivyResult, subject: TrivySubject, seen: Seen, state: State): void {
  if (result.type === 'os') seen.packageTypes.add('OS');
  else if (result.ecosystem !== undefined) seen.packageTypes.add(packageTypeOf(purlTypeOf(result.ecosystem)));
  for (const row of viewsIn(result.view, 'Vulnerabilities')) {
    const finding = vulnerabilityFinding(row, result, subject, state.warn);
    if (finding === undefined) continue;
    state.findings.push(finding);
    seen.packageTypes.add(finding.package.type);
  }
}

/** The notes of what the user chose not to see: not imported and, where it once was, not removed. */
function suppressed(result: View, provider: Scope): string[] {
  return viewsIn(result, 'ExperimentalModifiedFindings').flatMap((modified) => {
    const finding = viewIn(modified, 'Finding');
    const id = finding === undefined ? undefined : textIn(finding, 'VulnerabilityID');
    return finding === undefined || id === undefined
      ? []
      : noteNamesOf(id, textsIn(finding, 'VendorIDs'), provider);
  });
}

function seenOf(state: State, uri: string): Seen {
  let seen = state.resources.get(uri);
  if (seen === undefined) {
    seen = { packages: false, checks: false, packageTypes: new Set(), errors: new Map(), secrets: new Map() };
    state.resources.set(uri, seen);
  }
  return seen;
}

/** What each resource was scanned for, and so has a complete statement of. */
function finishScans(
  state: State,
  time: string | undefined,
): { discovery: ConvertedDiscovery[]; replaces: ReplaceSet[] } {
  const { provider, now, misconfig = false, secrets = false, discoveryNote } = state.options;
  const discovery: ConvertedDiscovery[] = [];
  const replaces: ReplaceSet[] = [];
  const add = (
    scan: Pick<
      Parameters<typeof discoveryOf>[0],
      'uri' | 'provider' | 'kind' | 'packageTypes' | 'errors' | 'copyTo'
    >,
  ): void => {
    const result = discoveryOf({ ...scan, tool: 'trivy', time, now });
    for (const [name, note] of result.notes) state.notes.set(name, note);
    discovery.push(...result.discovery);
    replaces.push({ uri: scan.uri, provider: scan.provider, kind: scan.kind });
  };
  for (const [uri, seen] of state.resources) {
    const base = { uri, kind: 'VULNERABILITY', errors: [] } as const;
    const errors = [...seen.errors.values()];
    if (seen.packages) {
      add({ ...base, provider, packageTypes: [...seen.packageTypes], errors, copyTo: discoveryNote });
    }
    if (misconfig && seen.checks) {
      add({ ...base, provider: misconfigProvider(provider), packageTypes: ['MISCONFIGURATION'] });
    }
    if (secrets) add({ ...base, provider, kind: 'SECRET', packageTypes: [] });
  }
  return { discovery, replaces };
}

/** Findings of all resources together, so that a vulnerability of several has one note. */
function convertAll(state: State): OccurrenceDocument[] {
  const { provider } = state.options;
  const parts = [
    convertFindings(state.findings, { importer: 'trivy', provider }),
    convertFindings(state.misconfigs, {
      importer: 'trivy',
      provider: misconfigProvider(provider),
      type: 'MISCONFIGURATION',
    }),
  ];
  for (const { notes } of parts) for (const [name, note] of notes) state.notes.set(name, note);
  return parts.flatMap(({ occurrences }) => occurrences);
}

function secretOccurrences(state: State): OccurrenceDocument[] {
  return [...state.resources].flatMap(([uri, { secrets }]) =>
    [...secrets].map(([noteName, files]) => secretOccurrence(uri, noteName, files)),
  );
}

/** Says how much was left out because nobody asked for it. */
function warnAboutSkipped({ skippedChecks, skippedSecrets, warn }: State): void {
  const tell = (count: number, thing: string, option: string): void => {
    const things = count === 1 ? `${thing} was` : `${thing}s were`;
    if (count > 0) warn('', `${count} ${things} not imported; the option ${option} imports them`);
  };
  tell(skippedChecks, 'misconfiguration', 'misconfig');
  tell(skippedSecrets, 'secret', 'secrets');
}
