import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertFindings } from '../../../src/importers/common/convert-findings.js';
import { ConvertedNotes } from '../../../src/importers/common/converted-notes.js';
import { parseCvss } from '../../../src/importers/common/cvss.js';
import type { Finding } from '../../../src/importers/common/finding.js';
import { OutputBudget } from '../../../src/importers/common/output-budget.js';

/** Few values of each member, so that findings often differ in one member only. */
const word = fc.constantFrom('a', 'b');
const maybe = fc.option(word, { nil: undefined });
const few = fc.array(word, { maxLength: 2 });
const severity = fc.constantFrom('LOW' as const, 'HIGH' as const, undefined);
const cvss = fc
  .tuple(word, fc.constantFrom(5.5, 7.5))
  .map(([source, score]) => ({ source, cvss: parseCvss(3, undefined, score) }) as Finding['cvss'][number]);
const finding: fc.Arbitrary<Finding> = fc.record({
  uri: word,
  id: fc.constantFrom('CVE-2024-1000', 'GHSA-1', ''),
  advisory: maybe,
  aliases: fc.array(fc.constantFrom('CVE-2024-2000', 'GHSA-2'), { maxLength: 2 }),
  package: fc.record({
    name: word,
    type: fc.constantFrom('OS', 'NPM'),
    version: fc.constantFrom('1.0', '2.0', undefined),
    scheme: fc.constantFrom('deb' as const, 'opaque' as const),
    arch: fc.constantFrom('arm', undefined),
    cpeUri: fc.constantFrom('cpe:/o:debian:debian_linux:12', 'pkg:npm/a@1.0'),
  }),
  fixes: fc.array(fc.constantFrom('1.5-arm', '2.5'), { maxLength: 2 }),
  severityName: maybe,
  severity,
  isUnclear: fc.constantFrom(true, undefined),
  upstreamSeverity: severity,
  cvss: fc.array(cvss, { maxLength: 2 }),
  packageSource: maybe,
  title: maybe,
  description: maybe,
  urls: few,
  cwes: fc.array(fc.constantFrom('CWE-1', '2'), { maxLength: 2 }),
  published: fc.constantFrom('2024-01-01T00:00:00Z', undefined),
  modified: fc.constantFrom('2024-02-01T00:00:00Z', undefined),
  source: maybe,
  status: maybe,
  assessment: fc.constantFrom('NOT_AFFECTED' as const, undefined),
  details: fc.record({ paths: few, purl: maybe }),
});

/** A report and one that differs in one member of one finding. */
const pair = fc
  .tuple(fc.array(finding, { minLength: 1, maxLength: 3 }), finding, fc.nat(), fc.nat())
  .map(([findings, other, at, member]): [Finding[], Finding[]] => {
    const index = at % findings.length;
    const names = Object.keys(other) as (keyof Finding)[];
    const name = names[member % names.length] ?? 'id';
    const changed = findings.map((one, n) => (n === index ? { ...one, [name]: other[name] } : one));
    return [findings, changed];
  });

const budget = new OutputBudget(2 ** 40);

describe('notes of earlier reports', () => {
  it('change no result', () => {
    fc.assert(
      fc.property(pair, fc.constantFrom('p', 'q'), ([first, second], provider) => {
        const notes = new ConvertedNotes();
        const convert = (findings: readonly Finding[], scope: string, kept?: ConvertedNotes) =>
          convertFindings(findings, { importer: 't', provider: scope, notes: kept, budget });
        for (const [findings, scope] of [
          [first, 'p'],
          [second, provider],
          [first, provider],
        ] as const)
          expect(convert(findings, scope, notes)).toEqual(convert(findings, scope));
      }),
      { numRuns: 800 },
    );
  });

  it('differ for each different member of a rating', () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N';
    const rating = { source: 'a', method: 3 as const, vector, score: 5.5 };
    const ratings: readonly (Omit<typeof rating, 'vector'> & { vector: string | undefined })[] = [
      rating,
      { ...rating, source: 'nvd' },
      { ...rating, score: 7.5 },
      { ...rating, vector: vector.replace('C:L', 'C:H') },
      { ...rating, vector: vector.replace('3.1', '3.0') },
      { ...rating, vector: undefined },
    ];
    const base = fc.sample(finding, { numRuns: 1, seed: 1 })[0] as Finding;
    const notes = new ConvertedNotes();
    for (const first of ratings)
      for (const second of ratings) {
        const cvss = [first, second].map(({ source, method, vector, score }) => ({
          source,
          cvss: parseCvss(method, vector, score),
        })) as unknown as Finding['cvss'];
        const convert = (kept?: ConvertedNotes) =>
          convertFindings([{ ...base, cvss }], { importer: 't', provider: 'p', notes: kept, budget });
        expect(convert(notes)).toEqual(convert());
      }
  });

  const sourceOf = (id: string, length = 60) => ({ scope: 'p', id, rows: [{ digest: id, length }] });

  it('are reused as the same objects, and the oldest are dropped', () => {
    const notes = new ConvertedNotes(300);
    const get = (id: string) => notes.get(sourceOf(id), () => ({ shortDescription: id }));
    const first = get('a');
    expect(get('a')).toBe(first);
    for (const id of ['b', 'c', 'd']) get(id);
    const last = get('e');
    expect(get('e')).toBe(last);
    expect(get('a')).not.toBe(first);
    const long = () => notes.get(sourceOf('x', 400), () => ({}));
    expect(long()).not.toBe(long());
  });

  it('are not kept if the conversion fails', () => {
    const notes = new ConvertedNotes();
    const fail = (): never => {
      throw new RangeError('no');
    };
    expect(() => notes.get(sourceOf('a'), fail)).toThrow('no');
    expect(notes.get(sourceOf('a'), () => ({ shortDescription: 'x' }))).toEqual({ shortDescription: 'x' });
  });

  it('of one finding are at most a thousand, each with a hundred other names', () => {
    const one = fc.sample(finding, { numRuns: 1, seed: 1 })[0] as Finding;
    const cves = (count: number) => Array.from({ length: count }, (_, n) => `CVE-2024-${10_000 + n}`);
    const others = Array.from({ length: 2_000 }, (_, n) => `GHSA-${n}`);
    const convert = (count: number) =>
      convertFindings([{ ...one, id: 'ADV-1', aliases: [...cves(count), ...others] }], {
        importer: 't',
        provider: 'p',
        notes: new ConvertedNotes(),
        budget,
      }).notes;
    const notes = convert(1_000);
    expect(notes.size).toBe(1_000);
    for (const { relatedNoteNames } of notes.values()) expect(relatedNoteNames).toHaveLength(100);
    expect(() => convert(1_001)).toThrow('a finding of ADV-1 has 1001 CVEs, the limit is 1000');
  });

  it('of one finding are looked up with one hash of the finding, not one per CVE', () => {
    const one = fc.sample(finding, { numRuns: 1, seed: 1 })[0] as Finding;
    let reads = 0;
    const watched = {
      ...one,
      id: 'ADV-1',
      aliases: Array.from({ length: 1_000 }, (_, n) => `CVE-2024-${10_000 + n}`),
      // No note has it.
      get unknown() {
        reads += 1;
        return '';
      },
    };
    const options = { importer: 't', provider: 'p', notes: new ConvertedNotes(), budget };
    expect(convertFindings([watched], options).notes.size).toBe(1_000);
    expect(reads).toBeLessThan(5);
  });
});
