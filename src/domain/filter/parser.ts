import type { Comparable, Expression, Operator, Segment } from './ast.js';
import { filterError, positionAt, shown } from './filter-error.js';
import { filterLimits } from './filter-limits.js';
import { Lexer } from './lexer.js';

/**
 * Parses filter text by the grammar of the contract: conjunctions of sequences of disjunctions, so OR
 * binds tighter than AND, and a space alone means AND.
 *
 * @throws INVALID_FILTER naming the position and what was expected there.
 */
export function parseExpression(text: string): Expression {
  if (text.length > filterLimits.length) {
    throw filterError(
      text,
      filterLimits.length,
      `the filter is longer than ${filterLimits.length} characters`,
    );
  }
  if (!text.isWellFormed()) {
    const at = text.search(/\p{Surrogate}/u);
    throw filterError(text, at, 'the filter is not valid Unicode: a surrogate stands alone');
  }
  const parser = new Parser(new Lexer(text));
  return parser.whole();
}

/**
 * Characters that look like quotes. Bare text may hold them. Text that begins with one is refused, since it would be
 * compared including the quotes and match nothing.
 */
const quotationMarks: ReadonlySet<string> = new Set("'`´‘’‚‛“”„‟«»‹›");

const operators: readonly Operator[] = ['!=', '<=', '>=', '=', '<', '>', ':'];

class Parser {
  private depth = 0;
  private terms = 0;

  constructor(private readonly lexer: Lexer) {}

  whole(): Expression {
    const { lexer } = this;
    lexer.skipSpace();
    const expression = this.conjunction();
    if (!lexer.ended) throw lexer.error(`expected AND, OR, a comparison or the end, found ${lexer.found()}`);
    return expression;
  }

  /** sequence { AND sequence }. Spaces after it are read. */
  private conjunction(): Expression {
    const { lexer } = this;
    const at = lexer.at;
    const terms = [this.sequence()];
    while (lexer.nextKeyword('AND')) {
      this.spaceBefore('AND');
      this.keyword('AND');
      terms.push(this.sequence());
    }
    return combine('and', at, terms);
  }

  /** factor { factor }, up to AND, a closing parenthesis or the end. */
  private sequence(): Expression {
    const { lexer } = this;
    const at = lexer.at;
    const terms = [this.disjunction()];
    for (;;) {
      const spaced = lexer.spaced;
      if (lexer.ended || lexer.next(')') || lexer.nextKeyword('AND')) break;
      if (!spaced) throw this.unexpectedSuffix();
      terms.push(this.disjunction());
    }
    return combine('and', at, terms);
  }

  /** term { OR term }. */
  private disjunction(): Expression {
    const { lexer } = this;
    const at = lexer.at;
    const terms = [this.term()];
    lexer.skipSpace();
    while (lexer.nextKeyword('OR')) {
      this.spaceBefore('OR');
      this.keyword('OR');
      terms.push(this.term());
      lexer.skipSpace();
    }
    return combine('or', at, terms);
  }

  /** [ NOT | - ] ( group | restriction ). */
  private term(): Expression {
    const { lexer } = this;
    const at = lexer.at;
    if (lexer.nextKeyword('NOT')) {
      lexer.at += 3;
      if (!lexer.next('(') && !lexer.skipSpace()) throw lexer.error('expected a space after NOT');
      return { node: 'not', at, term: this.simple('NOT') };
    }
    if (lexer.take('-')) return { node: 'not', at, term: this.simple('-') };
    return this.simple(undefined);
  }

  private simple(after: string | undefined): Expression {
    const { lexer } = this;
    if (lexer.next('(')) {
      const group = this.group();
      if (this.operator() !== undefined)
        throw lexer.error('expected a field before the operator, not parentheses');
      return group;
    }
    return this.restriction(after);
  }

  /** ( conjunction ). */
  private group(): Expression {
    const { lexer } = this;
    const opened = lexer.at;
    this.descend();
    lexer.at += 1;
    lexer.skipSpace();
    const expression = this.conjunction();
    if (!lexer.take(')')) {
      const position = positionAt(lexer.text, opened);
      throw lexer.error(`expected ) for the ( at position ${position}, found ${lexer.found()}`);
    }
    this.depth -= 1;
    return expression;
  }

  /** comparable [ operator argument ]. */
  private restriction(after: string | undefined): Expression {
    const { lexer } = this;
    const at = lexer.at;
    this.terms += 1;
    if (this.terms > filterLimits.terms)
      throw lexer.error(`the filter has more than ${filterLimits.terms} terms`);
    const wanted =
      after === undefined ? 'expected a comparison such as kind="…"' : `expected a comparison after ${after}`;
    const left = this.comparable(wanted);
    const operator = this.operator();
    if (operator === undefined) return left;
    const operatorAt = lexer.at;
    lexer.at += operator.length;
    if (lexer.next('=') || lexer.next('~')) {
      throw lexer.error(operator === '=' ? 'expected a value; equality is a single =' : 'expected a value');
    }
    lexer.skipSpace();
    const right = lexer.next('(') ? this.group() : this.comparable('expected a value');
    const restriction: Expression = { node: 'restriction', at, left, operator, operatorAt, right };
    const another = this.operator();
    if (another !== undefined) {
      const why = another === ':' ? 'text that holds a colon must be quoted' : 'comparisons do not chain';
      throw lexer.error(`expected AND, OR or the end: ${why}`);
    }
    return restriction;
  }

  /** The next operator after optional spaces. Consumes the spaces only if there is an operator. */
  private operator(): Operator | undefined {
    const { lexer } = this;
    const start = lexer.at;
    lexer.skipSpace();
    const operator = operators.find((candidate) => lexer.next(candidate));
    if (operator === undefined) lexer.at = start;
    return operator;
  }

  /** number, or primary with suffixes. */
  private comparable(wanted: string): Comparable {
    const { lexer } = this;
    const at = lexer.at;
    const number = lexer.number();
    if (number !== undefined) return { node: 'number', at, ...number };
    const keyword = (['AND', 'OR', 'NOT'] as const).find((word) => lexer.nextKeyword(word));
    if (keyword !== undefined) throw lexer.error(`${wanted}, found ${keyword}`);
    const segments = [this.segment(wanted)];
    for (;;) {
      if (lexer.take('.')) segments.push(this.segment('expected a field name after the dot'));
      else if (lexer.next('[')) segments.push(this.index());
      else if (lexer.next('(')) return this.call(at, segments);
      else return { node: 'path', at, segments };
    }
  }

  private segment(wanted: string): Segment {
    const { lexer } = this;
    const at = lexer.at;
    const quoted = lexer.string();
    if (quoted !== undefined) return { at, text: quoted, quoted: true, index: false };
    const text = lexer.bareText();
    if (text === undefined) throw lexer.error(`${wanted}, found ${lexer.found()}`);
    if (quotationMarks.has(text.charAt(0))) {
      const meant = text.slice(1, quotationMarks.has(text.slice(-1)) ? -1 : undefined);
      throw lexer.error(`text goes into double quotes: write ${shown(meant)}, not ${shown(text)}`, at);
    }
    return { at, text, quoted: false, index: false };
  }

  private index(): Segment {
    const { lexer } = this;
    const at = lexer.at;
    lexer.at += 1;
    lexer.skipSpace();
    const segment = this.segment('expected a map key');
    lexer.skipSpace();
    if (!lexer.take(']')) throw lexer.error(`expected ], found ${lexer.found()}`);
    return { ...segment, at, index: true };
  }

  private call(at: number, segments: readonly Segment[]): Comparable {
    const { lexer } = this;
    const odd = segments.find((segment) => segment.quoted || segment.index);
    if (odd !== undefined) throw lexer.error('expected an operator: only a name can be called');
    this.descend();
    lexer.at += 1;
    lexer.skipSpace();
    const args: Comparable[] = [];
    if (!lexer.next(')')) {
      do {
        lexer.skipSpace();
        args.push(this.comparable('expected an argument'));
        lexer.skipSpace();
      } while (lexer.take(','));
    }
    if (!lexer.take(')')) throw lexer.error(`expected , or ), found ${lexer.found()}`);
    this.depth -= 1;
    return { node: 'call', at, name: segments.map(({ text }) => text).join('.'), args };
  }

  private descend(): void {
    this.depth += 1;
    if (this.depth > filterLimits.depth) {
      throw this.lexer.error(`the filter is nested deeper than ${filterLimits.depth}`);
    }
  }

  /** Reads a keyword and the spaces that must follow. */
  private keyword(word: 'AND' | 'OR'): void {
    const { lexer } = this;
    lexer.at += word.length;
    if (!lexer.ended && !lexer.skipSpace()) throw lexer.error(`expected a space after ${word}`);
  }

  private spaceBefore(word: 'AND' | 'OR'): void {
    if (!this.lexer.spaced) throw this.lexer.error(`expected a space before ${word}`);
  }

  private unexpectedSuffix(): Error {
    const { lexer } = this;
    return lexer.error(`expected a space, ) or the end, found ${lexer.found()}`);
  }
}

/** A combination of one term is the term. */
function combine(node: 'and' | 'or', at: number, terms: readonly Expression[]): Expression {
  const [first] = terms;
  return terms.length === 1 && first !== undefined ? first : { node, at, terms };
}
