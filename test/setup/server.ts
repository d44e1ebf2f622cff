import { openServer, type Server } from '../../src/compose.js';
import { loadConfig } from '../../src/config/load.js';
import type { SettingName } from '../../src/config/settings.js';
import { createLogger } from '../../src/logging.js';

export interface TestServer extends Server {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
}

/** Starts a real server on a free loopback port, with the memory store unless flags set another. */
export async function startServer(flags: Partial<Record<SettingName, unknown>> = {}): Promise<TestServer> {
  const config = loadConfig({
    flags: { listen: '127.0.0.1:0', store: 'memory:', logLevel: 'silent', ...flags },
    env: {},
  });
  const server = await openServer(config, createLogger(config.logLevel));
  return { ...server, url: `http://${server.address}` };
}
