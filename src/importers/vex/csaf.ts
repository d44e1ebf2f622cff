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
  reading: Reading,
): void {
  const { warn } = reading;
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
  const [flags, threats, actions] = (['flags', 'threats', 'remediations'] as const).map((member) =>
    entriesOf(row, member, products, reading),
  ) as [Entries, Entries, Entries];
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
      const label = flags(productId)
        .map((flag) => textIn(flag, 'label'))
        .find((text) => text !== undefined);
      addStatement(
        {
          ...author,
          product: { name: known?.name ?? productId, id: productId, uri: known?.uri, isPart: known?.isPart },
          vulnerability: [id, ...aliases],
          title: textIn(row, 'title'),
          state,
          justification: justificationOf(label),
          details: label !== undefined && justificationOf(label) === undefined ? label : undefined,
          impacts: detailsOf(threats(productId)).map(({ category, details }) => `${category}: ${details}`),
          remediations: detailsOf(actions(productId)).flatMap(({ category, details }) => {
            const type = remediations[category];
            return type === undefined ? [] : { type, details };
          }),
        },
        statements,
        reading,
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

type Entries = (productId: string) => readonly View[];

/** The entries of a list that are about a product, which they name themselves or by a group. */
function entriesOf(row: View, member: string, { groups }: Products, reading: Reading): Entries {
  const byProduct = new Map<string, View[]>();
  for (const entry of viewsIn(row, member)) {
    const named = new Set(textsIn(entry, 'product_ids'));
    for (const group of textsIn(entry, 'group_ids')) {
      const ids = groups.get(group) ?? [];
      // Each id of a group is a row of the table below.
      reading.charge(entry.pointer, ids, 8);
      for (const id of ids) named.add(id);
    }
    for (const id of named) {
      const known = byProduct.get(id);
      if (known === undefined) byProduct.set(id, [entry]);
      else known.push(entry);
    }
  }
  return (productId) => byProduct.get(productId) ?? [];
}

function detailsOf(entries: readonly View[]): { category: string; details: string }[] {
  return entries.flatMap((entry) => {
    const [category, details] = [textIn(entry, 'category'), textIn(entry, 'details')];
    return category === undefined || details === undefined ? [] : { category, details };
  });
}
