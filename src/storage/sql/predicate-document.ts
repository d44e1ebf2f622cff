import { compareValues } from '../../domain/filter/evaluate.js';
import type { Comparator, FilterField, FilterValue } from '../../domain/filter/predicate.js';
import { isStorableText } from '../../domain/names.js';
import { formatTimestamp } from '../../domain/timestamp.js';
import type { FieldPredicate } from './predicate-column.js';
import type { Fragment, PredicateDialect } from './predicate-dialect.js';
import { orderedText, prefixRange, suffixTest, textEquals } from './predicate-text.js';

/** A condition on a path of the document: true if any value at the path satisfies it. Never NULL. */
export function compileDocument(predicate: FieldPredicate, dialect: PredicateDialect): Fragment {
  const { field } = predicate;
  switch (predicate.op) {
    case 'present':
      return anyValue(field, dialect, undefined);
    case 'contains': {
      const { value } = predicate;
      return anyValue(field, dialect, {
        of: (text) => textEquals(value, () => ({ sql: dialect.contains(text), bindings: [value] })),
        ofDefault: value === '',
      });
    }
    case 'prefix': {
      const { value } = predicate;
      return anyValue(field, dialect, {
        of: (text) => prefixRange(dialect.ordered(text), value),
        ofDefault: value === '',
      });
    }
    case 'suffix': {
      const { value } = predicate;
      return anyValue(field, dialect, {
        of: (text) => suffixTest(text, value, dialect),
        ofDefault: value === '',
      });
    }
    case 'compare': {
      const { comparator, value } = predicate;
      const positive = comparator === '!=' ? '=' : comparator;
      const { sql, bindings } = anyValue(field, dialect, {
        of: (scalar) => compareScalar(field, scalar, positive, value, dialect),
        ofDefault: field.defaultValue !== undefined && compareValues(field.defaultValue, positive, value),
      });
      return { sql: comparator === '!=' ? `NOT (${sql})` : sql, bindings };
    }
  }
}

interface Test {
  /** The condition on one scalar; may be NULL if the scalar is. */
  of(scalar: string): Fragment;
  /** Whether the default of the field satisfies it. */
  readonly ofDefault: boolean;
}

/** Joins lists and maps as rows; a path without them is read directly. Without a test, any value matches. */
function anyValue(field: FilterField, dialect: PredicateDialect, test: Test | undefined): Fragment {
  const from: string[] = [];
  const conditions: Fragment[] = [];
  let node = dialect.document;
  let names: string[] = [];
  for (const step of field.path) {
    if (step.step === 'field') {
      names.push(step.name);
      continue;
    }
    const alias = `e${from.length + 1}`;
    if (step.step === 'each') {
      from.push(dialect.elements(node, names, alias));
    } else {
      if (!isStorableText(step.key)) return { sql: 'FALSE', bindings: [] };
      from.push(dialect.entries(node, names, alias));
      conditions.push({ sql: `${alias}.key = ?`, bindings: [step.key] });
    }
    node = `${alias}.value`;
    names = [];
  }
  const leaf = leafCondition(field, node, names, dialect, test);
  if (from.length === 0) return leaf;
  const all = [...conditions, leaf];
  return {
    sql: `EXISTS (SELECT 1 FROM ${from.join(', ')} WHERE ${all.map(({ sql }) => `(${sql})`).join(' AND ')})`,
    bindings: all.flatMap(({ bindings }) => bindings),
  };
}

function leafCondition(
  field: FilterField,
  node: string,
  names: readonly string[],
  dialect: PredicateDialect,
  test: Test | undefined,
): Fragment {
  const there = (path: readonly string[]): string =>
    path.length === 0 ? 'TRUE' : dialect.exists(node, path);
  if (test === undefined) return { sql: there(names), bindings: [] };
  const { sql, bindings } = test.of(dialect.scalar(node, names));
  // An absent leaf has its default value if its parent message is present.
  const isAbsentMatch = test.ofDefault && field.defaultValue !== undefined && names.length > 0;
  return { sql: `COALESCE(${sql}, ${isAbsentMatch ? there(names.slice(0, -1)) : 'FALSE'})`, bindings };
}

function compareScalar(
  field: FilterField,
  scalar: string,
  comparator: Comparator,
  value: FilterValue,
  dialect: PredicateDialect,
): Fragment {
  const { place } = dialect;
  switch (field.type) {
    case 'int32':
    case 'int64':
      return {
        sql: `${dialect.integer(scalar)} ${comparator} ${place.decimal}`,
        bindings: [dialect.bindInteger(value as bigint | number)],
      };
    case 'float':
      // NaN satisfies no comparison. It must not become NULL, which would be treated as the default.
      return {
        sql: `CASE WHEN ${scalar} = 'NaN' THEN FALSE ELSE ${dialect.float(scalar)} ${comparator} ${place.float} END`,
        bindings: [value],
      };
    case 'bool':
      return {
        sql: `${dialect.bool(scalar)} ${comparator} ${place.integer}`,
        bindings: [dialect.bindInteger(value === true ? 1 : 0)],
      };
    case 'time':
      return orderedText(dialect.ordered(`rtrim(${scalar}, 'Z')`), comparator, sortableTime(value as bigint));
    case 'enum':
      return compareEnum(field, scalar, comparator, Number(value), dialect);
    default:
      return compareText(scalar, comparator, String(value), dialect);
  }
}

function compareText(
  scalar: string,
  comparator: Comparator,
  value: string,
  dialect: PredicateDialect,
): Fragment {
  if (comparator !== '=') return orderedText(dialect.ordered(scalar), comparator, value);
  // Without a scalar the condition is NULL, so that the default is used.
  return textEquals(value, () => ({ sql: `${scalar} = ?`, bindings: [value] }));
}

/** Documents have names for known numbers, and unknown numbers unchanged. */
function compareEnum(
  field: FilterField,
  scalar: string,
  comparator: Comparator,
  value: number,
  dialect: PredicateDialect,
): Fragment {
  const names = [...(field.enumNames ?? [])]
    .filter(([number]) => compareValues(number, comparator, value))
    .map(([, name]) => name);
  const among = names.length === 0 ? 'FALSE' : `${scalar} IN (${names.map(() => '?').join(', ')})`;
  const number = `${dialect.integer(scalar)} ${comparator} ${dialect.place.decimal}`;
  return {
    sql: `CASE WHEN ${scalar} IS NULL THEN NULL WHEN ${dialect.isNumber(scalar)} THEN ${number} ELSE ${among} END`,
    bindings: [dialect.bindInteger(value), ...names],
  };
}

/** The canonical text without its Z. As text it sorts by time, for any number of fraction digits. */
function sortableTime(nanos: bigint): string {
  const billion = 1_000_000_000n;
  const rest = ((nanos % billion) + billion) % billion;
  return formatTimestamp({ seconds: Number((nanos - rest) / billion), nanos: Number(rest) }).slice(0, -1);
}
