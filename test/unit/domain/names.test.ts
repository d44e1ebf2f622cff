import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import {
  allProjects,
  formatNoteName,
  formatOccurrenceName,
  formatParent,
  isId,
  isOfAllLocations,
  parseListParent,
  parseNoteName,
  parseOccurrenceName,
  parseParent,
  parseProjectName,
  parseReadParent,
  projectOf,
} from '../../../src/domain/names.js';

const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(isId);
const scope = fc.oneof(
  id,
  fc
    .tuple(
      id,
      id.filter((location) => location !== '-'),
    )
    .map(([project, location]) => `${project}/locations/${location}`),
);

describe('names', () => {
  it('are parsed to what was formatted', () => {
    fc.assert(
      fc.property(scope, id, (where, own) => {
        const key = { scope: where, id: own };
        expect(parseNoteName(formatNoteName(key), 'name')).toEqual(key);
        expect(parseOccurrenceName(formatOccurrenceName(key), 'name')).toEqual(key);
        expect(parseParent(formatParent(where), 'parent')).toBe(where);
      }),
    );
  });

  it('accept ids that look like parts of names', () => {
    expect(parseNoteName('projects/notes/notes/notes', 'name')).toEqual({ scope: 'notes', id: 'notes' });
    expect(parseNoteName('projects/p/locations/notes/notes/n', 'name')).toEqual({
      scope: 'p/locations/notes',
      id: 'n',
    });
    expect(parseNoteName('projects/locations/notes/locations', 'name')).toEqual({
      scope: 'locations',
      id: 'locations',
    });
    expect(parseProjectName('projects/projects', 'name')).toBe('projects');
  });

  it('belong to a project, whatever their location', () => {
    expect(projectOf('p')).toBe('p');
    expect(projectOf('p/locations/eu')).toBe('p');
  });

  it('of all locations are a parent of lists only', () => {
    expect(parseListParent('projects/p/locations/-', 'parent')).toBe('p/locations/-');
    expect(isOfAllLocations('p/locations/-')).toBe(true);
    for (const other of ['-', 'p', 'p/locations/eu', 'p/locations/--', 'p/locations/x-'])
      expect(isOfAllLocations(other)).toBe(false);
    expect(() => parseParent('projects/p/locations/-', 'parent')).toThrow(
      /^parent: "projects\/p\/locations\/-" means all locations .* only ListOccurrences/,
    );
  });

  it('of all projects together are a parent of reads only', () => {
    for (const parse of [parseReadParent, parseListParent]) {
      expect(parse('projects/-', 'parent')).toBe(allProjects);
      for (const location of ['eu', '-'])
        expect(() => parse(`projects/-/locations/${location}`, 'parent')).toThrow(
          /^parent: "projects\/-" stands for all projects with all their locations; write projects\/-$/,
        );
      expect(parse('projects/--', 'parent')).toBe('--');
    }
    expect(() => parseParent('projects/-', 'parent')).toThrow(
      /^parent: "projects\/-" stands for all projects.*name one project$/,
    );
    expect(() => parseProjectName('projects/-', 'name')).toThrow(
      /^name: "projects\/-" stands for all projects/,
    );
  });

  const malformed = [
    '',
    '/',
    'projects',
    'projects/',
    'projects//',
    '/projects/p',
    'projects/p/',
    'Projects/p',
    'v1beta1/projects/p',
    'projects/p/locations',
    'projects/p/locations/',
    'projects/p/zones/z',
    'projects/a\0b',
    'projects/\ud800',
  ];

  it('refuse malformed projects and parents', () => {
    for (const name of malformed) {
      expect(() => parseProjectName(name, 'name')).toThrow(ApiError);
      expect(() => parseParent(name, 'parent')).toThrow(ApiError);
    }
    expect(() => parseProjectName('projects/p/locations/eu', 'name')).toThrow(ApiError);
  });

  it('refuse malformed children', () => {
    for (const name of [
      ...malformed,
      'projects/p',
      'projects/p/notes',
      'projects/p/notes/',
      'projects/p/notes/n/',
      'projects/p/notes/n/x',
      'projects//notes/n',
      'projects/p/occurrences/n',
      'notes/n',
      'projects/p/locations/notes/n',
      `projects/p/notes/${'n'.repeat(257)}`,
    ])
      expect(() => parseNoteName(name, 'name')).toThrow(ApiError);
    expect(() => parseOccurrenceName('projects/p/notes/n', 'name')).toThrow(ApiError);
  });

  it('are refused with field and form, shortened to a readable length', () => {
    const error = catchError(() => parseNoteName(`x${'y'.repeat(10_000)}`, 'occurrence.note_name'));
    expect(error.reason).toBe('INVALID_NAME');
    expect(error.violations).toEqual([
      {
        field: 'occurrence.note_name',
        description: expect.stringContaining('must have the form projects/PROJECT/notes/NOTE'),
      },
    ]);
    expect(error.message.length).toBeLessThan(400);
  });
});

describe('ids', () => {
  it('are 1 to 256 bytes without slash, NUL or lone surrogate', () => {
    for (const good of [
      'a',
      ' ',
      '.',
      '..',
      '%',
      ':',
      'ü',
      '🦀',
      'n'.repeat(256),
      '🦀'.repeat(64),
      '\n',
      '__proto__',
    ])
      expect(isId(good)).toBe(true);
    for (const bad of ['', '/', 'a/b', '\0', 'a\0', '\ud83e', 'n'.repeat(257), '🦀'.repeat(65), undefined])
      expect(isId(bad)).toBe(false);
  });
});

function catchError(run: () => unknown): ApiError {
  try {
    run();
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error('nothing was thrown');
}
