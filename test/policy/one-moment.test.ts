import { beforeEach, describe, expect, it } from 'vitest';
import { inV1, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { parseOccurrenceName, parsePolicyName } from '../../src/domain/names.js';
import { openAccess } from '../../src/services/context.js';
import { createNoteService } from '../../src/services/notes.js';
import { createOccurrenceService } from '../../src/services/occurrences.js';
import { createPolicyService } from '../../src/services/policies.js';
import { createPolicyJudges } from '../../src/services/policy-judges.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import type { Repository } from '../../src/storage/repository.js';
import type { OccurrenceQuery } from '../../src/storage/repository-rows.js';
import { withStamps } from '../../src/storage/stamped.js';
import { image } from '../setup/attestations.js';
import { finding, scan, scanner, weakness } from '../setup/policies.js';

/** What is read of an image in several steps is what was stored at one moment. */

const context = { access: openAccess, requestId: 'r' };
const prod = parsePolicyName('projects/p/platforms/gke/policies/prod', 'name');
const limits = { maximumFixableSeverity: 'MEDIUM', maximumUnfixableSeverity: 'MEDIUM' };
const bare = image.replace('https://', '');

const rated = (effectiveSeverity: string): object => {
  const { vulnerability } = finding() as { readonly vulnerability: object };
  return { vulnerability: { ...vulnerability, effectiveSeverity } };
};

/** A store whose pages have one row. `between` runs after each. */
function inSmallSteps(inner: Repository): Repository & { between: () => Promise<void> } {
  const outer = Object.assign(Object.create(inner) as Repository, { between: async () => {} });
  outer.listOccurrences = async (query: OccurrenceQuery) => {
    const rows = await inner.listOccurrences({ ...query, limit: 2 });
    const [first] = rows;
    if (first !== undefined && rows.length > 1) query.onStop?.(first.id);
    await outer.between();
    return rows.slice(0, 1);
  };
  return outer;
}

describe.each([
  ['with stamps', () => withStamps(openMemory())],
  ['without stamps', openMemory],
] as const)('a store %s', (_, open) => {
  let repository: ReturnType<typeof inSmallSteps>;
  let occurrences: ReturnType<typeof createOccurrenceService>;
  let ask: () => Promise<readonly [verdict: string, codes: readonly string[]]>;

  async function store(parent: string, noteId: string, details: object): Promise<string> {
    const occurrence = { resource: { uri: image }, noteName: `projects/s/notes/${noteId}`, ...details };
    const made = await occurrences.createOccurrence({ parent, occurrence } as never, context);
    return (JSON.parse(made) as { name: string }).name;
  }

  /** Rates one finding anew and removes another one in one transaction, as an import does. */
  async function replace(worse: string, gone: string): Promise<void> {
    const [key, removed] = [worse, gone].map((name) => parseOccurrenceName(name, 'name'));
    if (key === undefined || removed === undefined) throw new TypeError('two are named');
    const [stored, other] = [await repository.getOccurrence(key), await repository.getOccurrence(removed)];
    if (stored === undefined || other === undefined) throw new TypeError('both are stored');
    const { document: expected } = stored;
    const row = {
      ...{ ...key, ...stored, derived: stored.derived ?? '', verification: undefined, imported: true },
      ...{ resourceUri: image, createTime: 1, updateTime: 2, severity: 5, fixable: true },
      document: expected.replaceAll('"LOW"', '"CRITICAL"'),
    };
    const nothing = { createNotes: [], updateNotes: [], createOccurrences: [] };
    const isApplied = await repository.importInto({ scope: key.scope }, (session) =>
      session.apply({
        ...nothing,
        updateOccurrences: [{ expected, row }],
        deleteOccurrences: [{ id: removed.id, expected: other.document }],
      }),
    );
    expect(isApplied).toBe(true);
  }

  beforeEach(async () => {
    repository = inSmallSteps(open());
    const deps = await serviceDeps(repository, systemClock());
    occurrences = createOccurrenceService(deps);
    const notes = createNoteService(deps);
    for (const [noteId, note] of [
      ['scan', scanner],
      ['cve', weakness('LOW')],
    ])
      await notes.createNote({ parent: 'projects/s', noteId, note } as never, context);
    const platformPolicy = { gkePolicy: { checkSets: [{ checks: [{ vulnerabilityCheck: limits }] }] } };
    const request = { parent: 'projects/p/platforms/gke', policyId: 'prod', platformPolicy };
    await createPolicyService(deps).createPlatformPolicy(request as never, context);
    const judges = createPolicyJudges(inV1(deps), () => openAccess);
    ask = async () => {
      const { judge } = await judges(prod, context);
      const { verdict, images } = await judge({
        images: [{ image: bare }],
        namespace: 'shop',
        serviceAccount: 'default',
      });
      return [
        verdict,
        images.flatMap(({ checks }) => checks.flatMap((one) => one.reasons)).map((one) => one.code),
      ];
    };
  });

  it('sees one of two findings that replace each other between two steps', async () => {
    await store('projects/p', 'scan', scan());
    const worse = await store('projects/p', 'cve', rated('LOW'));
    const gone = await store('projects/p', 'cve', rated('CRITICAL'));
    let steps = 0;
    repository.between = async () => {
      steps += 1;
      if (steps === 2) await replace(worse, gone);
    };
    expect(await ask()).toEqual(['NON_CONFORMANT', ['SEVERITY_ABOVE_MAXIMUM']]);
    expect(steps).toBeGreaterThan(2);
  });

  it('sees a finding that moves to another location', async () => {
    await store('projects/p/locations/eu', 'cve', rated('LOW'));
    await store('projects/p', 'scan', scan());
    const gone = await store('projects/p/locations/us', 'cve', rated('CRITICAL'));
    let steps = 0;
    repository.between = async () => {
      steps += 1;
      if (steps !== 2) return;
      await store('projects/p/locations/eu', 'cve', rated('CRITICAL'));
      await occurrences.deleteOccurrence({ name: gone }, context);
    };
    expect(await ask()).toEqual(['NON_CONFORMANT', ['SEVERITY_ABOVE_MAXIMUM']]);
  });

  it('denies where what is stored changes each time', async () => {
    await store('projects/p', 'scan', scan());
    const name = await store('projects/p', 'cve', rated('LOW'));
    let changes = 0;
    repository.between = async () => {
      changes += 1;
      const occurrence = { remediation: `by ${changes}` };
      const request = { name, occurrence, updateMask: 'remediation' };
      await occurrences.updateOccurrence(request as never, context);
    };
    expect(await ask()).toEqual(['NON_CONFORMANT', expect.arrayContaining(['TOO_MUCH_TO_READ'])]);
    repository.between = async () => {};
    expect(await ask()).toEqual(['CONFORMANT', ['FINDINGS_PASS', 'FINDINGS_PASS']]);
  });
});
