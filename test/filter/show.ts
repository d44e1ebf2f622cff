import type { FilterField, Predicate } from '../../src/domain/filter/predicate.js';

/** A predicate as text. Columns by name; paths with `/`, `*` for any element and keys in brackets. */
export function show(predicate: Predicate): string {
  switch (predicate.op) {
    case 'and':
    case 'or':
      return `(${predicate.terms.map(show).join(` ${predicate.op} `)})`;
    case 'not':
      return `not ${show(predicate.term)}`;
    case 'constant':
      return predicate.value ? 'always' : 'never';
    case 'compare': {
      const { value } = predicate;
      const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
      return `${showField(predicate.field)} ${predicate.comparator} ${shown}`;
    }
    case 'package':
      return `names package ${JSON.stringify(predicate.name)}`;
    case 'present':
      return `${showField(predicate.field)} present`;
    case 'contains':
      return `${showField(predicate.field)} has ${JSON.stringify(predicate.value)}`;
    case 'prefix':
      return `${showField(predicate.field)} starts with ${JSON.stringify(predicate.value)}`;
    case 'suffix':
      return `${showField(predicate.field)} ends with ${JSON.stringify(predicate.value)}`;
  }
}

function showField({ column, path }: FilterField): string {
  if (column !== undefined) return column;
  return path
    .map((step) => `/${step.step === 'field' ? step.name : step.step === 'each' ? '*' : `[${step.key}]`}`)
    .join('');
}
