import { hash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KeyDeps } from './issuer-keys.js';
import type { KeyIssuerConfig } from './policy-schema.js';

/** One key that a webhook may have in its path. Several of a subject count at once, so that they rotate without a gap. */
export interface PathKey {
  readonly issuer: string;
  /** Of bindings and log lines. */
  readonly subject: string;
  /** SHA-256 of the key; the key itself is not kept. */
  readonly digest: Buffer;
}

/** What a key looks like: as long as a random key of 192 bits in Base64, and of characters that stand in a path as they are. */
const keyForm = /^[A-Za-z0-9_-]{32,256}$/;

/** Reads the keys of an issuer of type `key`. Problems go to `report` with their path; key material never does. */
export function readPathKeys(
  { name, keys }: KeyIssuerConfig,
  { env, folder }: Pick<KeyDeps, 'env' | 'folder'>,
  report: (path: string, problem: string) => void,
): readonly PathKey[] {
  const found: PathKey[] = [];
  for (const [index, { subject, secret_env: variable, secret_file: file }] of keys.entries()) {
    const problem = (text: string): void => report(`keys[${index}]`, text);
    const text = variable === undefined ? readText(resolve(folder, file ?? '')) : env[variable];
    const key = text?.trim() ?? '';
    if (key === '') problem(`${variable ?? file ?? ''} cannot be read or is empty`);
    else if (!keyForm.test(key)) problem('must have 32 to 256 characters of A-Z, a-z, 0-9, - and _');
    else found.push({ issuer: name, subject, digest: hash('sha256', key, 'buffer') });
  }
  return found;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The subject of a key. Takes the same time for every key, so that time reveals nothing about valid keys. */
export function findPathKey(keys: readonly PathKey[], key: string): PathKey | undefined {
  const digest = hash('sha256', key, 'buffer');
  let found: PathKey | undefined;
  for (const known of keys) if (timingSafeEqual(known.digest, digest)) found = known;
  return found;
}
