import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { statusOf } from '../../../src/importers/common/discovery.js';
import { workspace } from '../services/import-workspace.js';
import { damaged, damagesOf } from './damages.js';
import { convert, fixture } from './kit.js';
import { policyFixtures, resourceFor } from './reports.js';

type Json = Record<string, unknown>;

const read = (file: string) => JSON.parse(fixture(file).toString()) as never;

/** Status and errors of the one verdict; undefined where the report is refused. */
function verdictOf(file: string, report: object): { status: unknown; errors: string[] } | undefined {
  try {
    const { discovery, occurrences, replaces, partial, notes } = convert(report, {
      resource: resourceFor(file),
    });
    expect({ count: discovery.length, occurrences, replaces, partial }).toEqual({
      count: 1,
      occurrences: [],
      replaces: [],
      partial: [],
    });
    // No gate that asks for scans of vulnerabilities takes it for one.
    expect([...notes.values()]).toMatchObject([{ discovery: { analysisKind: 'DISCOVERY' } }]);
    const [{ occurrence }] = discovery as [(typeof discovery)[number]];
    const { discovered } = occurrence.discovered as { discovered: { analysisError?: { message: string }[] } };
    return {
      status: statusOf(occurrence),
      errors: (discovered.analysisError ?? []).map(({ message }) => message),
    };
  } catch (error) {
    if (error instanceof ApiError && error.reason === 'INVALID_REPORT') return undefined;
    throw error;
  }
}

function inConstraint(status: Json): Json {
  const constraint = read('gatekeeper/constraint.json') as Json;
  return { ...constraint, status: { ...(constraint.status as Json), ...status } };
}

describe('a verdict of policies', () => {
  it.each([
    ['conftest/result.json', ['1 rule is broken', 'deploy/cart.yaml: Containers must not run as root']],
    [
      'gatekeeper/list.json',
      [
        '3 rules are broken',
        'K8sRequiredLabels all-must-have-owner: Namespace/shop: you must provide labels: {"owner"}',
        'K8sRequiredLabels all-must-have-owner: shop/Deployment/cart: you must provide labels: {"owner"}',
        'K8sRequiredLabels all-must-have-owner: 1 more, which /items/0/status does not list',
      ],
    ],
  ])('of %s states the broken rules', (file, errors) => {
    expect(verdictOf(file, read(file))).toEqual({ status: 'FINISHED_FAILED', errors });
  });

  it('is a success if all rules are met', () => {
    expect(verdictOf('gatekeeper/constraint.json', read('gatekeeper/constraint.json'))?.status).toBe(
      'FINISHED_SUCCESS',
    );
    const kept = [{ filename: 'a.yaml', namespace: 'main', successes: 1 }];
    expect(verdictOf('conftest/result.json', kept)?.status).toBe('FINISHED_SUCCESS');
  });

  it.each([
    ['conftest/result.json', [{ filename: 'a', successes: 0 }]],
    ['conftest/result.json', [{ filename: 'a', successes: 1, error: 'no policies' }]],
    ['conftest/result.json', [{ filename: 'a', successes: 1, denials: [] }]],
    ['conftest/result.json', [{ filename: 'a', successes: 1, skipped: [{ msg: 'not checked' }] }]],
    [
      'gatekeeper/constraint.json',
      inConstraint({ byPod: [{ id: 'audit-0', errors: [{ code: 'ingest_error' }] }] }),
    ],
    [
      'gatekeeper/constraint.json',
      { apiVersion: 'constraints.gatekeeper.sh/v1beta1', kind: 'K', status: {} },
    ],
    [
      'gatekeeper/list.json',
      { kind: 'List', apiVersion: 'v1', items: [read('gatekeeper/constraint.json'), { apiVersion: 'v1' }] },
    ],
  ])('of %s without a result is refused: %j', (file, report) => {
    expect(verdictOf(file, report)?.status).toBe('FINISHED_FAILED');
  });

  it('exists once for each resource, and the next one replaces it', async () => {
    const { run, find } = workspace();
    const resource = resourceFor('conftest/result.json');
    await run(read('conftest/result.json'), { resource });
    expect((await run(read('conftest/result.json'), { resource })).discovery).toMatchObject({ unchanged: 1 });
    await run([{ filename: 'a.yaml', successes: 1 }], { resource });
    const found = await find('conftest-policy');
    expect(found.map(({ discovered }) => discovered?.discovered.analysisStatus)).toEqual([
      'FINISHED_SUCCESS',
    ]);
  });

  it('requires its resource', () => {
    expect(() => convert(fixture('conftest/result.json'))).toThrow('resource required');
    expect(() => convert(fixture('gatekeeper/list.json'), { resource: 'x.example/y' })).toThrow(
      'k8s://CLUSTER',
    );
  });
});

describe.each(policyFixtures)('%s with any member damaged', (file) => {
  it('is refused, or as severe as before', () => {
    const document = read(file) as Json;
    const isKept = file === 'gatekeeper/constraint.json';
    for (const damage of damagesOf(document, Number(process.env.TEST_SEED ?? 1), false)) {
      const name = damage.path.join('/');
      // As conftest writes it where nothing failed.
      if (damage.name === 'dropped' && /failures(?:\/\d+)?$/.test(name)) continue;
      // A member of the rule itself, which says nothing of its result.
      if (isKept && !/^(?:status|apiVersion)/.test(name)) continue;
      const verdict = verdictOf(file, damaged(document, damage));
      const isSame = isKept && !/apiVersion|auditTimestamp|totalViolations|^status$/.test(name);
      if (verdict !== undefined && !isSame)
        expect.soft(verdict.status, `${name} ${damage.name}`).toBe('FINISHED_FAILED');
    }
  });
});
