import { expect, it } from 'vitest';
import { KeyMemory } from '../../../src/services/attestor-keys.js';
import { createVerifier } from '../../../src/services/signature-verifier.js';
import { parseArtifact } from '../../../src/signatures/digests.js';
import { image } from '../../setup/attestations.js';

it('refuses more tokens than a call has arguments, as it refuses many', async () => {
  const pool = { run: () => Promise.reject(new Error('no token is long')) };
  const verify = createVerifier(new KeyMemory(), pool as never);
  const tokens = Array<string>(130_000).fill('a.b.c');
  const { results } = await verify([{ form: 'jwts', tokens }], [], parseArtifact(image), new Date());
  expect(results).toMatchObject([{ reason: 'TOO_LARGE' }]);
});
