import { isObject } from '../../domain/is-object.js';
import { parseReportTime } from '../common/discovery.js';
import {
  invalidReport,
  requiredListIn,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { productsOf } from './csaf-products.js';
import {
  addStatement,
  justificationOf,
  type VexRemediation,
  type VexState,
  type VexStatement,
  writeStatements,
} from './statement.js';

/** CSAF 2.0 documents with the status of products: VEX and advisories. */
export const csaf: Importer = {
  format: 'csaf',
  title: 'CSAF 2.0 VEX',
  bulk: [],
  missing: (head) =>
    isObject(head) && isObject(head.document) && typeof head.document.csaf_version === 'string'
      ? undefined
      : '"document" with "csaf_version"',
  convert,
};

const states: readonly [member: string, state: VexState][] = [
  ['first_affected', 'AFFECTED'],
  ['known_affected', 'AFFECTED'],
  ['last_affected', 'AFFECTED'],
  ['under_investigation', 'UNDER_INVESTIGATION'],
  ['known_not_affected', 'NOT_AFFECTED'],
  ['first_fixed', 'FIXED'],
  ['fixed', 'FIXED'],
];

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('csaf', options);
  const head = viewOf(report.head, '');
  const document = viewOf(head.value.document, '/document');
  const publisher = viewOf(document.value.publisher, '/document/publisher');
  const name = textIn(publisher, 'name');
  if (name === undefined)
    throw invalidReport('/document/publisher/name', 'required: the author of the statements');
  requiredListIn(head, 'vulnerabilities');
  const tracking = viewIn(document, 'tracking');
  const author = {
    publisher: name,
    namespace: textIn(publisher, 'namespace'),
    document: (tracking === undefined ? undefined : textIn(tracking, 'id')) ?? 'csaf',
    time: parseReportTime(tracking === undefined ? undefined : textIn(tracking, 'current_release_date')),
  };
  const products = productsOf(head);
  const statements = new Map<string, VexStatement>();
  for (const row of viewsIn(head, 'vulnerabilities'))
    readVulnerability(row, author, products, statements, reading);
  writeStatements(statements, reading);
  return reading.converted([], { time: undefined });
}

type Author = Pick<VexStatement, 'publisher' | 'namespace' | 'document' | 'time'>;
type Products = ReturnType<typeof productsOf>;

function readVulnerability(
  row: View,
  author: Author,
  products: Products,
  statements: Map<string, VexStatement>,
  { warn }: Reading,
): void {
  const [id, ...aliases] = [
    textIn(row, 'cve') ?? [],
    viewsIn(row, 'ids').flatMap((entry) => textIn(entry, 'text') ?? []),
  ].flat();
  if (id === undefined) {
    warn(row, 'the vulnerability has neither a CVE nor an id and was left out');
    return;
  }
  const status = viewIn(row, 'product_status');
  if (status === undefined) return;
  const seen = new Map<string, VexState>();
  for (const [member, state] of states) {
    for (const productId of textsIn(status, member)) {
      const before = seen.get(productId);
      if (before !== undefined && before !== state) {
        warn(status, `${productId.slice(0, 200)} has two states; ${before} is taken`);
        continue;
      }
      seen.set(productId, state);
      const known = products.products.get(productId);
      const [label] = flagsOf(row, productId, products);
      addStatement(
        {
          ...author,
          product: { name: known?.name ?? productId, id: productId, uri: known?.uri },
          vulnerability: [id, ...aliases],
          title: textIn(row, 'title'),
          state,
          justification: justificationOf(label),
          details: label !== undefined && justificationOf(label) === undefined ? label : undefined,
          impacts: detailsOf(row, 'threats', productId, products).map(
            ({ category, details }) => `${category}: ${details}`,
          ),
          remediations: detailsOf(row, 'remediations', productId, products).flatMap(
            ({ category, details }) => {
              const type = remediations[category];
              return type === undefined ? [] : { type, details };
            },
          ),
        },
        statements,
      );
    }
  }
}

const remediations: Readonly<Record<string, VexRemediation | undefined>> = {
  mitigation: 'MITIGATION',
  no_fix_planned: 'NO_FIX_PLANNED',
  none_available: 'NONE_AVAILABLE',
  vendor_fix: 'VENDOR_FIX',
  workaround: 'WORKAROUND',
};

function flagsOf(row: View, productId: string, products: Products): string[] {
  return viewsIn(row, 'flags').flatMap((flag) =>
    isAbout(flag, productId, products) ? (textIn(flag, 'label') ?? []) : [],
  );
}

function detailsOf(
  row: View,
  member: string,
  productId: string,
  products: Products,
): { category: string; details: string }[] {
  return viewsIn(row, member).flatMap((entry) => {
    const [category, details] = [textIn(entry, 'category'), textIn(entry, 'details')];
    if (category === undefined || details === undefined || !isAbout(entry, productId, products)) return [];
    return { category, details };
  });
}

function isAbout(entry: View, productId: string, { groups }: Products): boolean {
  if (textsIn(entry, 'product_ids').includes(productId)) return true;
  return textsIn(entry, 'group_ids').some((group) => groups.get(group)?.includes(productId) === true);
}
