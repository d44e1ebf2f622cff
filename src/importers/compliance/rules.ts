import { formatNoteName } from '../../domain/names.js';
import { noteId } from '../common/note-id.js';
import type { Reading } from '../common/reading.js';
import type { Severity } from '../common/severity.js';
import { cutText } from '../common/text.js';
import { policyErrors } from '../policy/errors.js';

/** A benchmark as one tool checks it. */
export interface Benchmark {
  /** Tool and benchmark without its version, such as `kube-bench cis`: all its versions check the same rules. */
  readonly document: string;
  readonly version: string;
}

export interface NonCompliantFile {
  readonly path: string;
  readonly reason?: string | undefined;
}

/** A rule of a benchmark and its result for one resource. */
export interface CheckedRule {
  /** Its number in the benchmark. */
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly remediation?: string | undefined;
  readonly severity?: Severity | undefined;
  /** `unknown`: it was not checked, or the result was not understood. */
  readonly result: 'kept' | 'broken' | 'unknown';
  readonly reason?: string | undefined;
  readonly files?: readonly NonCompliantFile[] | undefined;
}

export interface CheckedBenchmark {
  readonly uri: string;
  /** Undefined if the report has none. */
  readonly time: string | undefined;
  readonly benchmark: Benchmark;
  readonly rules: readonly CheckedRule[];
  /** What of the report was not understood. */
  readonly doubts: readonly string[];
}

/** `cis-1.8` is `cis` of version `1.8`; without a version at its end it is all name. */
export function splitBenchmark(id: string): { readonly name: string; readonly version: string } {
  const match = /^(.+?)-v?(\d[\w.]*)$/.exec(id);
  return { name: match?.[1] ?? id, version: match?.[2] ?? '' };
}

/**
 * Adds a COMPLIANCE note and occurrence, which v1 alone has, for each broken rule, and one DISCOVERY with the result of all.
 * The stored occurrence of a rule is removed only if the report says that the rule is kept: many reports have only some of the
 * rules of a benchmark.
 */
export function addRules({ uri, time, benchmark, rules, doubts }: CheckedBenchmark, reading: Reading): void {
  const { provider } = reading.options;
  const [name = ''] = benchmark.document.split(' ').slice(-1);
  const version = {
    benchmarkDocument: benchmark.document,
    ...(benchmark.version === '' ? {} : { version: benchmark.version }),
  };
  const results = new Map<string, CheckedRule['result']>();
  for (const rule of rules) {
    const noteName = formatNoteName({ scope: provider, id: noteId(`${name}-${rule.id}`) });
    // If a rule is listed twice, the worse result counts.
    results.set(noteName, worse(results.get(noteName), rule.result));
    if (rule.result !== 'broken') continue;
    reading.countRow();
    reading.note(noteName, {
      shortDescription: cutText(rule.title, 200),
      compliance: {
        title: rule.title,
        ...(rule.description === undefined ? {} : { description: rule.description }),
        version: [version],
        ...(rule.remediation === undefined ? {} : { remediation: rule.remediation }),
        ...(rule.severity === undefined ? {} : { cisBenchmark: { severity: rule.severity } }),
      },
    });
    reading.occurrence({
      resourceUri: uri,
      noteName,
      compliance: {
        ...(rule.files === undefined || rule.files.length === 0 ? {} : { nonCompliantFiles: rule.files }),
        ...(rule.reason === undefined ? {} : { nonComplianceReason: rule.reason }),
        version,
      },
    });
  }
  for (const [noteName, result] of results)
    if (result !== 'unknown')
      reading.replaces({
        importer: benchmark.document,
        uri,
        provider,
        kind: 'COMPLIANCE',
        target: noteName,
        names: new Set(),
      });
  const of = (result: CheckedRule['result']) => rules.filter((rule) => rule.result === result);
  const unknown = of('unknown').map(({ id, title, reason }) =>
    reason === undefined ? `${id}: ${title}: has no result` : `${id}: ${title}: ${reason}`,
  );
  if (rules.length === 0) unknown.push('no rule was checked');
  for (const doubt of doubts) reading.warn('', doubt);
  const broken = of('broken').map(({ id, title }) => `${id}: ${title}`);
  reading.verdict({ uri, time, errors: policyErrors(broken, [...doubts, ...unknown]) });
}

function worse(a: CheckedRule['result'] | undefined, b: CheckedRule['result']): CheckedRule['result'] {
  if (a === 'broken' || b === 'broken') return 'broken';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'kept';
}
