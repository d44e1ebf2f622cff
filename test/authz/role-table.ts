import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/api/operation.js';
import { createVersions, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { openApiCheck } from '../setup/openapi-check.js';
import { startServer } from '../setup/server.js';
import { grpcTransport } from './grpc-transport.js';
import { sign, tempFolder } from './kit.js';
import type { MatrixTransport } from './matrix.js';
import { restTransport } from './rest-transport.js';

type Request = Record<string, unknown>;
type Call = (rpc: string, request: Request) => Promise<unknown>;

/** Which roles, granted on the project `own`, may call which operations of Binary Authorization there. */
export interface RoleTable<Rpc extends string> {
  readonly roles: readonly string[];
  /** A column for each role: `+` if it may. */
  readonly table: Readonly<Record<Rpc, string>>;
  readonly requestOf: (rpc: Rpc, project: string) => Request;
  readonly isSubject: (id: string) => boolean;
  /** An operation without a row. */
  readonly exempt: string;
  /** Restores the objects of a project that a permitted call may have changed. */
  readonly restore: (asAdmin: Call, project: string) => Promise<void>;
  readonly alsoCheck?: (checked: Checked) => Promise<void>;
}

export interface Checked {
  readonly codeOf: (rpc: string, request: Request, token: string) => Promise<string>;
  readonly tokenOf: (...grants: string[]) => string;
  /** The code of a refusal. */
  readonly refused: string;
}

const secret = 'a secret of thirty-two bytes or more';

/** Tests every operation of the table as every role, on the project of the grant and on another one. */
export function describeRoles<Rpc extends string>(title: string, subject: RoleTable<Rpc>): void {
  const { roles, table, requestOf, isSubject, exempt, restore, alsoCheck } = subject;
  const folder = tempFolder({ key: secret });
  const rpcs = Object.keys(table) as Rpc[];
  const tokenOf = (...grants: string[]): string =>
    sign(secret, { iss: 'own', aud: 'g', sub: 'm', exp: Date.now() / 1000 + 3600, grants }, 'HS256');

  describe(title, () => {
    let operations: readonly Operation[];
    let check: ReturnType<typeof openApiCheck>;
    beforeAll(async () => {
      const versions = createVersions(await serviceDeps(openMemory(), systemClock()));
      const version = versions.find(({ name }) => name === 'binaryauthorization.v1');
      operations = (version?.operations ?? []).filter(({ id }) => isSubject(id));
      check = openApiCheck(version?.document() ?? {});
    });
    afterAll(folder.remove);

    it('have a row for every RPC', () => {
      expect(new Set([...rpcs, exempt])).toEqual(new Set(operations.map(({ id }) => id)));
    });

    it.each([
      ['REST', 'explain', 'PERMISSION_DENIED'],
      ['gRPC', 'explain', 'PERMISSION_DENIED'],
      ['REST', 'hide', 'NOT_FOUND'],
      ['gRPC', 'hide', 'NOT_FOUND'],
    ])(
      'are allowed over %s to the roles of the table; with deny: %s others get %s',
      async (protocol, deny, refused) => {
        const policy = folder.write(
          `${deny}.yaml`,
          `deny: ${deny}\nissuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: key } }]\n`,
        );
        const server = await startServer({ access: 'jwt', policy });
        const transport: MatrixTransport & { close(): void } = await (protocol === 'REST'
          ? restTransport(server.url, operations, undefined, check)
          : grpcTransport(server.url, operations));
        const codeOf = async (rpc: string, request: Request, token: string): Promise<string> =>
          (await transport.call(rpc, request, token)).code;
        const admin = tokenOf('admin@*');
        const restoreAll = async (): Promise<void> => {
          for (const project of ['own', 'other'])
            await restore((rpc, request) => transport.call(rpc, { ...request }, admin), project);
        };
        try {
          await restoreAll();
          const differing: string[] = [];
          for (const rpc of rpcs) {
            expect(await codeOf(rpc, requestOf(rpc, 'own'), ''), rpc).toBe('UNAUTHENTICATED');
            for (const [index, role] of roles.entries()) {
              const token = tokenOf(`${role}@projects/own`);
              for (const project of ['own', 'other']) {
                const code = await codeOf(rpc, requestOf(rpc, project), token);
                const isAllowed = project === 'own' && table[rpc][index] === '+';
                if (code !== (isAllowed ? 'OK' : refused))
                  differing.push(`${rpc} ${project} as ${role}: ${code}`);
                if (code === 'OK') await restoreAll();
              }
            }
          }
          expect(differing).toEqual([]);
          await alsoCheck?.({ codeOf, tokenOf, refused });
        } finally {
          transport.close();
          await server.close();
        }
      },
    );
  });
}
