/** A signed part of an attestation, as the client wrote it. Bytes are base64. */
export type Signed =
  | {
      readonly form: 'detached';
      readonly payload: string;
      readonly signatures: readonly { readonly signature: string; readonly keyId: string }[];
    }
  | { readonly form: 'pgp'; readonly message: string; readonly keyId: string }
  | { readonly form: 'jwts'; readonly tokens: readonly string[] }
  | { readonly form: 'dsse'; readonly envelope: string }
  /** As cosign signs: simple signing without key ids. */
  | { readonly form: 'cosign'; readonly payload: string; readonly signatures: readonly string[] };
