import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingName } from '../../src/config/settings.js';
import { clientId, type OidcIssuer, startOidcIssuer, subject } from './oidc-issuer.js';
import { startServer, type TestServer } from './server.js';
import { temporaryFolder } from './temporary.js';

export interface AccountServer extends TestServer {
  readonly issuer: OidcIssuer;
  /** Changes whose tokens the server accepts, and reloads its policy. */
  accept(audience: string): void;
}

/** A server whose console people sign in to at an issuer on loopback; they may read projects/shop. */
export async function startAccountServer(
  flags: Partial<Record<SettingName, unknown>> = {},
): Promise<AccountServer> {
  const issuer = await startOidcIssuer();
  const folder = temporaryFolder();
  const policy = join(folder.path, 'policy.yaml');
  const write = (audience: string): void =>
    writeFileSync(
      policy,
      JSON.stringify({
        issuers: [
          {
            name: 'sso',
            issuer: issuer.url,
            audience,
            algorithms: ['RS256'],
            keys: { discovery: true },
          },
        ],
        bindings: [
          { issuer: 'sso', subject, grants: ['viewer@projects/shop'] },
          { issuer: 'sso', subject: 'root', grants: ['admin@*'] },
        ],
      }),
    );
  write('grafeas');
  const server = await startServer({
    access: 'jwt',
    policy,
    consoleIssuer: issuer.url,
    consoleClientId: clientId,
    ...flags,
  }).catch(async (error: unknown) => {
    await issuer.close();
    folder.remove();
    throw error;
  });
  issuer.redirects.add(`${server.url}/console/signed-in`);
  return {
    ...server,
    issuer,
    accept(audience) {
      write(audience);
      server.reload();
    },
    close: () =>
      server
        .close()
        .finally(() => issuer.close())
        .finally(folder.remove),
  };
}
