/**
 * Limits that are checked before anything is parsed. Bytes unless another unit is named. A signature beyond a bound is
 * reported as TOO_LARGE; a key beyond one is refused.
 */
export const bounds = {
  /** ASCII armour of a PGP key or signature. */
  armour: 256 * 1024,
  /** Text of a PEM public key. */
  pem: 16 * 1024,
  /** Signed data; also a compressed PGP message once decompressed. */
  payload: 4 * 1024 * 1024,
  /** A DSSE envelope, Sigstore bundle or notation envelope, with the payload in base64. */
  envelope: 8 * 1024 * 1024,
  /** One detached signature by a PKIX key: RSA of 4096 bits takes 512. */
  signature: 1024,
  jwt: 64 * 1024,
  /** Signatures of one attestation. */
  signatures: 32,
  /** Keys one attestation is checked with. */
  keys: 64,
  /** Certificates of one chain. */
  certificates: 16,
} as const;
