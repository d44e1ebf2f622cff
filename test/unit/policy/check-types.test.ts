import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Check } from '../../../src/api/binaryauthorization/check-messages.js';
import { checkTypes } from '../../../src/policy/documents.js';
import { reasonCodes } from '../../../src/policy/verdict.js';

/** The places that name every check of policies, which no compiler compares. */

const documented = readFileSync(new URL('../../../docs/policies.md', import.meta.url), 'utf8');

describe('the types of checks', () => {
  it('equal the members of the message in src/api/binaryauthorization/check-messages.ts', () => {
    const members = Check.fields.flatMap(({ jsonName, options }) =>
      options.oneof === 'check_type' ? jsonName : [],
    );
    expect(members.sort()).toEqual([...checkTypes].sort());
  });

  it('have a row each in docs/policies.md', () => {
    expect(checkTypes.filter((type) => !documented.includes(`| \`${type}\``))).toEqual([]);
  });

  it('have reasons that docs/policies.md explains', () => {
    expect(reasonCodes.filter((code) => !documented.includes(`\`${code}\``))).toEqual([]);
  });
});
