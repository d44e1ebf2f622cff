import type {
  Comparator,
  CoreColumn,
  FilterField,
  FilterFieldType,
  FilterValue,
  PathStep,
  Predicate,
} from '../domain/filter/predicate.js';

const columnTypes: Readonly<Record<CoreColumn, FilterFieldType>> = {
  scope: 'text',
  id: 'text',
  kind: 'int32',
  noteScope: 'text',
  noteId: 'text',
  resourceUri: 'text',
  createTime: 'time',
  updateTime: 'time',
  severity: 'int32',
  fixable: 'bool',
};

export function column(name: CoreColumn): FilterField {
  return { name, type: columnTypes[name], column: name, path: [] };
}

/** A field of the document; `[]` after a name means each of its elements. */
export function inDocument(path: string, type: FilterFieldType = 'text'): FilterField {
  const steps = path.split('.').flatMap((part): PathStep[] => {
    const name = part.replace('[]', '');
    const field: PathStep = { step: 'field', name };
    return part.endsWith('[]') ? [field, { step: 'each' }] : [field];
  });
  return { name: path, type, path: steps };
}

export function compare(field: FilterField, comparator: Comparator, value: FilterValue): Predicate {
  return { op: 'compare', field, comparator, value };
}

export function equal(name: CoreColumn, value: FilterValue): Predicate {
  return compare(column(name), '=', value);
}

export function all(...terms: readonly Predicate[]): Predicate {
  return { op: 'and', terms };
}

export function any(...terms: readonly Predicate[]): Predicate {
  return { op: 'or', terms };
}

export function not(term: Predicate): Predicate {
  return { op: 'not', term };
}
