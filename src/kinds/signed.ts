/** A part of an occurrence's details that is signed, as its writer gave it. Bytes are base64. */
export type Signed =
  | {
      readonly form: 'detached';
      readonly payload: string;
      readonly signatures: readonly { readonly signature: string; readonly keyId: string }[];
    }
  | { readonly form: 'pgp'; readonly message: string; readonly keyId: string }
  | { readonly form: 'jwts'; readonly tokens: readonly string[] }
  | { readonly form: 'dsse'; readonly envelope: string };

/** A signature as details hold it. */
interface SignatureMember {
  readonly signature?: string | undefined;
  readonly publicKeyId?: string | undefined;
}

/** A payload with detached signatures. */
export function detached(payload = '', signatures: readonly SignatureMember[] = []): Signed {
  return {
    form: 'detached',
    payload,
    signatures: signatures.map(({ signature = '', publicKeyId = '' }) => ({ signature, keyId: publicKeyId })),
  };
}
