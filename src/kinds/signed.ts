/** A signed part of an occurrence's details, as the client wrote it. Bytes are base64. */
export type Signed =
  | {
      readonly form: 'detached';
      readonly payload: string;
      readonly signatures: readonly { readonly signature: string; readonly keyId: string }[];
    }
  | { readonly form: 'pgp'; readonly message: string; readonly keyId: string }
  | { readonly form: 'jwts'; readonly tokens: readonly string[] }
  | { readonly form: 'dsse'; readonly envelope: string };

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
