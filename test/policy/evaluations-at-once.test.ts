import { expect, it } from 'vitest';
import { inV1, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { parsePolicyName } from '../../src/domain/names.js';
import { nextTurn } from '../../src/domain/slices.js';
import { AttestationOccurrence } from '../../src/kinds/attestation/v1.js';
import { createAttestorService } from '../../src/services/attestors.js';
import { openAccess } from '../../src/services/context.js';
import { createPolicyService } from '../../src/services/policies.js';
import { createPolicyJudges } from '../../src/services/policy-judges.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';

/** Evaluations hold what they read: so many run at once, whoever asks has a share, and they end with their caller. */

const context = { access: openAccess, requestId: 'r' };
const policy = 'projects/p/platforms/gke/policies/prod';
const imageOf = (index: number): string => `r.example.com/app@sha256:${index.toString(16).padStart(64, '0')}`;

/** Judges over a store whose reads of this method wait until they are let through. */
async function openWorld(method: 'listOccurrences' | 'getAttestor', check: object, attestors = 0) {
  const store = openMemory();
  const gate = Promise.withResolvers<void>();
  const state = { reads: 0, isHeld: false, onRead: (_count: number): void => {} };
  const held = new Proxy(store, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== 'function') return own;
      return async (...rest: unknown[]): Promise<unknown> => {
        if (name === method && state.isHeld) {
          state.reads += 1;
          state.onRead(state.reads);
          await gate.promise;
        }
        return Reflect.apply(own, target, rest) as unknown;
      };
    },
  });
  const deps = inV1(await serviceDeps(held, systemClock()));
  const service = createAttestorService(deps, AttestationOccurrence);
  for (let index = 0; index < attestors; index += 1)
    await service.createAttestor(
      {
        parent: 'projects/p',
        attestorId: `a${index}`,
        attestor: { userOwnedGrafeasNote: { noteReference: 'projects/p/notes/n' } },
      },
      context,
    );
  await createPolicyService(deps).createPlatformPolicy(
    {
      parent: 'projects/p/platforms/gke',
      policyId: 'prod',
      platformPolicy: { gkePolicy: { checkSets: [{ checks: [check] }] } },
    } as never,
    context,
  );
  const judges = createPolicyJudges(deps, () => openAccess);
  const ask = async (index: number, principal: string, signal?: AbortSignal) => {
    const access = { ...openAccess, principal };
    const { judge } = await judges(parsePolicyName(policy, 'name'), { access, signal });
    return judge({ images: [{ image: imageOf(index) }], namespace: 'shop', serviceAccount: 'default' });
  };
  state.isHeld = true;
  return { state, ask, release: gate.resolve };
}

const findings = {
  vulnerabilityCheck: { maximumFixableSeverity: 'LOW', maximumUnfixableSeverity: 'LOW' },
};

it('of one principal six images are evaluated at once, and another principal does not wait for the others', async () => {
  const { state, ask, release } = await openWorld('listOccurrences', findings);
  const six = Promise.withResolvers<void>();
  const eighth = Promise.withResolvers<void>();
  state.onRead = (count) => {
    if (count === 6) six.resolve();
    if (count === 8) eighth.resolve();
  };
  const greedy = Array.from({ length: 40 }, (_, index) => ask(index, 'greedy'));
  await six.promise;
  const others = [ask(100, 'other'), ask(101, 'other'), ask(102, 'other')];
  await eighth.promise;
  // Were there no limit, all would have read by then.
  for (let turn = 0; turn < 100; turn += 1) await nextTurn();
  expect(state.reads).toBe(8);
  release();
  const verdicts = await Promise.all([...greedy, ...others]);
  expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['NON_CONFORMANT']));
});

it('the evaluation of a policy of many attestors stops when its caller disconnects', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `projects/p/attestors/a${index}`);
  const check = { attestationCheck: { attestors: names } };
  const { state, ask, release } = await openWorld('getAttestor', check, names.length);
  const over = new AbortController();
  const leaving = ask(1, 'gate', over.signal);
  await new Promise<void>((resolve) => {
    state.onRead = (count) => {
      if (count === 1) resolve();
    };
  });
  over.abort();
  release();
  await expect(leaving).rejects.toMatchObject({ reason: 'CANCELLED' });
  expect(state.reads).toBe(1);
});
