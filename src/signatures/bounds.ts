/**
 * Limits that are checked before anything is parsed. Bytes unless another unit is named. A signature beyond a bound is
 * reported as TOO_LARGE; a key beyond one is refused.
 */
export const bounds = {
  /** ASCII armour of a PGP key or signature. */
  armour: 256 * 1024,
  /** Lines of headers of an armour. */
  armourHeaders: 32,
  /** Packets of a PGP key or signature: a key of 500 identities and signatures, the message with its payload. */
  pgpPackets: 1000,
  /** Chunks of packets of unknown length, and subpackets: a key or signature has some ten to a packet. */
  pgpParts: 10_000,
  /** A message compressed with bzip2, once decompressed: so few bytes have few packets. */
  bzip2: 64 * 1024,
  /** Bits of a DSA subkey, the largest size of FIPS 186-4, and of its subgroup. */
  dsa: 3072,
  dsaSubgroup: 256,
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
