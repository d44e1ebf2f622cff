import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/api/operation.js';
import { createVersions, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { openApiCheck } from '../setup/openapi-check.js';
import { startServer } from '../setup/server.js';
import { providerRequest, reviewOf } from '../webhooks/kit.js';
import { sign, tempFolder } from './kit.js';
import { restTransport } from './rest-transport.js';

/**
 * Who may call webhooks, written by hand: a column for each role, `+` where it may. Each is granted on the projects `own` and
 * `notes`, which alone it reaches.
 */
const roles = [
  'binaryauthorization.policyViewer',
  'binaryauthorization.policyEvaluator',
  'binaryauthorization.policyEditor',
  'binaryauthorization.policyAdmin',
  'viewer',
  'editor',
  'admin',
  'occurrences.editor',
  'notes.editor',
] as const;
const table = {
  ReviewAdmission: '.+++..+..',
  ProvideVerdicts: '.+++..+..',
  GetVerdict: '.+++..+..',
  ReceiveHarborEvent: '.....++..',
  ReceiveClairEvent: '.....++..',
  ReceiveTrivyOperatorEvent: '.....++..',
  ReceiveGithubEvent: '.....++..',
} as const;
type Rpc = keyof typeof table;

const secret = 'a secret of thirty-two bytes or more';
const folder = tempFolder({ key: secret });

function requestOf(rpc: Rpc, project: string): Record<string, unknown> {
  const name = `projects/${project}`;
  const pod = { kind: 'Pod', spec: { containers: [{ name: 'a', image: 'nginx' }] } };
  switch (rpc) {
    case 'ReviewAdmission':
      return { name, review: reviewOf(pod) };
    case 'ProvideVerdicts':
      return { name, request: providerRequest('nginx') };
    case 'GetVerdict':
      return { name, key: 'nginx' };
    case 'ReceiveClairEvent':
      return { parent: name, provider: 'projects/notes', event: { notification_id: 'none' } };
    default:
      return { parent: name, provider: 'projects/notes', event: {} };
  }
}

/** What the caller got: whether a refusal is one of access, in whatever form. */
function outcomeOf({ code, body }: { code: string; body: Readonly<Record<string, unknown>> }): string {
  if (code === 'OK' || code !== 'none') return code;
  const { response } = body as {
    response?: { status?: { code: number; message: string }; systemError?: string };
  };
  const text = response?.status?.message ?? response?.systemError ?? '';
  if (/permission \S+ denied on/.test(text)) return 'PERMISSION_DENIED';
  if (/not found/.test(text)) return 'NOT_FOUND';
  return /token|key/.test(text) ? 'UNAUTHENTICATED' : `none: ${JSON.stringify(body)}`;
}

describe('webhooks', () => {
  let operations: readonly Operation[];
  let check: ReturnType<typeof openApiCheck>;
  beforeAll(async () => {
    const versions = createVersions(await serviceDeps(openMemory(), systemClock()));
    const version = versions.find(({ name }) => name === 'webhooks');
    operations = version?.operations ?? [];
    check = openApiCheck(version?.document() ?? {});
  });
  afterAll(folder.remove);

  it('have a row each, and need the permissions of that row', () => {
    expect(new Set(Object.keys(table))).toEqual(new Set(operations.map(({ id }) => id)));
    for (const { plain, guard, http } of operations) {
      expect(plain).toBeDefined();
      expect(guard !== undefined || http.verb === 'GET').toBe(true);
    }
  });

  it.each([
    ['explain', 'PERMISSION_DENIED'],
    ['hide', 'NOT_FOUND'],
  ])('are open to callers with the permission if refusals %s', async (deny, refused) => {
    const policy = folder.write(
      `${deny}.yaml`,
      `deny: ${deny}\nissuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: key } }]\n`,
    );
    const server = await startServer({ access: 'jwt', policy });
    const transport = restTransport(server.url, operations, undefined, check);
    const tokenOf = (...grants: string[]): string =>
      sign(secret, { iss: 'own', aud: 'g', sub: 'm', exp: Date.now() / 1000 + 3600, grants }, 'HS256');
    try {
      const differing: string[] = [];
      for (const rpc of Object.keys(table) as Rpc[]) {
        const nobody = outcomeOf(await transport.call(rpc, requestOf(rpc, 'own'), ''));
        if (nobody !== 'UNAUTHENTICATED') differing.push(`${rpc} as nobody: ${nobody}`);
        for (const [index, role] of roles.entries()) {
          const token = tokenOf(`${role}@projects/own`, `${role}@projects/notes`);
          for (const project of ['own', 'other']) {
            const outcome = outcomeOf(await transport.call(rpc, requestOf(rpc, project), token));
            const may = project === 'own' && table[rpc][index] === '+';
            // The notification of Clair has no id that could be asked for.
            const expected = rpc === 'ReceiveClairEvent' ? 'INVALID_ARGUMENT' : 'OK';
            if (outcome !== (may ? expected : refused))
              differing.push(`${rpc} ${project} as ${role}: ${outcome}`);
          }
        }
      }
      expect(differing).toEqual([]);
    } finally {
      transport.close();
      await server.close();
    }
  });
});
