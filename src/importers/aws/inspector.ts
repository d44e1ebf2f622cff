import { isObject } from '../../domain/is-object.js';
import {
  invalidReport,
  pointerTo,
  requiredListIn,
  textIn,
  type View,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import { formatImage, resolveResource } from '../common/resource-uri.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { nextPageIn, readInspectorFinding } from './inspector-findings.js';

/** `aws inspector2 list-findings`, of images in ECR. */
export const inspector: Importer = {
  format: 'inspector2',
  title: 'Amazon Inspector findings of images',
  bulk: ['findings'],
  missing: (head) =>
    isObject(head) && head.findings !== undefined && head.imageScanStatus === undefined
      ? undefined
      : 'the list "findings"',
  convert,
};

const notLast = 'this is not the last page of the findings';

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('inspector2', options);
  const head = viewOf(report.head, '');
  requiredListIn(head, 'findings');
  if (options.resource !== undefined && options.resource !== '')
    throw invalidReport('resource', 'the findings name their images themselves, none can be given');
  const next = nextPageIn(head);
  let others = 0;
  /** Images, and whether a finding of them is not closed. */
  const images = new Map<string, boolean>();
  for (const { value, pointer } of report.items('findings')) {
    const row = viewOf(value, pointer);
    // Members that only findings of Inspector have together.
    if (textIn(row, 'findingArn') === undefined) throw invalidReport(`${pointer}/findingArn`, 'required');
    const uris = viewsIn(row, 'resources').flatMap((resource) => imageOf(resource) ?? []);
    if (uris.length === 0) others += 1;
    for (const uri of new Set(uris)) {
      readInspectorFinding(row, reading.scan(uri), reading);
      images.set(uri, images.get(uri) === true || textIn(row, 'status') !== 'CLOSED');
    }
  }
  if (others > 0)
    reading.warn('/findings', `${others} findings are of no image in ECR and were not imported`);
  for (const [uri, isOpen] of images) {
    const doubt = (at: string, reason: string): void => reading.scan(uri).doubt(at, reason);
    if (next !== undefined) doubt(pointerTo(head, next), notLast);
    // A finding without an image may be of an image that was not understood.
    else if (others > 0) doubt('/findings', 'not every finding has an image');
    // Inspector closes them too when it scans an image no more.
    else if (!isOpen) doubt('/findings', `all findings of ${uri} are closed`);
  }
  return reading.converted([head], { time: undefined });
}

/** `arn:aws:ecr:eu-west-1:123456789012:repository/shop/cart/sha256:…` */
function imageOf(resource: View): string | undefined {
  const match = /^arn:aws[\w-]*:ecr:([\w-]+):(\d+):repository\/([^\s?#]+)\/(sha256:[0-9a-f]{64})$/.exec(
    textIn(resource, 'id') ?? '',
  );
  if (match === null) return undefined;
  const [, region, account, repository, digest = ''] = match;
  return resolveResource(formatImage(`${account}.dkr.ecr.${region}.amazonaws.com/${repository}`, digest), {
    isImage: true,
  });
}
