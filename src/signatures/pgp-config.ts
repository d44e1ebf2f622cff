import { type Config, config, enums } from 'openpgp';
import { bounds } from './bounds.js';

/** Hashes that are refused, by their number in OpenPGP. */
export const weakHashes: ReadonlyMap<number, string> = new Map([
  [enums.hash.md5, 'MD5'],
  [enums.hash.sha1, 'SHA-1'],
  [enums.hash.ripemd, 'RIPEMD-160'],
]);

const weak = new Set<enums.hash>([enums.hash.md5, enums.hash.sha1, enums.hash.ripemd]);

/** Stricter than the library's default: SHA-1 is refused in signatures and in self-signatures of keys. */
export const pgpConfig: Config = {
  ...config,
  minRSABits: 2048,
  rejectHashAlgorithms: weak,
  rejectMessageHashAlgorithms: weak,
  // Only bzip2 is left to the library; see countPackets.
  maxDecompressedMessageSize: bounds.bzip2,
  enforceGrammar: true,
  ignoreMalformedPackets: false,
  showVersion: false,
  showComment: false,
};
