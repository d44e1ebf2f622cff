import { append } from '../../domain/append.js';
import { isObject } from '../../domain/is-object.js';
import {
  invalidReport,
  numberIn,
  pointerTo,
  requiredListIn,
  textIn,
  type View,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { outcomeOf } from '../common/outcome.js';
import { Reading } from '../common/reading.js';
import { resolveResource } from '../common/resource-uri.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { addRules, type CheckedRule, splitBenchmark } from './rules.js';

/** Results of `kube-bench run --json`: the CIS benchmarks of Kubernetes, on one node. */
export const kubeBench: Importer = {
  format: 'kube-bench',
  title: 'kube-bench JSON',
  bulk: [],
  missing(head) {
    const first: unknown = isObject(head) && Array.isArray(head.Controls) ? head.Controls[0] : undefined;
    return isObject(first) && first.node_type !== undefined
      ? undefined
      : '"Controls", a list of objects with "node_type"';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('kube-bench', options);
  const uri = resolveResource(options.resource, { isImage: false });
  const head = viewOf(report.head, '');
  const doubts: string[] = [];
  const rules: CheckedRule[] = [];
  let id: string | undefined;
  for (const [index, value] of requiredListIn(head, 'Controls').entries()) {
    const controls = viewOf(value, `/Controls/${index}`);
    const own = textIn(controls, 'version');
    id ??= own;
    if (own === undefined || own !== id)
      throw invalidReport(pointerTo(controls, 'version'), 'must name the same benchmark in all controls');
    append(rules, readControls(controls, doubts));
  }
  checkCounts(head, rules, 'Totals', doubts);
  const outcome = outcomeOf(head);
  if (outcome !== undefined) doubts.push(outcome.reason);
  const { name, version } = splitBenchmark(id ?? '');
  const benchmark = { document: `kube-bench ${name}`, version };
  addRules({ uri, time: undefined, benchmark, rules, doubts }, reading);
  return reading.converted([], { time: undefined });
}

function readControls(controls: View, doubts: string[]): CheckedRule[] {
  const found: CheckedRule[] = [];
  for (const group of viewsIn(controls, 'tests'))
    for (const row of viewsIn(group, 'results')) found.push(readRule(row, doubts));
  checkTotals(controls, found, doubts);
  return found;
}

/** PASS and FAIL are results. WARN has to be checked by hand, INFO was skipped. */
function readRule(row: View, doubts: string[]): CheckedRule {
  const id = textIn(row, 'test_number');
  const status = textIn(row, 'status');
  const title = textIn(row, 'test_desc') ?? '';
  if (id === undefined) doubts.push(`${row.pointer}: the rule has no number`);
  const isBroken = status === 'FAIL';
  const reason = [
    textIn(row, 'reason'),
    prefixed('expected: ', textIn(row, 'expected_result')),
    prefixed('found: ', textIn(row, 'actual_value')),
  ].filter((text) => text !== undefined);
  return {
    id: id ?? 'unknown',
    title: title === '' ? (id ?? 'a rule without a number') : title,
    remediation: textIn(row, 'remediation'),
    result: isBroken ? 'broken' : status === 'PASS' && id !== undefined ? 'kept' : 'unknown',
    reason: isBroken
      ? reason.length === 0
        ? undefined
        : reason.join('; ')
      : status === 'PASS'
        ? undefined
        : `its status is ${status ?? 'missing'}`,
  };
}

function prefixed(prefix: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${prefix}${text}`;
}

const counted = [
  ['total_fail', 'broken'],
  ['total_pass', 'kept'],
] as const;

/** What is counted but not listed is unknown. */
function checkTotals(view: View, rules: readonly CheckedRule[], doubts: string[]): void {
  for (const [member, result] of counted) {
    const total = numberIn(view, member);
    const listed = rules.filter((rule) => rule.result === result).length;
    if (total !== listed)
      doubts.push(`${pointerTo(view, member)}: is ${total ?? 'missing'}, and the list has ${listed}`);
  }
}

/** The totals of all nodes, which kube-bench leaves out with --nototals. */
function checkCounts(head: View, rules: readonly CheckedRule[], member: string, doubts: string[]): void {
  const totals = head.value[member];
  if (totals !== undefined && totals !== null) checkTotals(viewOf(totals, `/${member}`), rules, doubts);
}
