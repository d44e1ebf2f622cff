import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parsePolicy } from '../../src/auth/policy.js';
import { systemClock } from '../../src/domain/clock.js';
import { tempFolder } from '../authz/kit.js';
import { startServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { readSteps, Shell } from './tour.js';

/** Runs the story of docs/admission.md as a reader would, in one shell. */

const markdown = readFileSync(new URL('../../docs/admission.md', import.meta.url), 'utf8');

const missing = ['bash', 'curl', 'grep'].filter((tool) => {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
});

it.skipIf(missing.length > 0)(
  `the story of docs/admission.md ends as it says${missing.length > 0 ? `: skipped, without ${missing}` : ''}`,
  async () => {
    const steps = readSteps(markdown, 'From a policy to a refused pod');
    const folder = temporaryFolder();
    const server = await startServer();
    const shell = new Shell(folder.path, {});
    try {
      expect(steps).toHaveLength(3);
      for (const { commands, output } of steps) {
        const printed = await shell.run(commands.replaceAll('127.0.0.1:8080', server.address));
        expect(printed.trim(), commands).toBe((output ?? '').trim());
      }
    } finally {
      await shell.close();
      await server.close();
      folder.remove();
    }
  },
);

it('the policy file of docs/admission.md is valid', () => {
  const [, text = ''] = /^```yaml\n(issuers:\n.*?)^```$/ms.exec(markdown) ?? [];
  const folder = tempFolder({ 'cluster-a.key': 'a'.repeat(32), 'cluster-a.next.key': 'b'.repeat(32) });
  try {
    const policy = parsePolicy(text, 'policy.yaml', {
      clock: systemClock(),
      env: {},
      fetchJson: () => Promise.reject(new Error('nothing is fetched')),
      folder: folder.path,
      fetched: new Map(),
    });
    expect(policy.pathKeys).toHaveLength(2);
    expect(policy.boundGrants('webhooks', 'cluster-a', {})).toHaveLength(1);
  } finally {
    folder.remove();
  }
});
