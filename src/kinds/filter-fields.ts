import { type CatalogueField, type FieldOperator, textFunctions } from '../domain/filter/catalogue.js';
import { operatorsOf } from '../domain/filter/literal.js';
import type { CoreColumn } from '../domain/filter/predicate.js';
import type { FieldType } from '../schema/field-types.js';
import { typeOf } from '../schema/filter-paths.js';
import type { Message } from '../schema/message.js';
import type { CoreField, PrintableCatalogue } from './filter-catalogue.js';

/** One row in the printed catalogue of filter fields. */
export interface ListedField {
  /** The path in a filter; KEY stands for a key of a map. */
  readonly path: string;
  readonly otherNames: readonly string[];
  /** Such as `text`, `list of enum`, `map`. */
  readonly type: string;
  readonly operators: readonly FieldOperator[];
  readonly readFrom: 'index' | 'column' | 'document';
  readonly doc: string;
}

/** The fields that have a column, in the order of the catalogue. */
export function listCoreFields(catalogue: PrintableCatalogue): ListedField[] {
  return catalogue.core.map((entry) => ({
    path: entry.names[0] ?? '',
    otherNames: entry.names.slice(1),
    type: entry.field.type,
    operators: entry.operators ?? operatorsFor(entry),
    readFrom: readFrom(entry, catalogue),
    doc: entry.doc,
  }));
}

/** Columns with an index. For occurrences, times have one too, since their ids contain the time. */
const indexed: ReadonlySet<CoreColumn> = new Set([
  'scope',
  'id',
  'kind',
  'noteScope',
  'noteId',
  'resourceUri',
]);

function readFrom({ field, name }: CoreField, catalogue: PrintableCatalogue): ListedField['readFrom'] {
  if (name !== undefined) return 'index';
  if (field.column === undefined) return 'document';
  const timed = field.column === 'createTime' && catalogue.message?.byName.has('noteName') === true;
  return timed || indexed.has(field.column) ? 'index' : 'column';
}

function operatorsFor({ field, shape }: Pick<CatalogueField, 'field' | 'shape'>): FieldOperator[] {
  if (shape === 'map') return [':', ':*'];
  const functions: readonly FieldOperator[] = field.type === 'text' ? textFunctions : [];
  return [...operatorsOf[field.type], ':*', ...functions];
}

/** Every field of the message, depth first. A recursive message is expanded once. */
export function listDocumentFields(catalogue: PrintableCatalogue): ListedField[] {
  const { message, columns, aliases } = catalogue;
  if (message === undefined) return [];
  const known = new Set(catalogue.core.flatMap(({ names }) => names));
  const out: ListedField[] = [];
  open(message, '', []);
  return out;

  function open(opened: Message<unknown>, prefix: string, within: readonly Message<unknown>[]): void {
    if (within.includes(opened)) return;
    for (const { jsonName, type, doc } of opened.fields) {
      const path = prefix === '' ? jsonName : `${prefix}.${jsonName}`;
      if (!known.has(path)) add(path, type, doc, [...within, opened]);
    }
  }

  function add(
    path: string,
    type: FieldType<unknown>,
    doc: string,
    within: readonly Message<unknown>[],
  ): void {
    const shape = type.form === 'repeated' ? 'list' : type.form === 'map' ? 'map' : 'single';
    const element = type.form === 'repeated' ? type.element : type.form === 'map' ? type.value : type;
    const elementType = typeOf(element);
    const field = { name: path, type: shape === 'map' ? ('message' as const) : elementType, path: [] };
    out.push({
      path,
      otherNames: [...aliases]
        .filter(([name, target]) => target === path && !name.includes('_'))
        .map(([name]) => name),
      type: shape === 'map' ? 'map' : shape === 'list' ? `list of ${elementType}` : elementType,
      operators: operatorsFor({ field, shape }),
      readFrom: columns.has(path) ? 'column' : 'document',
      doc,
    });
    if (shape === 'map') add(`${path}.KEY`, element, 'The value of one key.', within);
    else if (element.form === 'message') open(element, path, within);
  }
}
