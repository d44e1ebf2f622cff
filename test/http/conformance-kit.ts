import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from '../../src/conformance/case.js';
import { casesOf } from '../../src/conformance/cases.js';
import { openSession } from '../../src/conformance/session.js';
import { committedCheck } from '../setup/openapi-check.js';
import { startServer, type TestServer } from '../setup/server.js';
import type { versionNames } from '../setup/versions.js';

/** Declares the cases of a version as tests of a server over the created store. */
export function conformsTo(
  version: (typeof versionNames)[number],
  create: () => Promise<{ store: string; drop?: () => Promise<void> }>,
): void {
  let server: TestServer;
  let session: Session & { close(): void };
  let drop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const created = await create();
    drop = created.drop;
    server = await startServer({ store: created.store });
    session = openSession({
      server: new URL(server.url),
      version,
      observe: (request, answer) => committedCheck(request.path).check(request, answer),
    });
  });
  afterAll(async () => {
    session.close();
    await server.close();
    await drop?.();
  });

  for (const one of casesOf(version)) {
    it(`${one.id}: ${one.title}`, async () => {
      await expect(one.run(session)).resolves.toBeUndefined();
    });
  }
}
