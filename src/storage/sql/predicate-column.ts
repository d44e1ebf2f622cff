import type { Comparator, CoreColumn, FilterValue, Predicate } from '../../domain/filter/predicate.js';
import type { Fragment, PredicateDialect } from './predicate-dialect.js';
import { orderedText, prefixRange, suffixTest, textEquals } from './predicate-text.js';

export const columnNames: Readonly<Record<CoreColumn, string>> = {
  scope: 'scope',
  id: 'id',
  kind: 'kind',
  noteScope: 'note_scope',
  noteId: 'note_id',
  resourceUri: 'resource_uri',
  createTime: 'create_time',
  updateTime: 'update_time',
  severity: 'severity',
  fixable: 'fixable',
};

export type FieldPredicate = Extract<Predicate, { readonly field: unknown }>;

/** A condition on a column. Columns are never NULL. */
export function compileColumn(
  predicate: FieldPredicate,
  column: CoreColumn,
  dialect: PredicateDialect,
): Fragment {
  const name = columnNames[column];
  const { type } = predicate.field;
  switch (predicate.op) {
    case 'present':
      return type === 'text'
        ? { sql: `${name} <> ''`, bindings: [] }
        : { sql: type === 'time' ? 'TRUE' : `${name} <> 0`, bindings: [] };
    case 'contains':
      return textEquals(predicate.value, () => ({
        sql: dialect.contains(name),
        bindings: [predicate.value],
      }));
    case 'prefix':
      return prefixRange(dialect.ordered(name), predicate.value);
    case 'suffix':
      return suffixTest(name, predicate.value, dialect);
    case 'compare':
      return compareColumn(name, predicate.comparator, predicate.value, dialect);
  }
}

function compareColumn(
  name: string,
  comparator: Comparator,
  value: FilterValue,
  dialect: PredicateDialect,
): Fragment {
  const sign = comparator === '!=' ? '<>' : comparator;
  switch (typeof value) {
    case 'string': {
      const isEquality = comparator === '=' || comparator === '!=';
      if (!isEquality) return orderedText(dialect.ordered(name), comparator, value);
      return textEquals(value, () => ({ sql: `${name} ${sign} ?`, bindings: [value] }), comparator === '!=');
    }
    case 'bigint':
      return compareTime(name, comparator, value, dialect);
    default: {
      // Values beyond the range of a column are clamped: the result is the same, and every driver can bind them.
      const bounded = Math.min(Math.max(Number(value), -farOff), farOff);
      return { sql: `${name} ${sign} ${dialect.place.integer}`, bindings: [dialect.bindInteger(bounded)] };
    }
  }
}

const farOff = 2 ** 40;

/** Columns have whole microseconds. A time between two of them equals none, so comparisons use its neighbours. */
function compareTime(
  name: string,
  comparator: Comparator,
  nanos: bigint,
  dialect: PredicateDialect,
): Fragment {
  const rest = ((nanos % 1000n) + 1000n) % 1000n;
  const bindings = [dialect.bindInteger((nanos - rest) / 1000n)];
  const place = dialect.place.integer;
  const whole = rest === 0n;
  switch (comparator) {
    case '=':
      return whole ? { sql: `${name} = ${place}`, bindings } : { sql: 'FALSE', bindings: [] };
    case '!=':
      return whole ? { sql: `${name} <> ${place}`, bindings } : { sql: 'TRUE', bindings: [] };
    case '<':
      return { sql: `${name} ${whole ? '<' : '<='} ${place}`, bindings };
    case '>=':
      return { sql: `${name} ${whole ? '>=' : '>'} ${place}`, bindings };
    default:
      return { sql: `${name} ${comparator} ${place}`, bindings };
  }
}
