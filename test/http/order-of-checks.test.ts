import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/api/operation.js';
import { createAccess } from '../../src/auth/access.js';
import { createOperations, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { type Reason, toApiError } from '../../src/domain/errors.js';
import { type Access, openAccess, type Permission } from '../../src/services/context.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import type { Repository } from '../../src/storage/repository.js';
import { note, occurrence } from './kit.js';
import { type Fields, good, orderRows } from './order-rows.js';

/**
 * Conformance 2.3: which error wins when several things are wrong. Each row begins with everything wrong and
 * mends one thing after the other; the errors must come in the order of the table, and at its end all is well.
 */
let repository: Repository;
let operations: ReadonlyMap<string, Operation>;
let given = '';

beforeAll(async () => {
  repository = openMemory();
  const all = createOperations(await serviceDeps(repository, systemClock()));
  operations = new Map(all.map((operation) => [operation.id, operation]));
  await call('CreateProject', { project: { name: 'projects/there' } });
  for (const noteId of ['n', 'm']) await call('CreateNote', { parent: 'projects/there', noteId, note });
  const created = await call('CreateOccurrence', {
    parent: 'projects/c',
    occurrence: occurrence('projects/there/notes/n'),
  });
  given = String((JSON.parse(created) as { name: string }).name);
});
afterAll(() => repository.close());

function call(id: string, request: Fields, access: Access = openAccess): Promise<string> {
  const operation = operations.get(id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  return operation.handle(request, { access, requestId: 'r' });
}

/** An access that has the permissions on everything, made of real grants. */
function accessTo(permissions: readonly Permission[]): Access {
  const everything = createAccess([{ role: 'admin' }], 'tester', 'explain');
  const nothing = createAccess([], 'tester', 'explain');
  const of = (permission: Permission): Access => (permissions.includes(permission) ? everything : nothing);
  return {
    principal: 'tester',
    allows: (permission, target) => of(permission).allows(permission, target),
    require: (permission, target) => of(permission).require(permission, target),
    projectsWith: (permission) => of(permission).projectsWith(permission),
  };
}

describe('order of checks', () => {
  for (const id of Object.keys(orderRows(''))) {
    it(id, async () => {
      let may: readonly Permission[] = [];
      const steps = orderRows(given)[id]?.() ?? [];
      expect(steps.at(-1)).toBeDefined();
      for (const [index, step] of steps.entries()) {
        may = step.may ?? may;
        const seen = await outcome(id, step.request, accessTo(may));
        expect([index, seen.error, seen.message]).toEqual([
          index,
          step.error,
          expect.stringContaining(step.says ?? ''),
        ]);
      }
    });
  }

  it('has a row for every RPC of v1beta1', () => {
    const rpcs = [...operations.values()].filter(({ service }) => service.startsWith('grafeas.v1beta1.'));
    expect(Object.keys(orderRows('')).sort()).toEqual(rpcs.map(({ id }) => id).sort());
  });

  it('asks for the right on a note named in the body even where the mask leaves it out', async () => {
    const created = await call('CreateOccurrence', { parent: 'projects/c', occurrence: good });
    const { name } = JSON.parse(created) as { name: string };
    const only = createAccess(
      [
        { role: 'occurrences.editor', target: { project: 'c' } },
        { role: 'notes.attacher', target: { project: 'there', note: 'n' } },
      ],
      'tester',
      'explain',
    );
    const update = (noteName: string) =>
      outcome(
        'UpdateOccurrence',
        { name, occurrence: { noteName, remediation: 'x' }, updateMask: 'remediation' },
        only,
      );
    expect((await update('projects/other/notes/secret')).error).toBe('PERMISSION_DENIED');
    expect((await update('projects/there/notes/n')).error).toBe('none');
  });
});

async function outcome(
  id: string,
  request: Fields,
  access: Access,
): Promise<{ error: Reason | 'none'; message: string }> {
  try {
    await call(id, request, access);
    return { error: 'none', message: '' };
  } catch (thrown) {
    const { reason, message } = toApiError(thrown);
    return { error: reason, message };
  }
}
