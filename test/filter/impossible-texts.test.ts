import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ApiError } from '../../src/domain/errors.js';
import type { FieldCatalogue } from '../../src/domain/filter/catalogue.js';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import { limits } from '../../src/domain/limits.js';
import {
  isId,
  isStorableText,
  parseNoteName,
  parseOccurrenceName,
  parseParent,
  parseProjectName,
  projectOf,
} from '../../src/domain/names.js';
import { noteCatalogue, occurrenceCatalogue, projectCatalogue } from '../../src/kinds/filter-catalogue.js';
import { hostile, quote } from './generators.js';
import { probeRegistry } from './probe-kind.js';

/** A comparison with a text that nothing can have is an error: an empty result would look like a good one. */
const catalogues = {
  occurrences: occurrenceCatalogue(probeRegistry),
  notes: noteCatalogue(probeRegistry),
  projects: projectCatalogue(),
};

const parses = (parse: (name: string, field: string) => { scope: string } | string) => (text: string) => {
  try {
    const key = parse(text, 'name');
    return typeof key === 'string' || projectOf(key.scope) !== '-';
  } catch {
    return false;
  }
};
const isUrl = (text: string): boolean =>
  text !== '' && isStorableText(text) && Buffer.byteLength(text) <= limits.resourceUri;
const isScope = (text: string): boolean => parses(parseParent)(`projects/${text}`);

/** Fields of each list, and whether an object can have a text there. */
const fields: readonly (readonly [keyof typeof catalogues, string, (text: string) => boolean])[] = [
  ['occurrences', 'resourceUrl', isUrl],
  ['occurrences', 'resource.uri', isUrl],
  ['occurrences', 'noteId', isId],
  ['occurrences', 'noteProjectId', isScope],
  ['occurrences', 'noteName', parses(parseNoteName)],
  ['occurrences', 'name', parses(parseOccurrenceName)],
  ['notes', 'noteId', isId],
  ['notes', 'noteProjectId', isScope],
  ['notes', 'name', parses(parseNoteName)],
  ['projects', 'projectId', (text) => isScope(text) && isId(text)],
  ['projects', 'name', parses(parseProjectName)],
];

const id = fc.oneof(
  fc.constantFrom(...hostile, '-', 'p', '*', 'x'.repeat(256), 'é'.repeat(129)),
  fc.string({ unit: 'binary', maxLength: 3 }).filter(isStorableText),
);
const text = fc.oneof(
  id,
  fc.tuple(id, id).map(([project, last]) => `projects/${project}/notes/${last}`),
  fc.tuple(id, id).map(([project, last]) => `projects/${project}/occurrences/${last}`),
  fc.tuple(id, id).map(([project, location]) => `${project}/locations/${location}`),
  id.map((project) => `projects/${project}`),
  id.map((path) => `https://r/${path}`),
  fc.integer({ min: 200, max: 2000 }).map((length) => 'x'.repeat(length)),
);

function problemOf(filter: string, catalogue: FieldCatalogue): ApiError | undefined {
  try {
    parseFilter(filter, catalogue);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

it.each(fields)('of %s: %s="…" with an impossible value is an error', (list, field, isPossible) => {
  let [accepted, refused] = [0, 0];
  fc.assert(
    fc.property(text, (value) => {
      const problem = problemOf(`${field}=${quote(value)}`, catalogues[list]);
      if (problem === undefined) accepted += 1;
      else refused += 1;
      if (problem === undefined) expect([value, isPossible(value)]).toEqual([value, true]);
      else expect([problem.reason, problem.httpStatus]).toEqual(['INVALID_FILTER', 400]);
    }),
    { numRuns: 400, seed: Number(process.env.TEST_SEED ?? 1) },
  );
  expect([accepted > 5, refused > 5]).toEqual([true, true]);
});

it.each([
  ['noteProjectId="-"', 'leave the comparison out for all'],
  ['noteProjectId="projects/p/locations/l"', 'write noteProjectId="p/locations/l"'],
  ['noteName="projects/-/notes/CVE-1"', 'write has_suffix(noteName, "/notes/CVE-1")'],
  [`noteId="${'x'.repeat(257)}"`, 'noteId has at most 256 bytes, this text has 257'],
  [`resourceUrl="${'é'.repeat(513)}"`, 'resourceUrl has at most 1024 bytes, this text has 1026'],
])('%s', (filter, says) => {
  expect(problemOf(filter, catalogues.occurrences)?.message).toContain(says);
});
