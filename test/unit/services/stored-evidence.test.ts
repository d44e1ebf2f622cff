import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTexts } from '../../../src/kinds/stored-text.js';
import { toFindingFact } from '../../../src/policy/checks/findings.js';
import { KeptFindings, toFact } from '../../../src/services/stored-evidence.js';

/** What is read of a document without parsing all of it is what the whole document says. */

const severity = fc.constantFrom(undefined, 'LOW', 'CRITICAL', 9, 'LATER');
const fixedLocation = fc.constantFrom(
  undefined,
  { version: { kind: 'NORMAL', name: '2' } },
  { version: { kind: 'MAXIMUM' } },
);
const text = fc.oneof(
  fc.constantFrom(
    ',"vulnerability":{}',
    '"vulnerability":{"packageIssue":[]}}',
    '\\",\\"vulnerability\\":{}',
    'ends with a comma,',
    'ends with \\',
    '{"v1Length":2,"v1":{}',
    'é \u{1f40b} "',
  ),
  fc.string(),
);
const vex = fc.constantFrom(
  undefined,
  { state: 'NOT_AFFECTED', noteName: 'projects/v/notes/vex' },
  { state: 'NOT_AFFECTED' },
);
const details = fc.record({
  shortDescription: text,
  severity,
  effectiveSeverity: severity,
  packageIssue: fc.array(fc.record({ effectiveSeverity: severity, fixedLocation, packageType: text }), {
    maxLength: 2,
  }),
  vexAssessment: vex,
});
/** Members of these names anywhere else. */
const other = fc.oneof(
  text,
  fc.record({ uri: text, vulnerability: details }),
  fc.record({ deep: fc.record({ a: text, vulnerability: fc.oneof(details, text, fc.constant(null)) }) }),
  fc.array(fc.record({ a: text, vulnerability: details }), { maxLength: 2 }),
);
const head = fc.record({
  name: fc.constant('projects/p/occurrences/1'),
  resource: fc.oneof(fc.record({ uri: text }), fc.record({ uri: text, vulnerability: details })),
  noteName: text,
  createTime: fc.constant('2026-01-01T00:00:00Z'),
  remediation: fc.option(text, { nil: undefined }),
  extra: fc.option(other, { nil: undefined }),
});
const document = fc
  .tuple(head, fc.option(details, { nil: undefined }), fc.option(other, { nil: undefined }), fc.boolean())
  .map(([before, vulnerability, envelope, isV1]) => {
    const kind = vulnerability === undefined ? 'BUILD' : 'VULNERABILITY';
    const { name, resource, noteName, ...rest } = before;
    const v1beta1 = { name, resource, noteName, kind, ...rest, vulnerability, envelope };
    const v1 = { name, resourceUri: resource.uri, noteName, kind, ...rest, vulnerability, envelope };
    const whole = JSON.parse(JSON.stringify(v1beta1)) as typeof v1beta1;
    const stored = joinTexts({
      v1beta1: JSON.stringify(v1beta1),
      v1: isV1 ? JSON.stringify(v1) : undefined,
    });
    return { whole, v1: isV1 ? JSON.parse(JSON.stringify(v1)) : undefined, stored };
  });

describe('the details read from a stored occurrence', () => {
  it('equal those of the whole document, whatever it contains and whatever was read before', async () => {
    const kept = new KeptFindings();
    let partly = 0;
    await fc.assert(
      fc.asyncProperty(document, async ({ whole, v1, stored }) => {
        for (const findings of [kept, kept, new KeptFindings()]) {
          const found = { scope: 'p', id: '1', document: stored };
          const fact = await toFact(found, findings, async () => undefined);
          if (Object.getPrototypeOf(fact) !== Object.prototype) partly += 1;
          const { name, noteName, createTime, resourceUri, kind, v1beta1, finding } = fact;
          expect({ name, noteName, createTime, resourceUri, kind, v1beta1, v1: fact.v1, finding }).toEqual({
            name: whole.name,
            noteName: whole.noteName,
            createTime: whole.createTime,
            resourceUri: whole.resource.uri,
            kind: whole.kind,
            v1beta1: whole,
            v1,
            finding: whole.vulnerability === undefined ? undefined : toFindingFact(whole.vulnerability),
          });
        }
      }),
      { numRuns: 2000 },
    );
    // Else nothing was compared but whole documents.
    expect(partly).toBeGreaterThan(500);
  });

  it('are right after more was read than is kept', async () => {
    const kept = new KeptFindings();
    const read = async (index: number): Promise<unknown> => {
      const vulnerability = {
        shortDescription: `${index}`.padEnd(10_000, 'x'),
        effectiveSeverity: index % 2 === 0 ? 'LOW' : 'HIGH',
      };
      const stored = JSON.stringify({ name: 'n', resource: {}, vulnerability });
      const { finding } = await toFact(
        { scope: 'p', id: '1', document: stored },
        kept,
        async () => undefined,
      );
      return finding?.packages[0]?.severity;
    };
    for (let index = 0; index < 2000; index += 1) expect(await read(index)).toBe(index % 2 === 0 ? 2 : 4);
    for (const index of [0, 1, 1998, 1999]) expect(await read(index)).toBe(index % 2 === 0 ? 2 : 4);
  });
});
