import type { Call, Comparable, Expression, Operator, Path, Restriction } from './ast.js';
import { type CatalogueField, type FieldCatalogue, type FieldOperator, textFunctions } from './catalogue.js';
import { filterError, shown } from './filter-error.js';
import { isStar, operatorsOf, readLiteral, textOf } from './literal.js';
import type { Comparator, FilterField, FilterValue, Predicate } from './predicate.js';

/**
 * Checks a parsed filter against the catalogue: every field must exist, every value must have its field's type. The result
 * needs no further checks.
 *
 * @throws INVALID_FILTER naming the position, what was expected and the nearest name.
 */
export function checkExpression(text: string, expression: Expression, catalogue: FieldCatalogue): Predicate {
  return new Checker(text, catalogue).whole(expression);
}

class Checker {
  constructor(
    private readonly text: string,
    private readonly catalogue: FieldCatalogue,
  ) {}

  whole(expression: Expression): Predicate {
    if (expression.node !== 'and') return this.conjunct(expression);
    return combine(
      'and',
      expression.terms.map((term) => this.whole(term)),
    );
  }

  /** What every match must satisfy: packages are found by an index, which no alternative and no negation enters. */
  private conjunct(expression: Expression): Predicate {
    if (expression.node === 'call' && expression.name === 'hasPackage') return this.packageCall(expression);
    return this.predicate(expression);
  }

  predicate(expression: Expression): Predicate {
    switch (expression.node) {
      case 'and':
      case 'or':
        return combine(
          expression.node,
          expression.terms.map((term) => this.predicate(term)),
        );
      case 'not':
        return { op: 'not', term: this.predicate(expression.term) };
      case 'restriction':
        return this.restriction(expression);
      case 'call':
        return this.call(expression);
      default:
        throw this.bare(expression);
    }
  }

  private restriction(restriction: Restriction): Predicate {
    const { left, operator, operatorAt, right } = restriction;
    if (left.node === 'call')
      throw this.error(operatorAt, 'expected no operator: a function is a condition by itself');
    const entry = this.field(left);
    return this.distribute(entry, operator, operatorAt, right);
  }

  /** `a = (b OR c)` means a = b OR a = c. */
  private distribute(
    entry: CatalogueField,
    operator: Operator,
    operatorAt: number,
    right: Expression,
  ): Predicate {
    switch (right.node) {
      case 'and':
      case 'or':
        return combine(
          right.node,
          right.terms.map((term) => this.distribute(entry, operator, operatorAt, term)),
        );
      case 'not':
        return { op: 'not', term: this.distribute(entry, operator, operatorAt, right.term) };
      case 'restriction':
        throw this.error(
          right.operatorAt,
          'expected a value: parentheses after an operator hold values only',
        );
      default:
        return this.compare(entry, operator, operatorAt, right);
    }
  }

  private compare(
    entry: CatalogueField,
    operator: Operator,
    operatorAt: number,
    literal: Comparable,
  ): Predicate {
    const { field, shape } = entry;
    if (operator === ':' && isStar(literal)) {
      this.allow(entry, ':*', operatorAt);
      return asked(entry, (field) => ({ op: 'present', field }));
    }
    if (shape === 'map') return this.key(entry, operator, operatorAt, literal);
    if (field.type === 'message') {
      throw this.error(operatorAt, `${field.name} is a message: expected :* or the name of a field of it`);
    }
    this.allow(entry, operator, operatorAt);
    const value = this.value(entry, operator, literal);
    if (operator === ':' && field.type === 'text' && typeof value === 'string' && shape === 'single') {
      return asked(entry, (field) => ({ op: 'contains', field, value }));
    }
    if (entry.name !== undefined && (operator === '=' || operator === '!=')) {
      const same = entry.name.equals(String(value));
      if (same === undefined) throw this.error(literal.at, `expected a name of the form ${entry.name.form}`);
      return operator === '=' ? same : { op: 'not', term: same };
    }
    const comparator: Comparator = operator === ':' ? '=' : operator;
    if (entry.guard !== undefined && comparator === '!=') {
      return { op: 'not', term: guarded(entry, { op: 'compare', field, comparator: '=', value }) };
    }
    return asked(entry, (field) => ({ op: 'compare', field, comparator, value }));
  }

  /** The value of a literal. @throws INVALID_FILTER also if no stored value can have its form */
  private value(entry: CatalogueField, operator: FieldOperator, literal: Comparable): FilterValue {
    const read = readLiteral(entry, operator, literal);
    if ('problem' in read) throw this.error(literal.at, read.problem);
    const problem = typeof read.value === 'string' ? entry.problemOf?.(operator, read.value) : undefined;
    if (problem !== undefined) throw this.error(literal.at, problem);
    return read.value;
  }

  /** `labels:env`: the map has the key. */
  private key(entry: CatalogueField, operator: Operator, operatorAt: number, literal: Comparable): Predicate {
    const { field } = entry;
    const key = textOf(literal);
    if (operator !== ':') {
      throw this.error(
        operatorAt,
        `${field.name} is a map: expected :KEY, or a key of it as in ${field.name}.KEY`,
      );
    }
    if (key === undefined) throw this.error(literal.at, `expected a key of the map ${field.name}, as text`);
    return asked(entry, (of) => ({
      op: 'present',
      field: { ...of, path: [...of.path, { step: 'key', key }] },
    }));
  }

  private packageCall(call: Call): Predicate {
    const { hasPackage } = this.catalogue;
    if (hasPackage === undefined) throw this.error(call.at, 'hasPackage asks occurrences only');
    const [name, versions] = call.args.map((arg) => {
      const text = textOf(arg);
      if (text === undefined) throw this.error(arg.at, 'expected text in double quotes');
      return text;
    });
    if (name === undefined || call.args.length > 2)
      throw this.error(call.at, 'expected one or two arguments: hasPackage("package", "versions")');
    const asked = hasPackage(name, versions);
    if (typeof asked === 'string') throw this.error(call.at, asked);
    return asked;
  }

  private call(call: Call): Predicate {
    if (call.name === 'hasPackage')
      throw this.error(call.at, 'hasPackage stands beside other conditions with AND, not within OR or NOT');
    const name = textFunctions.find((known) => known === call.name);
    if (name === undefined) {
      const packages =
        this.catalogue.hasPackage === undefined ? '' : ' and hasPackage("package", "versions")';
      const known = `has_prefix(field, "text"), has_suffix(field, "text")${packages}`;
      throw this.error(call.at, `unknown function ${shown(call.name)}; there are ${known}`);
    }
    const [target, literal] = call.args;
    if (target === undefined || literal === undefined || call.args.length !== 2) {
      throw this.error(call.at, `expected two arguments: ${name}(field, "text")`);
    }
    const entry = this.field(target);
    const { field } = entry;
    if (field.type !== 'text')
      throw this.error(target.at, `expected a text field; ${field.name} has another type`);
    this.allow(entry, name, target.at);
    const value = String(this.value(entry, name, literal));
    const op = name === 'has_prefix' ? 'prefix' : 'suffix';
    return entry.name?.[op]?.(value) ?? asked(entry, (of) => ({ op, field: of, value }));
  }

  private field(left: Comparable): CatalogueField {
    const path = this.pathOf(left);
    const found = this.catalogue.resolve(path.segments);
    if (!('problem' in found)) return found;
    const at = path.segments[found.segment]?.at ?? left.at;
    throw this.error(at, found.problem);
  }

  private pathOf(left: Comparable): Path {
    if (left.node === 'path' && left.segments[0]?.quoted === false) return left;
    const found = left.node === 'number' ? 'a number' : left.node === 'call' ? 'a function' : 'a string';
    throw this.error(left.at, `expected the name of a field, found ${found}`);
  }

  private allow({ field, operators }: CatalogueField, operator: FieldOperator, at: number): void {
    const byType: readonly FieldOperator[] = operatorsOf[field.type];
    const extra: readonly FieldOperator[] = [':*', ...textFunctions];
    if ((operators ?? [...byType, ...extra]).includes(operator)) return;
    const known = operators ?? [...byType, ':*'];
    throw this.error(at, `${field.name} does not support ${operator}: expected ${known.join(' ')}`);
  }

  /** A single word is an error; the message suggests a correction. */
  private bare(literal: Comparable): Error {
    const word = textOf(literal) ?? '';
    const keywords: Readonly<Record<string, string>> = { '&&': 'AND', '||': 'OR', '!': 'NOT' };
    const keyword = keywords[word] ?? (/^(?:and|or|not)$/i.test(word) ? word.toUpperCase() : undefined);
    if (keyword !== undefined)
      return this.error(literal.at, `expected a comparison, found ${shown(word)}; write ${keyword}`);
    const found = this.text.slice(literal.at, literal.at + 60).split(/[\s()]/, 1)[0] ?? '';
    return this.error(
      literal.at,
      `expected a comparison such as field="value": ${shown(found)} has no operator`,
    );
  }

  private error(at: number, problem: string): Error {
    return filterError(this.text, at, problem);
  }
}

/** The condition on a field, at each of its alternative places. */
function asked(entry: CatalogueField, condition: (field: FilterField) => Predicate): Predicate {
  const { field, otherForm } = entry;
  if (otherForm === undefined) return guarded(entry, condition(field));
  const hasForm: Predicate = { op: 'present', field: otherForm.present };
  const hasNot: Predicate = { op: 'not', term: hasForm };
  return guarded(
    entry,
    combine('or', [
      combine('and', [hasForm, condition(field)]),
      combine('and', [hasNot, condition(otherForm.fallback)]),
    ]),
  );
}

function guarded({ guard }: CatalogueField, predicate: Predicate): Predicate {
  return guard === undefined ? predicate : combine('and', [guard, predicate]);
}

/** Flattens nested combinations of the same operator, so that the terms of a conjunction are siblings. */
function combine(op: 'and' | 'or', terms: readonly Predicate[]): Predicate {
  const flat = terms.flatMap((term) => (term.op === op ? term.terms : [term]));
  const [first] = flat;
  return flat.length === 1 && first !== undefined ? first : { op, terms: flat };
}
