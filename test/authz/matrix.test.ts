import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toApiError } from '../../src/domain/errors.js';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import type { Access, Permission } from '../../src/services/context.js';
import { bodiesIn, operationsIn, rpcsOf, versionNames } from '../setup/versions.js';
import { type Answer, type MatrixTransport, runMatrix } from './matrix.js';
import { expectMatrix, openAuthenticator, tokenOf } from './matrix-kit.js';
import { matrixRows, rowsOf } from './matrix-table.js';

let authenticator: ReturnType<typeof openAuthenticator>;
beforeAll(() => {
  authenticator = openAuthenticator();
});
afterAll(() => authenticator.remove());

it('the matrix has rows of RPCs only', async () => {
  const all = (await Promise.all(versionNames.map((version) => operationsIn(version)))).flat();
  const ids = new Set(all.map(({ id }) => id));
  expect(matrixRows.filter(({ operation }) => !ids.has(operation))).toEqual([]);
});

describe('the matrix', () => {
  it.each(versionNames)('of %s has a row for every RPC', async (version) => {
    const known = new Set(matrixRows.map((row) => row.operation));
    const missing = rpcsOf(await operationsIn(version)).flatMap(({ id }) => (known.has(id) ? [] : id));
    expect(missing, 'without a row in test/authz/matrix-table.ts').toEqual([]);
  });

  // The other pairs are long: matrix-transports.test.ts.
  it.each([
    ['v1beta1', 'REST', 'explain'],
    ['v1', 'gRPC', 'explain'],
    ['v1', 'REST', 'hide'],
  ] as const)('of %s holds over %s if refusals %s', expectMatrix);
});

/** One place in the code that asks for access: the how-many-th question of an operation, and what it is. */
interface Check {
  readonly operation: string;
  readonly permission: Permission;
  readonly ordinal: number;
}

describe.each(versionNames)('the matrix of %s fails', (version) => {
  const bodies = bodiesIn[version];

  it('if any single check of any RPC allows everything', async () => {
    const checks = new Map<string, Check>();
    const note = (check: Check): boolean => {
      checks.set(`${check.operation} ${check.permission} ${check.ordinal}`, check);
      return false;
    };
    const operations = await operationsIn(version);
    const run = (transport: MatrixTransport) =>
      runMatrix({ transport, tokenOf, rows: rowsOf(operations), bodies });
    expect(await withChecks(version, note, run)).toEqual([]);
    // What the code asks is what the operation table, and so docs/permissions.md, says.
    for (const { id, permissions } of rpcsOf(operations)) {
      const asked = [...checks.values()].filter(({ operation }) => operation === id);
      expect([id, ...new Set(asked.map(({ permission }) => permission))]).toEqual([
        id,
        ...permissions.map(({ permission }) => permission),
      ]);
    }

    const survivors: string[] = [];
    for (const [name, check] of checks) {
      const isIt = (asked: Check) =>
        asked.operation === check.operation &&
        asked.permission === check.permission &&
        asked.ordinal === check.ordinal;
      const rows = matrixRows.filter((row) => row.operation === check.operation);
      const differing = await withChecks(version, isIt, (transport) =>
        runMatrix({ transport, tokenOf, rows, bodies, first: true }),
      );
      if (differing.length === 0) survivors.push(name);
    }
    expect(survivors).toEqual([]);
  });
});

/** The operations over fresh memory, called directly, with checks that pass where `disabled` says so. */
async function withChecks<T>(
  version: ContractVersion,
  disabled: (check: Check) => boolean,
  use: (transport: MatrixTransport) => Promise<T>,
): Promise<T> {
  const fresh = await operationsIn(version);
  const byId = new Map(fresh.map((operation) => [operation.id, operation]));
  return use({
    async call(id, request, token) {
      const real = await authenticator.authenticate({ authorization: `Bearer ${token}` });
      const context = { access: loosened(real, id, disabled), requestId: 'r' };
      try {
        const text = await byId.get(id)?.handle(request, context);
        return { code: 'OK', body: JSON.parse(text ?? '') as Answer['body'] };
      } catch (error) {
        return { code: toApiError(error).code, body: {} };
      }
    },
  });
}

function loosened(access: Access, operation: string, disabled: (check: Check) => boolean): Access {
  let asked = 0;
  const passes = (permission: Permission): boolean => {
    asked += 1;
    return disabled({ operation, permission, ordinal: asked });
  };
  return {
    principal: access.principal,
    require(permission, target) {
      if (!passes(permission)) access.require(permission, target);
    },
    allows: (permission, target) => passes(permission) || access.allows(permission, target),
    projectsWith: (permission) => (passes(permission) ? undefined : access.projectsWith(permission)),
  };
}
