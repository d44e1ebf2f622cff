/** A public key of an attestor or a policy, as it is written there. */
export interface PublicKeyDocument {
  readonly comment?: string | undefined;
  readonly id?: string | undefined;
  readonly asciiArmoredPgpPublicKey?: string | undefined;
  readonly pkixPublicKey?:
    | {
        readonly publicKeyPem?: string | undefined;
        /** A number if this server has no name for it. */
        readonly signatureAlgorithm?: string | number | undefined;
        readonly keyId?: string | undefined;
      }
    | undefined;
}
