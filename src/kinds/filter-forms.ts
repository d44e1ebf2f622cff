import type { CatalogueField, FieldOperator } from '../domain/filter/catalogue.js';
import { shown } from '../domain/filter/filter-error.js';
import { limits } from '../domain/limits.js';
import { allProjects, parseParent } from '../domain/names.js';

/**
 * Checks for texts that no stored value can equal. Each check returns what is wrong and what to write, or undefined.
 * Order comparisons accept any text.
 */
export type ProblemOf = NonNullable<CatalogueField['problemOf']>;

const ordering: ReadonlySet<FieldOperator> = new Set(['<', '<=', '>', '>=']);

/** An id of a note, occurrence or project: the last part of its name. */
export const idProblem =
  (field: string): ProblemOf =>
  (operator, text) => {
    if (ordering.has(operator)) return undefined;
    if (text.includes('/')) {
      const id = text.split('/').at(-1) ?? '';
      return `${field} is the last part of a name and holds no slash: ${wrote(field, operator, id)}`;
    }
    return textProblem(field, operator, text, limits.id);
  };

/** The id of a project. */
export const projectProblem =
  (field: string): ProblemOf =>
  (operator, text) =>
    idProblem(field)(operator, text) ?? allProjectsProblem(field, operator, text);

/** The scope of a note: PROJECT, or PROJECT/locations/LOCATION. */
export const scopeProblem =
  (field: string): ProblemOf =>
  (operator, text) => {
    if (ordering.has(operator)) return undefined;
    const [, scope = ''] = /^projects\/([^/]+(?:\/locations\/[^/]+)?)/.exec(text) ?? [];
    if (scope !== '' && !text.startsWith('projects/locations/'))
      return `${field} takes no projects/ prefix: ${wrote(field, operator, scope)}`;
    const problem =
      textProblem(field, operator, text, 2 * limits.id + '/locations/'.length) ??
      allProjectsProblem(field, operator, text);
    if (problem !== undefined || !isEquality(operator)) return problem;
    return holds(() => parseParent(`projects/${text}`, field))
      ? undefined
      : `expected PROJECT or PROJECT/locations/LOCATION for ${field}, found ${shown(text)}`;
  };

/** A resource URL, whole. */
export const urlProblem =
  (field: string): ProblemOf =>
  (operator, text) =>
    ordering.has(operator) ? undefined : textProblem(field, operator, text, limits.resourceUri);

/** A full name. Equality is checked by the parser of the name. */
export const nameProblem =
  (field: string): ProblemOf =>
  (operator, text) => {
    if (ordering.has(operator)) return undefined;
    if (isEquality(operator) && text.startsWith(`projects/${allProjects}/`))
      return `projects/${allProjects} is not one project: write has_suffix(${field}, ${shown(text.slice(`projects/${allProjects}`.length))})`;
    if (operator === 'has_prefix' && !text.startsWith('projects/') && !'projects/'.startsWith(text))
      return `${field} begins with projects/: write has_suffix(${field}, …) or ${field}:…`;
    if (operator === 'has_suffix' && text.endsWith('/')) return `${field} ends with an id, not with a slash`;
    return markProblem(field, operator, text);
  };

/** A text that is stored in at most `bytes`. */
function textProblem(
  field: string,
  operator: FieldOperator,
  text: string,
  bytes: number,
): string | undefined {
  const length = Buffer.byteLength(text);
  return (
    emptyProblem(field, operator, text) ??
    markProblem(field, operator, text) ??
    (length > bytes ? `${field} has at most ${bytes} bytes, this text has ${length}` : undefined)
  );
}

/** `-` stands for all projects in a parent; as a comparison it is left out. */
function allProjectsProblem(field: string, operator: FieldOperator, text: string): string | undefined {
  return isEquality(operator) && text === allProjects
    ? `${field} is the id of one project: leave the comparison out for all`
    : undefined;
}

/** Empty text is never stored, so `=` with it is a mistake; `!=` is not. */
function emptyProblem(field: string, operator: FieldOperator, text: string): string | undefined {
  return text === '' && operator === '='
    ? `${field} is never empty: expected text, or leave the comparison out`
    : undefined;
}

/** `*` and quotes within quotes are compared literally, which is rarely meant. */
function markProblem(field: string, operator: FieldOperator, text: string): string | undefined {
  if (/^'.*'$/s.test(text))
    return `${shown(text)} is compared with the quotes within it: ${wrote(field, operator, text.slice(1, -1))}`;
  const at = operator === 'has_suffix' ? 0 : operator === 'has_prefix' ? text.length - 1 : text.indexOf('*');
  if (text[at] !== '*') return undefined;
  const [before = ''] = text.split('*');
  const after = text.slice(text.lastIndexOf('*') + 1);
  const meant =
    before === '' || operator === 'has_suffix'
      ? `has_suffix(${field}, ${JSON.stringify(after)})`
      : `has_prefix(${field}, ${JSON.stringify(before)})`;
  return `* is not a wildcard: write ${after === '' && before === '' ? `${field}:*` : meant}`;
}

function isEquality(operator: FieldOperator): boolean {
  return operator === '=' || operator === '!=';
}

function wrote(field: string, operator: FieldOperator, text: string): string {
  const value = shown(text);
  return operator.startsWith('has_')
    ? `write ${operator}(${field}, ${value})`
    : `write ${field}${operator}${value}`;
}

function holds(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
