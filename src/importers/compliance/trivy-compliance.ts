import { isObject } from '../../domain/is-object.js';
import { pointerTo, textIn, type View, viewOf, viewsIn } from '../common/json-view.js';
import { outcomeOf } from '../common/outcome.js';
import { Reading } from '../common/reading.js';
import { resolveResource } from '../common/resource-uri.js';
import { parseSeverity } from '../common/severity.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { addRules, type CheckedRule, type NonCompliantFile, splitBenchmark } from './rules.js';

/** Results of `trivy image|k8s --compliance BENCHMARK --report all --format json`. */
export const trivyCompliance: Importer = {
  format: 'trivy-compliance',
  title: 'Trivy compliance reports',
  bulk: ['Results'],
  missing(head) {
    const isReport =
      isObject(head) &&
      typeof head.ID === 'string' &&
      Array.isArray(head.Results) &&
      'RelatedResources' in head;
    return isReport ? undefined : '"ID", "RelatedResources" and "Results"';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('trivy-compliance', options);
  const uri = resolveResource(options.resource, { isImage: false });
  const head = viewOf(report.head, '');
  const { name, version } = splitBenchmark(textIn(head, 'ID') ?? 'unknown');
  const doubts: string[] = [];
  const rules: CheckedRule[] = [];
  for (const { value, pointer } of report.items('Results'))
    rules.push(readControl(viewOf(value, pointer), doubts, reading));
  const outcome = outcomeOf(head);
  if (outcome !== undefined) doubts.push(outcome.reason);
  const benchmark = { document: `trivy ${name}`, version: textIn(head, 'Version') ?? version };
  addRules({ uri, time: undefined, benchmark, rules, doubts }, reading);
  return reading.converted([], { time: undefined });
}

/** The lists of a result whose every element breaks the rule. */
const findings = ['Vulnerabilities', 'Secrets', 'Licenses'] as const;

function readControl(control: View, doubts: string[], reading: Reading): CheckedRule {
  const id = textIn(control, 'ID');
  if (id === undefined) doubts.push(`${control.pointer}: the rule has no ID`);
  const files: NonCompliantFile[] = [];
  let checks = 0;
  let isClear = id !== undefined;
  for (const result of viewsIn(control, 'Results')) {
    const path = textIn(result, 'Target') ?? '';
    for (const member of findings)
      for (const row of viewsIn(result, member))
        files.push({
          path,
          reason: textIn(row, 'VulnerabilityID') ?? textIn(row, 'RuleID') ?? textIn(row, 'Name'),
        });
    for (const row of viewsIn(result, 'Misconfigurations')) {
      const status = textIn(row, 'Status') ?? 'FAIL';
      checks += 1;
      if (status === 'FAIL') files.push({ path, reason: textIn(row, 'Message') ?? textIn(row, 'ID') });
      else if (status !== 'PASS') isClear = false;
    }
    const unknown = Object.keys(result.value).find(
      (key) => Array.isArray(result.value[key]) && !known.has(key),
    );
    if (unknown === undefined) continue;
    isClear = false;
    doubts.push(`${pointerTo(result, unknown)}: the list is not known`);
  }
  const word = textIn(control, 'Severity');
  const { severity, known: isKnown } = parseSeverity(word);
  if (!isKnown) reading.warn(pointerTo(control, 'Severity'), `${JSON.stringify(word)} is no known severity`);
  const title = textIn(control, 'Name');
  return {
    id: id ?? 'unknown',
    title: title ?? id ?? 'a rule without an ID',
    description: textIn(control, 'Description'),
    severity,
    // Trivy has no result for a rule that it did not check, and none for one that it checked without a finding.
    result: files.length > 0 ? 'broken' : checks > 0 && isClear ? 'kept' : 'unknown',
    files: files.length === 0 ? undefined : distinct(files),
  };
}

const known: ReadonlySet<string> = new Set([...findings, 'Misconfigurations', 'Packages']);

function distinct(files: readonly NonCompliantFile[]): NonCompliantFile[] {
  return [...new Map(files.map((file) => [JSON.stringify([file.path, file.reason]), file])).values()];
}
