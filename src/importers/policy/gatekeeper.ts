import { isObject } from '../../domain/is-object.js';
import { timestampToMicros } from '../../domain/timestamp.js';
import {
  invalidReport,
  numberIn,
  pointerTo,
  requiredListIn,
  textIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { policyErrors } from './errors.js';

const apiGroup = 'constraints.gatekeeper.sh/';

/** What Gatekeeper's audit found: `kubectl get constraints -o json`, one constraint or a list of them. */
export const gatekeeper: Importer = {
  format: 'gatekeeper',
  title: 'audit results of OPA Gatekeeper',
  bulk: ['items'],
  missing(head, firstOf) {
    const isList = isObject(head) && head.kind === 'List' && head.items !== undefined;
    const one = isList ? firstOf?.('items') : head;
    return isConstraint(one) ? undefined : `"apiVersion" ${apiGroup}…, or a List of such objects`;
  },
  convert,
};

function isConstraint(value: unknown): boolean {
  return isObject(value) && typeof value.apiVersion === 'string' && value.apiVersion.startsWith(apiGroup);
}

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('gatekeeper', options);
  const cluster = /^k8s:\/\/[^/?#]+\/?$/.exec(options.resource?.trim() ?? '')?.[0];
  if (cluster === undefined)
    throw invalidReport('resource', 'required: k8s://CLUSTER, as the constraints do not name the cluster');
  const uri = cluster.replace(/(?<=[^/])\/$/, '');
  const broken: string[] = [];
  const doubts: string[] = [];
  const times: string[] = [];
  for (const constraint of constraintsOf(report)) readConstraint(constraint, broken, doubts, times, reading);
  for (const doubt of doubts) reading.warn('', doubt);
  // The time of the oldest audit: every constraint was audited at this time or later.
  const [time] = times.sort((a, b) => timestampToMicros(a) - timestampToMicros(b));
  reading.verdict({ uri, time, errors: policyErrors(broken, doubts) });
  return reading.converted([], { time: undefined });
}

function* constraintsOf(report: Report): Iterable<View> {
  const head = viewOf(report.head, '');
  if (isConstraint(head.value)) yield head;
  else {
    requiredListIn(head, 'items');
    for (const { value, pointer } of report.items('items')) yield viewOf(value, pointer);
  }
}

/** Gatekeeper shortens the list of violations, but not their number. */
function readConstraint(
  constraint: View,
  broken: string[],
  doubts: string[],
  times: string[],
  reading: Reading,
): void {
  const metadata = viewIn(constraint, 'metadata');
  const rule = `${textIn(constraint, 'kind') ?? '?'} ${(metadata && textIn(metadata, 'name')) ?? '?'}`;
  const status = viewIn(constraint, 'status');
  const time = reading.time(status, 'auditTimestamp');
  const total = status === undefined ? undefined : numberIn(status, 'totalViolations');
  const violations = status === undefined ? [] : viewsIn(status, 'violations');
  if (!isConstraint(constraint.value)) doubts.push(`${constraint.pointer}: is no constraint of Gatekeeper`);
  else if (time === undefined || total === undefined || total < violations.length)
    doubts.push(`${rule}: has no result of an audit, or one that does not count its violations`);
  if (time !== undefined) times.push(time);
  for (const pod of status === undefined ? [] : viewsIn(status, 'byPod'))
    for (const error of viewsIn(pod, 'errors'))
      doubts.push(
        `${rule}: ${pointerTo(pod, 'errors')}: ${textIn(error, 'message') ?? textIn(error, 'code') ?? ''}`,
      );
  for (const violation of violations) {
    const parts = ['namespace', 'kind', 'name'].flatMap((member) => textIn(violation, member) ?? []);
    broken.push(`${rule}: ${parts.join('/')}: ${textIn(violation, 'message') ?? ''}`);
  }
  const more = (total ?? 0) - violations.length;
  if (more > 0) broken.push(`${rule}: ${more} more, which ${pointerTo(constraint, 'status')} does not list`);
}
