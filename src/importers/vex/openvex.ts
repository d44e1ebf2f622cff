import { isObject } from '../../domain/is-object.js';
import { parseReportTime } from '../common/discovery.js';
import {
  invalidReport,
  listIn,
  pointerTo,
  textIn,
  textOf,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import {
  addStatement,
  isOfAllVersions,
  justificationOf,
  type VexState,
  type VexStatement,
  writeStatements,
} from './statement.js';

/** OpenVEX documents, which are recognised by their context. */
export const openvex: Importer = {
  format: 'openvex',
  title: 'OpenVEX',
  bulk: [],
  missing: (head) =>
    isObject(head) &&
    typeof head['@context'] === 'string' &&
    head['@context'].startsWith('https://openvex.dev/ns')
      ? undefined
      : '"@context" https://openvex.dev/ns',
  convert,
};

const states: Readonly<Record<string, VexState>> = {
  affected: 'AFFECTED',
  fixed: 'FIXED',
  not_affected: 'NOT_AFFECTED',
  under_investigation: 'UNDER_INVESTIGATION',
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('openvex', options);
  const head = viewOf(report.head, '');
  const publisher = textIn(head, 'author');
  if (publisher === undefined) throw invalidReport('/author', 'required: the author of the statements');
  if (head.value.statements === undefined)
    throw invalidReport('/statements', 'expected the list of statements, found nothing');
  const statements = new Map<string, VexStatement>();
  for (const row of viewsIn(head, 'statements')) readStatement(row, head, publisher, statements, reading);
  writeStatements(statements, reading);
  return reading.converted([], { time: undefined });
}

function readStatement(
  row: View,
  head: View,
  publisher: string,
  statements: Map<string, VexStatement>,
  reading: Reading,
): void {
  const names = vulnerabilityOf(row);
  const status = textIn(row, 'status') ?? '';
  const state = Object.hasOwn(states, status) ? states[status] : undefined;
  const [name, ...aliases] = names;
  const products = productsOf(row);
  if (name === undefined || state === undefined || products.length === 0) {
    const reason =
      name === undefined
        ? 'names no vulnerability'
        : state === undefined
          ? 'has no known status'
          : 'names no product';
    reading.warn(row, `the statement ${reason} and was left out`);
    return;
  }
  const word = textIn(row, 'justification');
  const justification = justificationOf(word);
  const action = textIn(row, 'action_statement');
  const details = [
    ...(word !== undefined && justification === undefined ? [word] : []),
    textIn(row, 'impact_statement'),
    textIn(row, 'status_notes'),
  ].filter((text) => text !== undefined);
  const time = [row, head].flatMap((view) => [textIn(view, 'last_updated'), textIn(view, 'timestamp')]);
  for (const product of products) {
    addStatement(
      {
        publisher,
        product,
        parts: product.parts,
        vulnerability: [name, ...aliases],
        state,
        justification,
        details: details.length === 0 ? undefined : details.join('\n'),
        remediations: action === undefined ? [] : [{ type: 'MITIGATION', details: action }],
        document: textIn(head, '@id') ?? 'openvex',
        time: parseReportTime(time.find((text) => text !== undefined)),
      },
      statements,
      reading,
    );
  }
}

/** An object with a name; in old documents a text. */
function vulnerabilityOf(row: View): string[] {
  const { vulnerability } = row.value;
  if (typeof vulnerability === 'string') return [textIn(row, 'vulnerability') ?? []].flat();
  const view = viewIn(row, 'vulnerability');
  const name = view === undefined ? undefined : (textIn(view, 'name') ?? textIn(view, '@id'));
  return view === undefined || name === undefined ? [] : [name, ...textsIn(view, 'aliases')];
}

interface Product {
  readonly name: string;
  readonly id: string;
  readonly uri: string | undefined;
  readonly isPart: boolean;
  readonly parts: readonly string[];
}

/** A part, and whether the statement is about some of its versions only. */
interface Part {
  readonly text: string;
  readonly isPart: boolean;
}

/** Objects with parts; in old documents texts, whose parts stand beside them. */
function productsOf(row: View): Product[] {
  const beside = partsOf(row);
  return listIn(row, 'products').flatMap((value, index) => {
    const pointer = `${pointerTo(row, 'products')}/${index}`;
    if (typeof value === 'string') {
      const id = textOf(value, pointer);
      return id === undefined ? [] : productOf(id, undefined, beside, false);
    }
    const view = viewOf(value, pointer);
    const identifiers = viewIn(view, 'identifiers');
    const purl =
      identifiers === undefined ? undefined : (textIn(identifiers, 'purl') ?? textIn(identifiers, 'cpe23'));
    const id = textIn(view, '@id') ?? purl;
    if (id === undefined) return [];
    const own = partsOf(view);
    return productOf(id, purl, own.length === 0 ? beside : own, hasHashes(view));
  });
}

/** Objects, in old documents texts. Without one of its parts, a statement would be about others, or about the whole product. */
function partsOf(view: View): Part[] {
  return listIn(view, 'subcomponents').map((value, index) => {
    const pointer = `${pointerTo(view, 'subcomponents')}/${index}`;
    const part = typeof value === 'string' ? undefined : viewOf(value, pointer);
    const text = part === undefined ? textOf(value, pointer) : nameOfPart(part);
    if (text === undefined) throw invalidReport(pointer, 'the subcomponent has no @id');
    return { text, isPart: part !== undefined && hasHashes(part) && isOfAllVersions(text) };
  });
}

function nameOfPart(part: View): string | undefined {
  const own = viewIn(part, 'identifiers');
  return textIn(part, '@id') ?? (own === undefined ? undefined : textIn(own, 'purl'));
}

/** Hashes are those of one version. */
function hasHashes(component: View): boolean {
  const hashes = viewIn(component, 'hashes');
  return hashes !== undefined && Object.keys(hashes.value).length > 0;
}

function productOf(id: string, purl: string | undefined, parts: readonly Part[], isHashed: boolean): Product {
  const uri = purl ?? (/^[a-z][a-z0-9+.-]*:/i.test(id) ? id : undefined);
  const isPart = (isHashed && isOfAllVersions(uri ?? id)) || parts.some((part) => part.isPart);
  return { name: id, id, uri, isPart, parts: parts.map(({ text }) => text) };
}
