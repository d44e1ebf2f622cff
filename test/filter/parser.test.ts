import { describe, expect, it } from 'vitest';
import type { Comparable, Expression } from '../../src/domain/filter/ast.js';
import { filterLimits } from '../../src/domain/filter/filter-limits.js';
import { parseExpression } from '../../src/domain/filter/parser.js';
import { quote } from './generators.js';

/** The tree as text: every group in brackets, strings quoted. */
function show(expression: Expression): string {
  switch (expression.node) {
    case 'and':
    case 'or':
      return `[${expression.terms.map(show).join(` ${expression.node} `)}]`;
    case 'not':
      return `not ${show(expression.term)}`;
    case 'restriction':
      return `${show(expression.left)} ${expression.operator} ${show(expression.right)}`;
    default:
      return showComparable(expression);
  }
}

function showComparable(comparable: Comparable): string {
  switch (comparable.node) {
    case 'number':
      return `#${comparable.value}`;
    case 'call':
      return `${comparable.name}(${comparable.args.map(showComparable).join(', ')})`;
    case 'path':
      return comparable.segments
        .map(({ text, quoted, index }) => (index ? `[${text}]` : quoted ? JSON.stringify(text) : text))
        .join(' . ');
  }
}

function failure(text: string): string {
  try {
    return `parsed: ${show(parseExpression(text))}`;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the grammar', () => {
  it.each([
    // Conjunctions, sequences, disjunctions.
    ['a=1 AND b=2 AND c=3', '[a = #1 and b = #2 and c = #3]'],
    ['a b c', '[a and b and c]'],
    ['a  b', '[a and b]'],
    ['a AND b OR c', '[a and [b or c]]'],
    ['a AND b OR c d', '[a and [[b or c] and d]]'],
    ['a OR b AND c OR d', '[[a or b] and [c or d]]'],
    ['a and b', '[a and and and b]'],
    ['  a = 1\t\n', 'a = #1'],
    // Negation.
    ['NOT a', 'not a'],
    ['NOT(a)', 'not a'],
    ['NOT (a OR b)', 'not [a or b]'],
    ['-a > b', 'not a > b'],
    ['-(a)', 'not a'],
    ['NOT a = 1 OR b', '[not a = #1 or b]'],
    ['NOTa', 'NOTa'],
    ['a AND -file:".java"', '[a and not file : ".java"]'],
    // Restrictions.
    ...['=', '!=', '<', '<=', '>', '>=', ':'].flatMap((operator) => [
      [`a${operator}1`, `a ${operator} #1`],
      [`a ${operator} "b"`, `a ${operator} "b"`],
    ]),
    ['a = (b OR c)', 'a = [b or c]'],
    ['a:(b c)', 'a : [b and c]'],
    // Comparables.
    ['a.b.c = 1', 'a . b . c = #1'],
    ['a."odd name" = 1', 'a . "odd name" = #1'],
    ['a["k"].b = 1', 'a . [k] . b = #1'],
    ['a[k] = 1', 'a . [k] = #1'],
    ['a.NOT.OR = 1', 'a . NOT . OR = #1'],
    ['f()', 'f()'],
    ['f(a.b, "c", 1)', 'f(a . b, "c", #1)'],
    ['a.f( b )', 'a.f(b)'],
    ['"text"', '"text"'],
    ['(a)', 'a'],
    ['((a) AND (b))', '[a and b]'],
    // Bare text.
    ["it's", "it's"],
    ['a+b-c', 'a+b-c'],
    ['field:*', 'field : *'],
    ['día=ñ', 'día = ñ'],
    [
      '#a $b %c &d /e ;f ?g @h ^i _j k` |l !m',
      '[#a and $b and %c and &d and /e and ;f and ?g and @h and ^i and _j and k` and |l and !m]',
    ],
    ['x = 2024-01-01', 'x = 2024-01-01'],
    ['x = 30d', 'x = 30d'],
    ['x = 1e5', 'x = 1e5'],
    ['ANDROID ORDER', '[ANDROID and ORDER]'],
  ])('%s', (text, tree) => {
    expect(show(parseExpression(text))).toBe(tree);
  });

  it.each([
    ['0', 0n],
    ['42', 42n],
    ['-30', -30n],
    ['0x1F', 31n],
    ['-0xff', -255n],
    ['010', 8n],
    ['-010', -8n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    ['1.', 1],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['1.5e3', 1500],
    ['1.5E-3', 0.0015],
    ['-2.25', -2.25],
  ])('number %s', (text, value) => {
    expect(parseExpression(`a = ${text}`)).toMatchObject({ right: { node: 'number', value, source: text } });
  });

  it.each([
    [String.raw`"\"\\\n\t\r\a\b\f\v"`, '"\\\n\t\r\u0007\b\f\v'],
    [String.raw`"\x41\101\u00e9\U0001F600"`, 'AAé😀'],
    [String.raw`"\xc3\xa9\303\251"`, 'éé'],
    [String.raw`"\x00"`, '\0'],
    ['"a\tb é 😀 \' % ? $1"', "a\tb é 😀 ' % ? $1"],
    ['""', ''],
  ])('string %s', (text, value) => {
    expect(parseExpression(`a = ${text}`)).toMatchObject({
      right: { segments: [{ text: value, quoted: true }] },
    });
  });
});

describe('refused expressions', () => {
  it.each([
    // Refused by the reference parser as well.
    ['(', 2, 'expected a comparison such as kind="…", found the end'],
    ['()', 2, 'expected a comparison such as kind="…", found ")"'],
    ['-', 2, 'expected a comparison after -, found the end'],
    ['NOT', 4, 'expected a space after NOT'],
    ['"', 1, 'the string that starts here has no closing "'],
    ['a~b', 2, 'expected a space, ) or the end, found "~"'],
    ['a: .a', 4, 'expected a value, found "."'],
    ['a:-b', 3, 'expected a value, found "-"'],
    ['~=', 1, 'expected a comparison such as kind="…", found "~"'],
    ['.(', 1, 'expected a comparison such as kind="…", found "."'],
    ['argument(1, 2', 14, 'expected , or ), found the end'],
    ['\\not: \\and', 1, 'expected a comparison such as kind="…", found "\\\\"'],
    ['"\\u10"', 2, 'expected an escape such as'],
    ['NOT:AND', 4, 'expected a space after NOT'],
    // Keywords and spaces.
    ['a AND', 6, 'expected a comparison such as kind="…", found the end'],
    ['a OR', 5, 'expected a comparison such as kind="…", found the end'],
    ['AND a', 1, 'expected a comparison such as kind="…", found AND'],
    ['a OR OR b', 6, 'expected a comparison such as kind="…", found OR'],
    ['a = NOT', 5, 'expected a value, found NOT'],
    ['a AND(b)', 6, 'expected a space after AND'],
    ['(a)AND b', 4, 'expected a space before AND'],
    ['(a)OR b', 4, 'expected a space before OR'],
    ['(a)(b)', 4, 'expected a space, ) or the end, found "("'],
    ['NOT NOT a', 5, 'expected a comparison after NOT, found NOT'],
    ['- a', 2, 'expected a comparison after -, found " "'],
    // Operators and groups.
    ['a == b', 4, 'expected a value; equality is a single ='],
    ['a = b = c', 7, 'expected AND, OR or the end: comparisons do not chain'],
    ['a > 2024-05-01T12:00:00Z', 18, 'text that holds a colon must be quoted'],
    ['a =', 4, 'expected a value, found the end'],
    ['(a', 3, 'expected ) for the ( at position 1, found the end'],
    ['a)', 2, 'expected AND, OR, a comparison or the end, found ")"'],
    ['(a) = b', 5, 'expected a field before the operator, not parentheses'],
    ['a. = 1', 3, 'expected a field name after the dot, found " "'],
    ['a[ = 1', 4, 'expected a map key, found "="'],
    ['a[b = 1', 5, 'expected ], found "="'],
    ['"f"(a)', 4, 'expected an operator: only a name can be called'],
    ['f(,)', 3, 'expected an argument, found ","'],
    ['a b, c', 4, 'expected a space, ) or the end, found ","'],
    // Numbers.
    ['a = 09', 5, '"09" starts with 0 and is octal, so it cannot hold the digits 8 and 9'],
    ['a = 9223372036854775808', 5, '"9223372036854775808" is out of the range of 64 bits'],
    ['a = 1.0e999', 5, '"1.0e999" is out of the range of a number'],
    ['a = 1.2.3', 8, 'expected a space, ) or the end, found "."'],
    // Strings.
    ['a = "x', 5, 'the string that starts here has no closing "'],
    ['a = "x\ny"', 7, 'a string cannot hold a line break; write \\n'],
    ['a = "\\q"', 6, 'expected an escape such as'],
    ['a = "\\\'"', 6, 'expected an escape such as'],
    ['a = "\\400"', 6, 'expected an escape such as'],
    ['a = "\\ud800"', 6, 'expected an escape such as'],
    ['a = "\\U00110000"', 6, 'expected an escape such as'],
    ['a = "\\xff"', 5, 'the string is not valid UTF-8'],
    // Characters count as one, whatever their size.
    ['a = "😀" ~', 9, 'found "~"'],
    ['a = \ud800', 5, 'a surrogate stands alone'],
    ['a\u00a0= 1', 2, 'found "\u00a0"'],
    ['a = \0', 5, 'expected a value'],
  ])('%j at %i', (text, position, problem) => {
    const message = failure(text);
    expect(message).toContain(problem);
    expect(message.startsWith(`filter: position ${position}: `), message).toBe(true);
  });
});

describe('bounds', () => {
  const digest = `https://registry.example.com/team/service@sha256:${'0'.repeat(64)}`;

  it('accepts a list of 100 digests', () => {
    const list = Array.from({ length: 100 }, () => `(resourceUrl = ${quote(digest)})`).join(' OR ');
    expect(parseExpression(`(kind = "VULNERABILITY") AND (${list})`).node).toBe('and');
  });

  it.each([
    ['length', `a="${'x'.repeat(filterLimits.length)}"`, `longer than ${filterLimits.length} characters`],
    [
      'terms',
      Array.from({ length: filterLimits.terms + 1 }, () => 'a').join(' '),
      `more than ${filterLimits.terms} terms`,
    ],
    ['depth', `${'('.repeat(51)}a${')'.repeat(51)}`, 'nested deeper than 50'],
    ['depth of negations', `${'-('.repeat(51)}a${')'.repeat(51)}`, 'nested deeper than 50'],
    ['depth of calls', `${'f('.repeat(51)}a${')'.repeat(51)}`, 'nested deeper than 50'],
    ['depth of values', `a=${'('.repeat(51)}b${')'.repeat(51)}`, 'nested deeper than 50'],
  ])('%s', (_, text, problem) => {
    expect(failure(text)).toContain(problem);
  });

  it('accepts an expression that is exactly at a limit', () => {
    expect(failure(`${'('.repeat(50)}a${')'.repeat(50)}`)).toBe('parsed: a');
    expect(failure(Array.from({ length: filterLimits.terms }, () => 'a').join(' '))).toContain('parsed');
    expect(failure(`a="${'x'.repeat(filterLimits.length - 4)}"`)).toContain('parsed');
  });
});
