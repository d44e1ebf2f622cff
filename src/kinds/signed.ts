import type { Signed } from '../domain/signed.js';

/** A signature as it is stored in the details. */
interface SignatureMember {
  readonly signature?: string | undefined;
  readonly publicKeyId?: string | undefined;
}

/**
 * A payload with detached signatures. What is absent becomes an empty string.
 *
 * @example detached('cGF5bG9hZA==', [{ signature: 'c2ln', publicKeyId: 'https://example.com/key' }])
 */
export function detached(payload = '', signatures: readonly SignatureMember[] = []): Signed {
  return {
    form: 'detached',
    payload,
    signatures: signatures.map(({ signature = '', publicKeyId = '' }) => ({ signature, keyId: publicKeyId })),
  };
}
