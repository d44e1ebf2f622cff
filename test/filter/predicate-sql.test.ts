import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import { occurrenceCatalogue } from '../../src/kinds/filter-catalogue.js';
import { postgresPredicates } from '../../src/storage/postgres/predicate-dialect.js';
import { compilePredicate } from '../../src/storage/sql/predicate-sql.js';
import { sqlitePredicates } from '../../src/storage/sqlite/predicate-dialect.js';
import { hostile, quote } from './generators.js';
import { probeRegistry } from './probe-kind.js';

const catalogue = occurrenceCatalogue(probeRegistry);

function compile(text: string, dialect = sqlitePredicates) {
  const predicate = parseFilter(text, catalogue);
  if (predicate === undefined) throw new Error('no filter');
  return compilePredicate(predicate, dialect);
}

describe('columns are compared plainly, so that indexes can be used', () => {
  it.each([
    ['resourceUrl="u" AND kind="PROBE"', 'resource_uri = ? AND kind = ?', ['u', 900]],
    ['noteName="projects/p/notes/n" kind=1', 'note_scope = ? AND note_id = ? AND kind = ?', ['p', 'n', 1]],
    ['resourceUrl="a" OR resourceUrl="b"', 'resource_uri IN (?, ?)', ['a', 'b']],
    ['kind=1 AND resourceUrl=("a" OR "b")', 'kind = ? AND (resource_uri IN (?, ?))', [1, 'a', 'b']],
    [
      'has_prefix(resourceUrl, "https://r/")',
      'resource_uri >= ? AND resource_uri < ?',
      ['https://r/', 'https://r0'],
    ],
    [
      'has_suffix(resourceUrl, "@x")',
      'substr(resource_uri, length(resource_uri) - length(?) + 1) = ?',
      ['@x', '@x'],
    ],
    ['resourceUrl:"100%"', 'instr(resource_uri, ?) > 0', ['100%']],
    ['createTime>="1970-01-01T00:00:00.000001Z"', 'create_time >= ?', [1n]],
    ['createTime>="1970-01-01T00:00:00.000000001Z"', 'create_time > ?', [0n]],
    ['createTime<="1969-12-31T23:59:59.999999999Z"', 'create_time <= ?', [-1n]],
    ['createTime="1970-01-01T00:00:00.000000001Z"', 'FALSE', []],
    ['NOT kind=1', 'NOT (kind = ?)', [1]],
    ['resourceUrl="a\\x00"', 'FALSE', []],
    ['resourceUrl!="a\\x00"', 'TRUE', []],
    ['resourceUrl>="a\\x00b"', 'resource_uri > ?', ['a']],
    ['kind=9223372036854775807', 'kind = ?', [-1]],
  ])('%s', (text, sql, bindings) => {
    expect(compile(text)).toEqual({ sql, bindings });
  });

  it('with explicit types if PostgreSQL needs them', () => {
    expect(compile('resourceUrl="u" AND kind=1 AND has_prefix(noteId, "CVE-")', postgresPredicates)).toEqual({
      sql: 'resource_uri = ? AND kind = ?::bigint AND (note_id COLLATE "C" >= ? AND note_id COLLATE "C" < ?)',
      bindings: ['u', '1', 'CVE-', 'CVE.'],
    });
  });
});

describe('values of callers are bound parameters', () => {
  const templates = [
    (text: string) =>
      `resourceUrl=${text} OR resourceUrl:${text} OR has_prefix(noteId, ${text}) OR has_suffix(noteId, ${text})`,
    (text: string) => `probe.label>${text} AND probe.words:${text} AND has_prefix(probe.part.label, ${text})`,
    (text: string) =>
      `probe.labels:${text} AND probe.labels[${text}]=${text} AND probe.shelves[${text}].label=${text}`,
  ];
  it.each([
    ['SQLite', sqlitePredicates],
    ['PostgreSQL', postgresPredicates],
  ])('on %s', (_, dialect) => {
    for (const template of templates) {
      const shapes = hostile.filter(
        (text) => text !== '' && text !== '\u{10ffff}' && text !== '\u{10ffff}\u{10ffff}',
      );
      const [first, ...others] = shapes.map((text) => compile(template(quote(text)), dialect));
      expect(first?.sql.match(/\?/g)).toHaveLength(first?.bindings.length ?? 0);
      for (const { sql, bindings } of others) {
        expect(sql).toBe(first?.sql);
        expect(bindings).toHaveLength(first?.bindings.length ?? 0);
      }
    }
  });
});
