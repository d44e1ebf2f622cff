import { isObject } from '../../domain/is-object.js';
import { checkInstalled } from '../common/finding.js';
import {
  booleanIn,
  invalidReport,
  numberIn,
  pointerTo,
  requiredListIn,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { toFoundPackage } from '../common/purl.js';
import { Reading } from '../common/reading.js';
import { type ImageReference, parseImage, resolveResource } from '../common/resource-uri.js';
import { givenDistro, type Scan } from '../common/scan.js';
import { parseSeverity, type Severity, severityOf } from '../common/severity.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from '../types.js';
import { type Recipe, recipeFor, type SarifFinding, severityFromScore } from './recipes.js';

/** SARIF 2.1.0 of the scanners that are known to write packages and versions into it. */
export const sarif: Importer = {
  format: 'sarif',
  title: 'SARIF 2.1.0 of Trivy, Grype, Docker Scout and Snyk',
  bulk: [],
  missing: (head) =>
    isObject(head) && head.version === '2.1.0' && Array.isArray(head.runs)
      ? undefined
      : '"version" 2.1.0 and the list "runs"',
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const runs = viewsIn(viewOf(report.head, ''), 'runs');
  const [first, ...others] = runs.map((run) => recipeOf(run));
  if (first === undefined) throw invalidReport('/runs', 'expected a run, found none');
  const other = others.findIndex((recipe) => recipe !== first);
  if (other >= 0)
    throw invalidReport(
      `/runs/${other + 1}`,
      'the run is of another tool than the first; send each by itself',
    );
  const reading = new Reading(first.tool, options);
  const images = runs.flatMap((run) => imagesOf(run, reading.warn));
  const uri = resolveResource(options.resource, { images, isImage: images.length > 0 });
  reading.about(uri);
  const times = runs.map((run) => readRun(run, first, uri, reading));
  return reading.converted(runs, { time: times.find((time) => time !== undefined) });
}

/** @throws INVALID_REPORT that names what to send instead */
function recipeOf(run: View): Recipe {
  const tool = viewOf(run.value.tool, pointerTo(run, 'tool'));
  const driver = viewOf(tool.value.driver, pointerTo(tool, 'driver'));
  const name = textIn(driver, 'name') ?? '';
  const recipe = recipeFor(name);
  if (recipe !== undefined) return recipe;
  const isOfCode =
    /codeql|semgrep|eslint|sonar|bandit|gosec|brakeman|psalm|devskim|shellcheck|checkov|kics|tfsec|hadolint|snykcode|snyk iac|gitleaks|trufflehog/i;
  const advice = isOfCode.test(name)
    ? 'its findings are in code, not in packages, and are not imported; send the report of a package scanner, such as trivy fs --format json or osv-scanner --format json'
    : 'SARIF has no members for packages and versions, and it is unknown how this tool writes them; send its native JSON. SARIF of Trivy, Grype, Docker Scout and Snyk is read';
  throw invalidReport(pointerTo(driver, 'name'), `${JSON.stringify(name.slice(0, 80))}: ${advice}`);
}

function imagesOf(run: View, warn: Warn): ImageReference[] {
  const properties = viewIn(run, 'properties');
  if (properties === undefined) return [];
  const name = parseImage(textIn(properties, 'imageName') ?? '');
  const digests = textsIn(properties, 'repoDigests').flatMap((text): ImageReference[] => {
    const image = parseImage(text);
    if (image?.digest !== undefined) return [image];
    warn(
      pointerTo(properties, 'repoDigests'),
      `${JSON.stringify(text.slice(0, 200))} is no image with a digest`,
    );
    return [];
  });
  return digests.length === 0 && name?.digest !== undefined ? [name] : digests;
}

/** Reads the results of a run; its time is returned. */
function readRun(run: View, recipe: Recipe, uri: string, reading: Reading): string | undefined {
  requiredListIn(run, 'results');
  const rules = rulesOf(run);
  const indexOf = ruleIndexes(rules);
  const used = new Set<number>();
  let ofOthers = 0;
  const results = viewsIn(run, 'results');
  // Rows of a large report are not in memory together.
  for (const result of results) {
    const index = indexOf(result);
    const rule = rules[index ?? -1];
    if (index !== undefined && rule !== undefined) {
      // Its texts are read for each of its results.
      if (used.has(index)) reading.charge(result.pointer, rule.value);
      used.add(index);
    }
    const row = {
      result,
      rule,
      found: rule === undefined ? undefined : found(result, rule, recipe, reading),
    };
    if (row.found === 'other') ofOthers += 1;
    else readRow(row, recipe, reading.scan(uri), reading);
  }
  if (ofOthers > 0)
    reading.warn(
      pointerTo(run, 'results'),
      `${ofOthers} results are no vulnerabilities and were not imported`,
    );
  const invocations = viewsIn(run, 'invocations');
  const hasFailed = invocations.some(isFailed);
  const isEmpty = results.length === ofOthers && used.size === rules.length;
  if (isEmpty && recipe.mayNotLook && !hasFailed) {
    reading.warn(
      pointerTo(run, 'results'),
      'the report has no vulnerability, and SARIF does not show whether the tool scanned for them: nothing stored is removed',
    );
    return undefined;
  }
  const scan = reading.scan(uri);
  for (const [index, rule] of rules.entries())
    if (!used.has(index)) scan.doubt(rule, 'no result is of this rule');
  if (hasFailed) scan.unfinish('FINISHED_FAILED');
  const [last] = invocations.slice(-1);
  return reading.time(last, 'endTimeUtc') ?? reading.time(last, 'startTimeUtc');
}

/** An error of the tool or its configuration made the results incomplete, whatever it says of its end. */
function isFailed(invocation: View): boolean {
  if (booleanIn(invocation, 'executionSuccessful') === false) return true;
  const notifications = ['toolExecutionNotifications', 'toolConfigurationNotifications'];
  return notifications
    .flatMap((member) => viewsIn(invocation, member))
    .some((notification) => textIn(notification, 'level') === 'error');
}

function rulesOf(run: View): readonly View[] {
  const tool = viewOf(run.value.tool, pointerTo(run, 'tool'));
  return viewsIn(viewOf(tool.value.driver, pointerTo(tool, 'driver')), 'rules');
}

/**
 * Finds the index of the rule of a result: by its id; the index, which old releases of Grype get wrong, serves where there is
 * none. Of several rules with an id it is the one of the index, else the first.
 */
function ruleIndexes(rules: readonly View[]): (result: View) => number | undefined {
  const byId = new Map<string | undefined, number>();
  for (const [index, rule] of rules.entries()) {
    const id = textIn(rule, 'id');
    if (!byId.has(id)) byId.set(id, index);
  }
  return (result) => {
    const own = viewIn(result, 'rule');
    const id = textIn(result, 'ruleId') ?? (own === undefined ? undefined : textIn(own, 'id'));
    const index = result.value.ruleIndex ?? own?.value.index;
    const indexed = typeof index === 'number' ? rules[index] : undefined;
    if (id !== undefined)
      return indexed !== undefined && textIn(indexed, 'id') === id ? Number(index) : byId.get(id);
    return numberIn(result, 'ruleIndex') ?? (own === undefined ? undefined : numberIn(own, 'index'));
  };
}

function found(
  result: View,
  rule: View,
  recipe: Recipe,
  { decorations }: Reading,
): ReturnType<Recipe['read']> {
  const ruleId = textIn(rule, 'id');
  return ruleId === undefined ? undefined : recipe.read({ result, rule, ruleId, decorations });
}

interface Row {
  readonly result: View;
  readonly rule: View | undefined;
  readonly found: ReturnType<Recipe['read']>;
}

function readRow({ result, rule, found: finding }: Row, recipe: Recipe, scan: Scan, reading: Reading): void {
  const { warn, decorations } = reading;
  if (rule === undefined || finding === undefined || finding === 'other') {
    // The vulnerability is named in the texts that were not understood.
    scan.skip(result, `the result is not written as ${recipe.tool.replace('sarif-', '')} writes it`);
    return;
  }
  const kind = textIn(result, 'kind') ?? 'fail';
  if (kind !== 'fail' || textIn(result, 'baselineState') === 'absent') {
    scan.skip(
      result,
      `the result is of the kind ${kind.slice(0, 40)}, or of an earlier run`,
      finding.id,
      finding.aliases,
    );
    return;
  }
  const { name, version } = finding.package;
  checkInstalled(version, name, result, warn);
  const help = decorations.text(rule, 'helpUri');
  const description = textOf(rule, 'fullDescription', reading);
  scan.add({
    uri: scan.uri,
    id: finding.id,
    aliases: finding.aliases,
    package: toFoundPackage(finding.package, givenDistro(reading.options.distro)),
    fixes: finding.fixes,
    severityName: finding.word,
    ...ratedOf(finding, result, rule, warn),
    cvss: finding.cvss.map((cvss) => ({ source: recipe.tool, cvss })),
    title: textOf(rule, 'shortDescription', reading),
    description,
    urls: help === undefined ? [] : [help],
    cwes: tagsOf(rule, reading).filter((tag) => /^CWE-\d+$/.test(tag)),
    status: viewsIn(result, 'suppressions').length > 0 ? 'suppressed' : undefined,
    details: {
      paths: pathsOf(result, reading),
      srcName: finding.srcName,
      purl: finding.package.purl?.text,
    },
  });
}

function textOf(rule: View, member: string, { decorations }: Reading): string | undefined {
  const message = decorations.view(rule, member);
  return message === undefined ? undefined : decorations.text(message, 'text');
}

function tagsOf(rule: View, { decorations }: Reading): string[] {
  const properties = decorations.view(rule, 'properties');
  return properties === undefined ? [] : decorations.texts(properties, 'tags');
}

function pathsOf(result: View, { decorations }: Reading): string[] {
  return decorations.views(result, 'locations').flatMap((location) => {
    const physical = decorations.view(location, 'physicalLocation');
    const artifact = physical === undefined ? undefined : decorations.view(physical, 'artifactLocation');
    return artifact === undefined ? [] : (decorations.text(artifact, 'uri') ?? []);
  });
}

const levels: Readonly<Record<string, Severity | undefined>> = {
  error: 'HIGH',
  warning: 'MEDIUM',
  note: 'LOW',
  none: undefined,
};

/** The tool's word; else one of its tags, the score that GitHub reads, the level. */
function ratedOf(
  finding: SarifFinding,
  result: View,
  rule: View,
  warn: Warn,
): { severity: Severity | undefined; isUnclear: boolean } {
  if (finding.word !== undefined) return severityOf(finding.word, finding.wordAt, warn);
  const properties = viewIn(rule, 'properties');
  for (const tag of properties === undefined ? [] : textsIn(properties, 'tags')) {
    const { severity } = parseSeverity(tag);
    if (severity !== undefined) return { severity, isUnclear: false };
  }
  const scored = severityFromScore(rule);
  if (scored !== undefined) return { severity: scored, isUnclear: false };
  const own = viewIn(rule, 'defaultConfiguration');
  const level =
    textIn(result, 'level') ?? (own === undefined ? undefined : textIn(own, 'level')) ?? 'warning';
  const isKnown = Object.hasOwn(levels, level);
  if (!isKnown) warn(pointerTo(result, 'level'), `${JSON.stringify(level.slice(0, 80))} is no known level`);
  return { severity: isKnown ? levels[level] : undefined, isUnclear: !isKnown };
}
