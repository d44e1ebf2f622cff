import { setImmediate as pause } from 'node:timers/promises';
import { ApiError, type FieldViolation, invalidField, invalidFields } from '../domain/errors.js';
import { bounds } from '../signatures/bounds.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';
import { type KeySet, type TrustedKey, toKeySet } from '../signatures/key-set.js';
import { parsePkixKey } from '../signatures/pkix-key.js';

/**
 * Checks the keys of an attestor and returns them in stored form: each is usable and has its id.
 *
 * @param at path of the list, for errors.
 * @throws INVALID_KEY naming every key that is refused and why; two keys of one id are refused as well
 */
export async function checkKeys(
  keys: readonly PublicKeyDocument[],
  at: string,
): Promise<readonly PublicKeyDocument[]> {
  if (keys.length > bounds.keys)
    throw invalidField(at, `at most ${bounds.keys} keys, not ${keys.length}`, 'INVALID_KEY');
  const violations: FieldViolation[] = [];
  const places = new Map<string, number>();
  const checked: PublicKeyDocument[] = [];
  for (const [index, key] of keys.entries()) {
    // Parsing a key takes milliseconds, so other requests run in between.
    await pause();
    try {
      const { id } = await parseKey(key);
      const place = places.get(id);
      if (place === undefined) places.set(id, index);
      else violations.push({ field: `${at}[${index}].id`, description: `key ${place} has the id ${id} too` });
      checked.push({ ...key, id });
    } catch (error) {
      violations.push(...violationsOf(error, `${at}[${index}]`));
    }
  }
  if (violations.length > 0) throw invalidFields(violations, 'INVALID_KEY');
  return checked;
}

/** Maximal number of characters of keys that are kept parsed. */
const maxKeptText = 4 * 1024 * 1024;

/** The keys of an attestor or a policy, parsed. */
export interface OpenKeys {
  readonly set: KeySet;
  /** The keys that can be used, as they are written. */
  readonly usable: readonly PublicKeyDocument[];
  /** Keys that this release refuses, with the reason. They verify nothing; the others still count. */
  readonly badKeys: readonly string[];
}

/**
 * A cache of parsed keys, by their whole text. Parsing is a pure function of the text, so entries are never outdated. The
 * list of trusted keys is read each time.
 */
export class KeyMemory {
  private readonly kept = new Map<string, TrustedKey>();
  /** Lists that are used again, as for each attestation of an image, without comparing their texts. */
  private readonly lists = new WeakMap<readonly PublicKeyDocument[], Promise<OpenKeys>>();
  private size = 0;

  /** Parses the keys of a list, which must not be changed afterwards. */
  open(keys: readonly PublicKeyDocument[]): Promise<OpenKeys> {
    const opened = this.lists.get(keys) ?? this.parseAll(keys);
    this.lists.set(keys, opened);
    return opened;
  }

  private async parseAll(keys: readonly PublicKeyDocument[]): Promise<OpenKeys> {
    const parsed: TrustedKey[] = [];
    const usable: PublicKeyDocument[] = [];
    const badKeys: string[] = [];
    for (const key of keys) {
      try {
        parsed.push(await this.parse(key));
        usable.push(key);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        badKeys.push(`the key ${key.id ?? ''} cannot be used: ${error.message}`);
      }
    }
    return { set: toKeySet(parsed), usable, badKeys };
  }

  /** @throws INVALID_KEY as `parseKey` */
  private async parse(document: PublicKeyDocument): Promise<TrustedKey> {
    const { id, asciiArmoredPgpPublicKey, pkixPublicKey } = document;
    const text = JSON.stringify([id, asciiArmoredPgpPublicKey, pkixPublicKey]);
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    // Parsing a key takes milliseconds, so other requests run in between.
    await pause();
    const key = await parseKey(document);
    if (this.size + text.length > maxKeptText) {
      this.kept.clear();
      this.size = 0;
    }
    if (!this.kept.has(text)) this.size += text.length;
    this.kept.set(text, key);
    return key;
  }
}

/** @throws INVALID_KEY with a violation that names the field within the key */
export async function parseKey(document: PublicKeyDocument): Promise<TrustedKey> {
  const { id = '', asciiArmoredPgpPublicKey: armour, pkixPublicKey: pkix } = document;
  if (armour !== undefined) {
    const { parsePgpKey } = await import('../signatures/pgp-key.js');
    return parsePgpKey(armour);
  }
  if (pkix === undefined)
    throw invalidField('public_key', 'set ascii_armored_pgp_public_key or pkix_public_key', 'INVALID_KEY');
  const { publicKeyPem = '', signatureAlgorithm = '', keyId = '' } = pkix;
  if (id !== '' && keyId !== '' && id !== keyId)
    throw invalidField('key_id', 'must be the id of the key, or nothing', 'INVALID_KEY');
  return parsePkixKey({
    publicKeyPem,
    signatureAlgorithm: String(signatureAlgorithm),
    id: id === '' ? keyId : id,
  });
}

/** Fields of a key that are in its PKIX part. */
const pkixFields: ReadonlySet<string> = new Set(['public_key_pem', 'signature_algorithm', 'key_id']);

function violationsOf(error: unknown, at: string): readonly FieldViolation[] {
  if (!(error instanceof ApiError) || error.reason !== 'INVALID_KEY') throw error;
  return error.violations.map(({ field, description }) => ({
    field: pkixFields.has(field) ? `${at}.pkix_public_key.${field}` : `${at}.${field}`,
    description,
  }));
}
