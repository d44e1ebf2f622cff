import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openPolicy } from '../../src/auth/policy.js';
import { temporaryFolder } from '../setup/temporary.js';

describe('`verify` of the policy file', () => {
  const policies = temporaryFolder();
  afterEach(policies.remove);

  it('requires that one of the named attestors verifies occurrences of a note', () => {
    const file = `${policies.path}/policy.yaml`;
    const rule = (more: string): void =>
      writeFileSync(
        file,
        `issuers: [{ name: a, issuer: a, audience: b, algorithms: [HS256], keys: { secret_env: S } }]\nverify:\n${more}`,
      );
    const deps = {
      clock: { now: Date.now, elapsed: Date.now },
      env: { S: 'a secret of thirty-two bytes or more' },
      onProblem: () => {},
    };
    rule('  - { note: projects/team/notes/qa, mode: REQUIRE, attestors: projects/team/attestors/ci }');
    expect([...openPolicy(file, deps).current.demands]).toEqual([
      ['projects/team/notes/qa', { verify: 'REQUIRE', attestors: ['projects/team/attestors/ci'] }],
    ]);
    for (const bad of [
      '  - { note: projects/team/qa, mode: REQUIRE, attestors: projects/team/attestors/ci }',
      '  - { note: projects/team/notes/qa, mode: ALWAYS, attestors: projects/team/attestors/ci }',
      '  - { note: projects/team/notes/qa, mode: MARK, attestors: [] }',
      '  - { note: projects/team/notes/qa, mode: MARK, attestors: ci }',
    ]) {
      rule(bad);
      expect(() => openPolicy(file, deps), bad).toThrow('verify[0]');
    }
  });
});
