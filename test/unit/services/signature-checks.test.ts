import { describe, expect, it } from 'vitest';
import { createVersions, serviceDeps } from '../../../src/compose.js';
import { systemClock } from '../../../src/domain/clock.js';
import { ApiError } from '../../../src/domain/errors.js';
import type { RequestContext } from '../../../src/services/context.js';
import type { NoteDemand } from '../../../src/services/signature-checks.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { Repository } from '../../../src/storage/repository.js';
import { attestationOf, image, makeSigner, type TestSigner } from '../../setup/attestations.js';

/** Servers over one store, and what happens between their verifying and their writing. */
const noteName = 'projects/team/notes/qa';
const attestorName = 'projects/team/attestors/ci';
const context = {
  access: { require() {}, projectsWith: () => undefined },
  caller: 'test',
} as unknown as RequestContext;
const [old, fresh] = [makeSigner(), makeSigner()];

async function serverOver(
  repository: Repository,
  demandOf?: (note: string) => NoteDemand | undefined,
  caller = context,
) {
  const versions = createVersions(await serviceDeps(repository, systemClock(), demandOf));
  const call = async (version: string, id: string, request: object): Promise<Record<string, unknown>> => {
    const found = versions.find(({ name }) => name === version)?.operations.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return JSON.parse(await found.handle(request as never, caller)) as Record<string, unknown>;
  };
  const attestor = ({ publicKeyPem }: TestSigner, verify?: string) => ({
    name: attestorName,
    userOwnedGrafeasNote: {
      noteReference: noteName,
      publicKeys: [{ pkixPublicKey: { publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } }],
    },
    verify,
  });
  return {
    createNote: () =>
      call('v1', 'CreateNote', {
        parent: 'projects/team',
        noteId: 'qa',
        note: { attestation: { hint: { humanReadableName: 'qa' } } },
      }),
    demand: (signer: TestSigner, verify?: string) =>
      call('binaryauthorization.v1', 'CreateAttestor', {
        parent: 'projects/team',
        attestorId: 'ci',
        attestor: attestor(signer, verify),
      }),
    replace: (signer: TestSigner) =>
      call('binaryauthorization.v1', 'UpdateAttestor', { attestor: attestor(signer) }),
    remove: () => call('binaryauthorization.v1', 'DeleteAttestor', { name: attestorName }),
    attest: (signer: TestSigner) =>
      call('v1', 'CreateOccurrence', {
        parent: 'projects/team',
        occurrence: { noteName, resourceUri: image, attestation: attestationOf(image, signer) },
      }),
    update: (name: unknown, signer: TestSigner) =>
      call('v1', 'UpdateOccurrence', {
        name,
        occurrence: { attestation: attestationOf(image, signer) },
        updateMask: 'attestation',
      }),
    verification: (name: unknown) => call('v1', 'GetOccurrenceVerification', { name }),
  };
}

/** The store with something that happens once, just before the next write of an occurrence. */
function interrupted(repository: Repository) {
  let between: (() => Promise<unknown>) | undefined;
  const first = async (): Promise<void> => {
    const run = between;
    between = undefined;
    await run?.();
  };
  const over: Repository = Object.assign(Object.create(repository) as Repository, {
    async createOccurrences(...args: Parameters<Repository['createOccurrences']>) {
      await first();
      return repository.createOccurrences(...args);
    },
    async replaceOccurrence(...args: Parameters<Repository['replaceOccurrence']>) {
      await first();
      return repository.replaceOccurrence(...args);
    },
  });
  return {
    repository: over,
    beforeWrite(run: () => Promise<unknown>) {
      between = run;
    },
  };
}

const rule =
  (verify: NoteDemand['verify'], ...attestors: string[]) =>
  (note: string) =>
    note === noteName ? { verify, attestors } : undefined;

const refusal = { reason: 'SIGNATURE_NOT_VERIFIED' };

describe('demands that change between verifying and writing', () => {
  it('apply to an occurrence that is being written when they are created', async () => {
    const store = interrupted(openMemory());
    const server = await serverOver(store.repository);
    await server.createNote();
    store.beforeWrite(() => server.demand(old, 'REQUIRE'));
    await expect(server.attest(fresh)).rejects.toMatchObject(refusal);
    await server.remove();
    store.beforeWrite(() => server.demand(old, 'MARK'));
    const marked = await server.attest(fresh);
    expect(await server.verification(marked.name)).toMatchObject({ state: 'NOT_VERIFIED' });
    store.beforeWrite(server.remove);
    const free = await server.attest(fresh);
    expect(await server.verification(free.name)).toMatchObject({ state: 'NOT_CHECKED' });
  });

  it('apply to a create and an update after a key was replaced', async () => {
    const store = interrupted(openMemory());
    const server = await serverOver(store.repository);
    await server.createNote();
    await server.demand(old, 'REQUIRE');
    const { name } = await server.attest(old);
    store.beforeWrite(() => server.replace(fresh));
    await expect(server.attest(old)).rejects.toMatchObject(refusal);
    store.beforeWrite(() => server.replace(old));
    await expect(server.update(name, fresh)).rejects.toMatchObject(refusal);
    await server.replace(fresh);
    expect(await server.update(name, fresh)).toMatchObject({ name });
  });

  it('are used by a server that was not notified', async () => {
    const store = openMemory();
    const [one, other] = [await serverOver(store), await serverOver(store)];
    await one.createNote();
    await other.attest(fresh);
    await one.demand(old, 'REQUIRE');
    await expect(other.attest(fresh)).rejects.toMatchObject(refusal);
    await other.attest(old);
    await one.replace(fresh);
    await expect(other.attest(old)).rejects.toMatchObject(refusal);
    await one.remove();
    await other.attest(old);
  });
});

describe('the permission to demand verification', () => {
  it('is that to change the note, also for an attestor with a demand', async () => {
    const denied = new ApiError('PERMISSION_DENIED', 'no');
    const access = {
      require(permission: string, target: unknown) {
        if (permission !== 'notes.update') return;
        expect(target).toEqual({ project: 'team', note: 'qa' });
        throw denied;
      },
    };
    const store = openMemory();
    const [mighty, poor] = [
      await serverOver(store),
      await serverOver(store, undefined, { ...context, access } as unknown as RequestContext),
    ];
    await expect(poor.demand(old, 'MARK')).rejects.toBe(denied);
    await poor.demand(old);
    await poor.replace(fresh);
    await poor.remove();
    await mighty.demand(old, 'MARK');
    await expect(poor.replace(fresh)).rejects.toBe(denied);
    await poor.remove();
  });
});

describe('the cost of a note without demands', () => {
  it('is zero: neither demands nor attestors are read', async () => {
    const memory = openMemory();
    const read: string[] = [];
    const watched: Repository = Object.assign(Object.create(memory) as Repository, {
      getDemands(...args: Parameters<Repository['getDemands']>) {
        read.push('demands');
        return memory.getDemands(...args);
      },
      getAttestor(...args: Parameters<Repository['getAttestor']>) {
        read.push('attestor');
        return memory.getAttestor(...args);
      },
    });
    const server = await serverOver(watched);
    await server.createNote();
    const { name } = await server.attest(fresh);
    await server.update(name, old);
    expect(read).toEqual([]);
    await server.demand(old, 'MARK');
    await server.attest(old);
    expect(read).toEqual(['demands', 'attestor']);
  });
});

describe('a caller that has disconnected', () => {
  it('has no further attestation verified, and nothing stored', async () => {
    const memory = openMemory();
    const over = new AbortController();
    const left: Repository = Object.assign(Object.create(memory) as Repository, {
      getDemands(...args: Parameters<Repository['getDemands']>) {
        over.abort();
        return memory.getDemands(...args);
      },
    });
    const server = await serverOver(memory);
    await server.createNote();
    await server.demand(old, 'MARK');
    const leaving = { ...context, signal: over.signal } as unknown as RequestContext;
    const demandOf = rule('MARK', attestorName);
    const gone = await serverOver(left, demandOf, leaving);
    await expect(gone.attest(old)).rejects.toMatchObject({ reason: 'CANCELLED' });
    expect(await memory.nextScope({ of: 'occurrences', from: '' })).toBeUndefined();
  });
});

describe('the policy file', () => {
  it('demands verification by one of the attestors that it names', async () => {
    const store = openMemory();
    const server = await serverOver(store, rule('REQUIRE', 'projects/x/attestors/none', attestorName));
    await server.createNote();
    await expect(server.attest(old)).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining('projects/x/attestors/none: The attestor does not exist.'),
    });
    await server.demand(old);
    const { name } = await server.attest(old);
    expect(await server.verification(name)).toMatchObject({
      state: 'VERIFIED',
      checks: [{ attestor: attestorName, attestors: ['projects/x/attestors/none', attestorName] }],
    });
    await expect(server.attest(fresh)).rejects.toMatchObject(refusal);
    await server.replace(fresh);
    await expect(server.update(name, old)).rejects.toMatchObject(refusal);
  });

  it('marks by the same attestors', async () => {
    const server = await serverOver(openMemory(), rule('MARK', attestorName));
    await server.createNote();
    const { name } = await server.attest(old);
    expect(await server.verification(name)).toMatchObject({ state: 'NOT_VERIFIED' });
  });
});
