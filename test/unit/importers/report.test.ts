import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonReader } from '../../../src/importers/common/json-reader.js';
import { checkLimit, openReport, reportLimits } from '../../../src/importers/common/report.js';
import { chooseImporter, importers } from '../../../src/importers/registry.js';

const open = (text: string | Buffer, bulk = ['rows']) => openReport(Buffer.from(text), bulk);

describe('a report', () => {
  it('is read whole except its bulk lists, which are read element by element', () => {
    const report = open('{"a": [1, {"b": null}], "rows" : [ {"x":"]},{\\"\\\\"} , 2,[3] ], "c": -1.5e2}');
    expect(report.head).toEqual({ a: [1, { b: null }], rows: [], c: -150 });
    expect([...report.items('rows')].map(({ value, pointer }) => ({ value, pointer }))).toEqual([
      { value: { x: ']},{"\\' }, pointer: '/rows/0' },
      { value: 2, pointer: '/rows/1' },
      { value: [3], pointer: '/rows/2' },
    ]);
    expect([...report.items('others')]).toEqual([]);
  });

  it('reads the same whole or in elements', () => {
    const text = '{"rows":[{"a":[true,false,null,"é😀\\u00e9\\n"]},{}],"rest":{"rows":[1]}}';
    const whole = open(text, []).head as { rows: unknown[] };
    expect([...open(text).items('rows')].map(({ value }) => value)).toEqual(whole.rows);
    expect(whole).toEqual(JSON.parse(text));
  });

  it('has the same elements whether they are read together or one by one, and is refused for the same texts', () => {
    const read = (elements: () => unknown): unknown => {
      try {
        return elements();
      } catch {
        return 'refused';
      }
    };
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.nat(), fc.nat(), fc.nat(), (text, a, b, c) => {
        // Also with a part removed and another one repeated, so that often a key is there twice or the text is not JSON.
        const [first, second, third] = [a, b, c].map((n) => n % (text.length + 1)).sort((x, y) => x - y);
        const broken = text.slice(0, third) + text.slice(first, second) + text.slice(third);
        for (const one of [text, broken, `{"k":${text},"k":1}`, `{"k":${broken},"k":1}`]) {
          const together = read(() => (open(`{"list":[${one}]}`, []).head as { list: unknown }).list);
          expect(read(() => [...open(`[${one}]`).items('')].map(({ value }) => value))).toEqual(together);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('may be a list, or begin with a byte order mark', () => {
    const report = open('\uFEFF [ {"a":1}, {"a":2} ] ');
    expect(report.head).toEqual([{ a: 1 }]);
    expect([...report.items('')].map(({ pointer }) => pointer)).toEqual(['/0', '/1']);
  });

  it('may be JSON Lines, whose text is available line by line', () => {
    const report = open('{"a":1}\n\n {"rows":[1]}\n');
    expect(report.isLines).toBe(true);
    expect(report.head).toEqual([{ a: 1 }]);
    expect([...report.items('')].map(({ value, text }) => [value, text()])).toEqual([
      [{ a: 1 }, '{"a":1}'],
      [{ rows: [1] }, '{"rows":[1]}'],
    ]);
    expect(() => open('{"a":1}\n[1]')).toThrow('unexpected text after the report');
    expect(() => [...open('{"a":1}\n{"a":1,"a":2}').items('')]).toThrow('duplicate key "a"');
  });

  it('handles __proto__ like any other key', () => {
    const { head } = open('{"__proto__": {"polluted": true}}');
    expect(Object.keys(head as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ['', 'the report is empty'],
    ['  \n', 'the report is empty'],
    ['{"a":1', 'byte 6: unexpected end, expected "," or "}"'],
    ['{"a":1}}', 'byte 7: unexpected text after the report'],
    ['{"a":1,}', 'byte 7: expected a quoted key'],
    ['{"a":1,"a":2}', 'byte 7: duplicate key "a"'],
    ['{"a":01}', 'byte 5: expected a JSON value'],
    ['{"a":+1}', 'byte 5: expected a JSON value'],
    ['{"a":tru}', 'byte 5: expected a JSON value'],
    ['{"a":"x\ny"}', 'byte 5: the string holds a control character'],
    ['{"a":"\\x"}', 'byte 5: the string holds a control character or a bad escape'],
    ['{"a":"x', 'byte 7: unexpected end, unterminated string'],
    ['{"rows":[1,}', 'byte 11: expected a JSON value'],
    ['{"rows":[{"a":1', 'byte 15: unexpected end'],
    ['"text"', 'the report: expected a JSON object or list, found string'],
    ['null', 'the report: expected a JSON object or list, found null'],
    [' 1 ', 'the report: expected a JSON object or list, found number'],
    ['null null', 'not valid JSON: byte 5: unexpected text after the report'],
    ['nul', 'not valid JSON: byte 0: expected a JSON value'],
    ['<?xml version="1.0"?>', 'looks like XML'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => open(text)).toThrow(message);
  });

  it('is refused in another encoding than UTF-8', () => {
    expect(() => open(Buffer.from('\uFEFF{}', 'utf16le'))).toThrow(
      'byte 0: the report is UTF-16, send UTF-8',
    );
    expect(() => open(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toThrow('not valid UTF-8');
  });

  it('reports an error within an element when it is read', () => {
    const report = open('{"rows":[{"a":1,"a":2}]}');
    expect(() => [...report.items('rows')]).toThrow('byte 16: duplicate key "a"');
    expect(() => [...open('{"rows":[1 2]}').items('rows')]).toThrow('byte 11: expected "," or "]"');
    expect(() => [...open('{"rows":[{"a" 2}]}').items('rows')]).toThrow('byte 14: expected ":"');
  });

  it('is nested 64 levels at most, also in skipped parts', () => {
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(open(`{"a":${deep(63)}}`).head).toBeDefined();
    expect(() => open(`{"a":${deep(64)}}`)).toThrow('deeper than the limit of 64 levels');
    expect(() => [...open(`{"rows":[${deep(10_000)}]}`).items('rows')]).toThrow('limit of 64 levels');
  });

  it('has a size limit, which the message names', () => {
    expect(() => checkLimit('report', reportLimits.bytes + 1, reportLimits.bytes)).toThrow(
      'the report has 536870913 bytes, the limit is 536870912',
    );
  });
});

describe('an element of a list', () => {
  it('is refused above its limit before it is held', () => {
    const limit = reportLimits.wholeBytes;
    const begin = '{"rows":[1,"';
    const bytes = Buffer.alloc(begin.length + limit + 4, 'x');
    bytes.write(begin);
    const withLength = (length: number) => {
      const end = bytes.write('"]}', begin.length + length - 2);
      return bytes.subarray(0, begin.length + length - 2 + end);
    };
    expect(() => [...openReport(withLength(limit + 1), ['rows']).items('rows')]).toThrow(
      'one element of a long list, without the long lists in it has more than the limit of 134217728 bytes',
    );
    expect(openReport(withLength(limit), ['rows']).head).toEqual({ rows: [] });
  });
});

describe('the format', () => {
  it.each([
    [{ SchemaVersion: 2, ArtifactType: 'container_image' }, 'trivy'],
    [{ ClusterName: 'c', Resources: [] }, 'trivy'],
    [{ ClusterName: '', Resources: [] }, 'trivy'],
    [{ Resources: [] }, 'trivy'],
    [{ ClusterName: 'c', Vulnerabilities: [] }, 'trivy'],
    [[{ Target: 'x' }], 'trivy'],
    [{ matches: [], descriptor: { name: 'grype' } }, 'grype'],
    [{ manifest_hash: 'x', package_vulnerabilities: {} }, 'clair'],
    [{ 'application/vnd.security.vulnerability.report; version=1.1': {} }, 'harbor'],
    [{ 'application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0': {} }, 'harbor'],
    [{ scanner: {}, vulnerabilities: [] }, 'harbor'],
    [{ report: { vulnerabilities: [] } }, 'neuvector'],
  ])('of %j is %s', (head, format) => {
    expect(chooseImporter(head, undefined).format).toBe(format);
  });

  it.each([
    [{}],
    [[]],
    [[1]],
    [null],
    [{ SchemaVersion: 1 }],
    [{ '@context': 'https://spdx.org/rdf/3.0.1/x' }],
  ])('of %j is not known', (head) => {
    expect(() => chooseImporter(head, undefined)).toThrow(/no known format; known are .*trivy|SPDX 3 is not/);
  });

  it('that is ambiguous requires a name', () => {
    const both = { SchemaVersion: 2, ArtifactType: 'x', matches: [], descriptor: { name: 'grype' } };
    expect(() => chooseImporter(both, undefined)).toThrow(
      'could be any of trivy, grype; say which with format',
    );
  });

  it.each([
    [{ Layer: { Name: 'x', Features: [] } }, 'Clair v4 only'],
    [{ status: 'scanned', data: { Layer: { Features: [] } } }, 'Clair v4 only'],
    [
      {
        apiVersion: 'aquasecurity.github.io/v1alpha1',
        kind: 'ExposedSecretReport',
        report: { vulnerabilities: [] },
      },
      'only VulnerabilityReports are supported',
    ],
  ])('of %j gets a hint what to send instead', (head, advice) => {
    expect(() => chooseImporter(head, undefined)).toThrow(advice);
    expect(() => chooseImporter(head, 'neuvector')).toThrow(advice);
  });

  it.each([
    [{ apiVersion: 'v1' }],
    [{ kind: 'List' }],
    [{ report: { scanner: { name: 'x' }, vulnerabilities: [] } }],
  ])('with %j is not that of NeuVector', (rest) => {
    const head = { report: { vulnerabilities: [] }, ...rest };
    expect(() => chooseImporter(head, 'neuvector')).toThrow('this is an object of Kubernetes');
  });

  it('may be named if several match, and only if it matches', () => {
    const both = { SchemaVersion: 2, ArtifactType: 'x', matches: [], descriptor: { name: 'grype' } };
    expect(chooseImporter(both, 'grype').format).toBe('grype');
    expect(() => chooseImporter({ matches: [] }, 'grype')).toThrow(
      'the report is not of the format grype, it lacks "descriptor" with the name grype',
    );
    expect(() => chooseImporter({}, 'xml')).toThrow('format: "xml" is not a format');
  });

  const shapes = {
    trivy: { SchemaVersion: 2, ArtifactType: 'container_image' },
    grype: { matches: [], descriptor: { name: 'grype' } },
    clair: { manifest_hash: 'x', package_vulnerabilities: {} },
    harbor: { scanner: {}, vulnerabilities: [] },
    neuvector: { report: { vulnerabilities: [] } },
    nothing: {},
  };

  it('that is named is refused for reports of every other format', () => {
    for (const { format, missing } of importers) {
      for (const [shape, head] of Object.entries(shapes)) {
        if (shape === format) expect(missing(head)).toBeUndefined();
        else
          expect(() => chooseImporter(head, format), `${shape} as ${format}`).toThrow(
            `not of the format ${format}`,
          );
      }
    }
  });
});

describe('bounds', () => {
  const bounds = { depth: 8, elements: 3, held: 20 };
  const read = (text: string, bulk: readonly string[] = []): unknown => {
    const reader = new JsonReader(Buffer.from(text), bounds);
    return reader.object(
      (key) => bulk.includes(key),
      () => {},
    );
  };

  it('apply while a report is read, not after it is in memory', () => {
    // What follows is not read: it is no JSON.
    for (const text of [
      '{"x":[1,2,3,4,5,6,7,8,9',
      '{"x":"aaaaaaaaaaaaaaaaaaaaa" ~',
      '{"a":1,"b":2,"c":3,"d":4',
    ])
      expect(() => read(`${text} ~`)).toThrow('more than the limit of 20 bytes');
  });

  it('do not count skipped elements, whose number is limited separately', () => {
    const rows = Array.from({ length: 3 }, (_, n) => `"row ${n} is rather long"`);
    expect(read(`{"rows":[${rows.join()}],"x":1}`, ['rows'])).toEqual({ rows: [], x: 1 });
    expect(() => read(`{"rows":[${rows.join()},4 ~`, ['rows'])).toThrow('more elements than the limit of 3');
  });
});
