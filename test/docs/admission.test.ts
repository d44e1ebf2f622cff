import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parsePolicy } from '../../src/auth/policy.js';
import { systemClock } from '../../src/domain/clock.js';
import { tempFolder } from '../authz/kit.js';
import { itRunsTour } from './tour.js';

const markdown = readFileSync(new URL('../../docs/admission.md', import.meta.url), 'utf8');

itRunsTour({
  document: 'docs/admission.md',
  heading: 'From a policy to a refused pod',
  steps: 3,
  tools: ['bash', 'curl', 'grep'],
});

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
