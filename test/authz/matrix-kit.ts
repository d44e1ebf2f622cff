import { expect } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticator.js';
import { openPolicy } from '../../src/auth/policy.js';
import { systemClock } from '../../src/domain/clock.js';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import { startServer } from '../setup/server.js';
import { bodiesIn, operationsIn } from '../setup/versions.js';
import { grpcTransport } from './grpc-transport.js';
import { sign, tempFolder } from './kit.js';
import { runMatrix, sampleRequests } from './matrix.js';
import { rowsOf } from './matrix-table.js';
import { restTransport } from './rest-transport.js';

const secret = 'a secret of thirty-two bytes or more';
const policyText = (deny: string) => `
deny: ${deny}
issuers:
  - { name: own, issuer: own, audience: grafeas, algorithms: [HS256], grants: claim, keys: { secret_file: key } }
`;
const clock = systemClock();
const tokens = new Map<string, string>();

/** A token with these grants, signed once. */
export function tokenOf(grants: readonly string[]): string {
  const key = grants.join();
  const exp = Math.floor(clock.now() / 1000) + 3600;
  const token =
    tokens.get(key) ?? sign(secret, { iss: 'own', aud: 'grafeas', sub: 'm', exp, grants }, 'HS256');
  tokens.set(key, token);
  return token;
}

/** Accepts the tokens of `tokenOf`. `remove` deletes its files. */
export function openAuthenticator() {
  const folder = tempFolder({ key: secret });
  const file = openPolicy(folder.write('harness.yaml', policyText('explain')), { clock, env: {} });
  return { ...createAuthenticator(file, clock), remove: folder.remove };
}

/** Expects that a server of its own grants and refuses what the table says, and refuses requests without a token. */
export async function expectMatrix(
  version: ContractVersion,
  protocol: 'REST' | 'gRPC',
  deny: 'explain' | 'hide',
): Promise<void> {
  const bodies = bodiesIn[version];
  const refused = deny === 'explain' ? 'PERMISSION_DENIED' : 'NOT_FOUND';
  const operations = await operationsIn(version);
  const all = rowsOf(operations);
  const rows = all.filter(({ place }) => deny === 'explain' || place.startsWith('other'));
  const folder = tempFolder({ key: secret });
  const server = await startServer({ access: 'jwt', policy: folder.write('policy.yaml', policyText(deny)) });
  const open = protocol === 'REST' ? restTransport : grpcTransport;
  const transport = await open(server.url, operations);
  try {
    expect(await runMatrix({ transport, tokenOf, refused, rows, bodies })).toEqual([]);
    for (const [id, request] of sampleRequests(all, bodies))
      expect([id, (await transport.call(id, request, 'no-token')).code]).toEqual([id, 'UNAUTHENTICATED']);
  } finally {
    transport.close();
    await server.close();
    folder.remove();
  }
}
