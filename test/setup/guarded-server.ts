import { join } from 'node:path';
import { type Grant, parseGrant } from '../../src/auth/grants.js';
import { openPolicy } from '../../src/auth/policy.js';
import { initFolder } from '../../src/cli/init.js';
import { createToken } from '../../src/cli/token.js';
import type { SettingName } from '../../src/config/settings.js';
import { systemClock } from '../../src/domain/clock.js';
import { startServer, type TestServer } from './server.js';
import { temporaryFolder } from './temporary.js';

export interface GuardedServer extends TestServer {
  /** A token of the server's own issuer with grants such as `editor@projects/p`. */
  token(...grants: string[]): string;
}

/** Starts a real server with access control, set up as `grafeas init` does. */
export async function startGuardedServer(
  flags: Partial<Record<SettingName, unknown>> = {},
): Promise<GuardedServer> {
  const folder = temporaryFolder();
  const dir = join(folder.path, 'grafeas');
  initFolder(dir);
  const policyFile = join(dir, 'policy.yaml');
  const clock = systemClock();
  const policy = openPolicy(policyFile, { clock, env: {} }).current;
  const server = await startServer({ ...flags, access: 'jwt', policy: policyFile });
  return {
    ...server,
    token: (...grants) =>
      createToken(
        policy,
        { grant: grants.map((text) => parseGrant(text) as Grant), ttl: 3_600_000, subject: 'test' },
        clock,
      ),
    close: () => server.close().finally(folder.remove),
  };
}
