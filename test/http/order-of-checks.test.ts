import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/api/operation.js';
import { createAccess } from '../../src/auth/access.js';
import { type Reason, toApiError } from '../../src/domain/errors.js';
import { type Access, openAccess, type Permission } from '../../src/services/context.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import type { Repository } from '../../src/storage/repository.js';
import { bodiesIn, operationsIn, rpcsOf, versionNames } from '../setup/versions.js';
import { orderRows } from './order-rows.js';
import type { Fields } from './order-steps.js';

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

/**
 * Which error a request with several errors returns. Each row begins with everything wrong and fixes one thing after the
 * other. The errors must come in the order of the table; the last request succeeds.
 */
describe.each(versionNames)('order of checks of %s', (version) => {
  const bodies = bodiesIn[version];
  const { note, occurrence } = bodies;
  let repository: Repository;
  let operations: ReadonlyMap<string, Operation>;
  let given = '';

  beforeAll(async () => {
    repository = openMemory();
    const all = await operationsIn(version, repository);
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

  for (const id of Object.keys(orderRows('', bodies))) {
    it(id, async ({ skip }) => {
      skip(!operations.has(id), `${version} does not have it`);
      let may: readonly Permission[] = [];
      const steps = orderRows(given, bodies)[id]?.() ?? [];
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

  it('has a row for every RPC', () => {
    const rows = orderRows('', bodies);
    const missing = rpcsOf([...operations.values()]).flatMap(({ id }) => (id in rows ? [] : id));
    expect(missing, 'without a row in test/http/order-rows.ts').toEqual([]);
  });

  it('checks the permission on a note named in the body even if the mask omits it', async () => {
    const created = await call('CreateOccurrence', {
      parent: 'projects/c',
      occurrence: occurrence('projects/there/notes/n'),
    });
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
});
