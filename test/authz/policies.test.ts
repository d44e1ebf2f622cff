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

/**
 * Who may do what with policies, written by hand: a column for each role, `+` where it may. Each is granted on the project `own`,
 * which alone it reaches.
 */
const roles = [
  'binaryauthorization.policyViewer',
  'binaryauthorization.policyEvaluator',
  'binaryauthorization.policyEditor',
  'binaryauthorization.policyAdmin',
  'viewer',
  'editor',
  'admin',
  'binaryauthorization.attestorsAdmin',
  'occurrences.editor',
] as const;
const table = {
  GetPolicy: '+++++++..',
  UpdatePolicy: '..++..+..',
  CreatePlatformPolicy: '..++..+..',
  ListPlatformPolicies: '+++++++..',
  GetPlatformPolicy: '+++++++..',
  ReplacePlatformPolicy: '..++..+..',
  DeletePlatformPolicy: '..++..+..',
  EvaluateGkePolicy: '.+++..+..',
  // Whoever asks what runs must be allowed to list it as well.
  AuditPolicy: '......+..',
} as const;
type Rpc = keyof typeof table;

const secret = 'a secret of thirty-two bytes or more';
const folder = tempFolder({ key: secret });

/** Names nothing, so that its own permission alone decides. */
const platformPolicy = { gkePolicy: { checkSets: [{ checks: [{ alwaysDeny: true }] }] } };

function requestOf(rpc: Rpc, project: string): Record<string, unknown> {
  const parent = `projects/${project}/platforms/gke`;
  const name = `${parent}/policies/a`;
  const policy = `projects/${project}/policy`;
  switch (rpc) {
    case 'GetPolicy':
      return { name: policy };
    case 'UpdatePolicy':
      return {
        policy: {
          name: policy,
          defaultAdmissionRule: {
            evaluationMode: 'ALWAYS_ALLOW',
            enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
          },
        },
      };
    case 'CreatePlatformPolicy':
      return { parent, policyId: 'new', platformPolicy };
    case 'ListPlatformPolicies':
      return { parent };
    case 'GetPlatformPolicy':
    case 'DeletePlatformPolicy':
    case 'AuditPolicy':
      return { name };
    case 'ReplacePlatformPolicy':
      return { name, platformPolicy };
    case 'EvaluateGkePolicy':
      return { name, resource: { kind: 'Pod', spec: { containers: [{ name: 'a', image: 'nginx' }] } } };
  }
}

describe('policies', () => {
  let operations: readonly Operation[];
  let check: ReturnType<typeof openApiCheck>;
  beforeAll(async () => {
    const versions = createVersions(await serviceDeps(openMemory(), systemClock()));
    const version = versions.find(({ name }) => name === 'binaryauthorization.v1');
    operations = (version?.operations ?? []).filter(({ id }) => /Policy|Policies/.test(id));
    check = openApiCheck(version?.document() ?? {});
  });
  afterAll(folder.remove);

  it('have a row for every RPC', () => {
    // Everybody known may read the system policy: it is the same for all.
    const ids = operations.map(({ id }) => id).filter((id) => id !== 'GetSystemPolicy');
    expect(new Set(Object.keys(table))).toEqual(new Set(ids));
  });

  it.each([
    ['REST', 'explain', 'PERMISSION_DENIED'],
    ['gRPC', 'explain', 'PERMISSION_DENIED'],
    ['REST', 'hide', 'NOT_FOUND'],
    ['gRPC', 'hide', 'NOT_FOUND'],
  ])('are open over %s to who may, where refusals %s', async (protocol, deny, refused) => {
    const policy = folder.write(
      `${deny}.yaml`,
      `deny: ${deny}\nissuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: key } }]\n`,
    );
    const server = await startServer({ access: 'jwt', policy });
    const transport: MatrixTransport & { close(): void } = await (protocol === 'REST'
      ? restTransport(server.url, operations, undefined, check)
      : grpcTransport(server.url, operations));
    const tokenOf = (...grants: string[]): string =>
      sign(secret, { iss: 'own', aud: 'g', sub: 'm', exp: Date.now() / 1000 + 3600, grants }, 'HS256');
    const admin = tokenOf('admin@*');
    const asAdmin = (rpc: string, request: object) => transport.call(rpc, { ...request }, admin);
    /** The policy a of both projects is there, and new is not. */
    const restore = async (): Promise<void> => {
      for (const project of ['own', 'other']) {
        await asAdmin('CreatePlatformPolicy', {
          ...requestOf('CreatePlatformPolicy', project),
          policyId: 'a',
        });
        await asAdmin('DeletePlatformPolicy', { name: `projects/${project}/platforms/gke/policies/new` });
      }
    };
    try {
      await restore();
      const differing: string[] = [];
      for (const rpc of Object.keys(table) as Rpc[]) {
        expect((await transport.call(rpc, requestOf(rpc, 'own'), '')).code, rpc).toBe('UNAUTHENTICATED');
        for (const [index, role] of roles.entries()) {
          const token = tokenOf(`${role}@projects/own`);
          for (const project of ['own', 'other']) {
            const { code } = await transport.call(rpc, requestOf(rpc, project), token);
            const may = project === 'own' && table[rpc][index] === '+';
            if (code !== (may ? 'OK' : refused)) differing.push(`${rpc} ${project} as ${role}: ${code}`);
            if (code === 'OK') await restore();
          }
        }
      }
      expect(differing).toEqual([]);
      const asks = tokenOf('binaryauthorization.policyEvaluator@projects/own', 'viewer@projects/own');
      const audit = requestOf('AuditPolicy', 'own');
      expect((await transport.call('AuditPolicy', audit, asks)).code).toBe('OK');
      const elsewhere = { ...audit, project: 'projects/other' };
      expect((await transport.call('AuditPolicy', elsewhere, asks)).code).toBe(refused);
      const system = { name: 'locations/eu/policy' };
      expect((await transport.call('GetSystemPolicy', system, '')).code).toBe('UNAUTHENTICATED');
      expect((await transport.call('GetSystemPolicy', system, tokenOf())).code).toBe('OK');
    } finally {
      transport.close();
      await server.close();
    }
  });
});
