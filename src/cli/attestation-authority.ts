import { parseAllDocuments } from 'yaml';
import type { AttestorDocument } from '../services/attestor-document.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';

/** An attestor, and the id it is to get. */
export interface NamedAttestor {
  readonly id: string;
  readonly attestor: AttestorDocument;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads the `AttestationAuthority` documents of Kritis, several in one YAML file, as attestors. A note reference without a
 * note means the note that is named as the authority. Keys are `publicKeys`, or `publicKeyData` of older documents; PGP
 * keys stand there as they are or in base64.
 *
 * @throws Error naming the document and the member that cannot be read
 */
export function parseAuthorities(text: string): NamedAttestor[] {
  const found: NamedAttestor[] = [];
  for (const [index, document] of parseAllDocuments(text, { prettyErrors: true }).entries()) {
    const where = `document ${index + 1}`;
    const [problem] = document.errors;
    if (problem !== undefined) throw new Error(`${where}: ${problem.message.split('\n')[0]}`);
    const value: unknown = document.toJS();
    if (value === null) continue;
    const { kind, items } = members(value, where);
    if (kind === 'List' && Array.isArray(items))
      found.push(...items.map((item: unknown, at) => parseAuthority(item, `${where}: items[${at}]`)));
    else found.push(parseAuthority(value, where));
  }
  if (found.length === 0) throw new Error('there is no AttestationAuthority');
  return found;
}

function parseAuthority(value: unknown, where: string): NamedAttestor {
  const { kind, metadata, spec } = members(value, where);
  if (kind !== 'AttestationAuthority')
    throw new Error(`${where}: kind must be AttestationAuthority, not ${JSON.stringify(kind)}`);
  const id = textOf(members(metadata, `${where}: metadata`).name, `${where}: metadata.name`);
  return toAttestor(id, members(spec, `${where}: spec`), where);
}

function toAttestor(id: string, spec: Members, where: string): NamedAttestor {
  const reference = textOf(spec.noteReference, `${where}: spec.noteReference`).replace(
    /^v1(?:alpha1|beta1)?\//,
    '',
  );
  const noteReference = /^projects\/[^/]+$/.test(reference) ? `${reference}/notes/${id}` : reference;
  const keys = spec.publicKeys === undefined ? [] : spec.publicKeys;
  if (!Array.isArray(keys)) throw new Error(`${where}: spec.publicKeys must be a list`);
  const publicKeys = keys.map((key: unknown, index) =>
    toKey(members(key, `${where}: spec.publicKeys[${index}]`), `${where}: spec.publicKeys[${index}]`),
  );
  if (spec.publicKeyData !== undefined)
    publicKeys.push({
      asciiArmoredPgpPublicKey: armourOf(textOf(spec.publicKeyData, `${where}: spec.publicKeyData`)),
    });
  if (publicKeys.length === 0) throw new Error(`${where}: spec has no publicKeys`);
  const description = `Imported from the AttestationAuthority ${id}.`;
  return { id, attestor: { userOwnedGrafeasNote: { noteReference, publicKeys }, description } };
}

function toKey(key: Members, where: string): PublicKeyDocument {
  const { keyId, asciiArmoredPgpPublicKey: armour, pkixPublicKey } = key;
  if (armour !== undefined && armour !== '')
    return { asciiArmoredPgpPublicKey: armourOf(textOf(armour, `${where}.asciiArmoredPgpPublicKey`)) };
  const pkix = members(pkixPublicKey, `${where}.pkixPublicKey`);
  const { publicKey = pkix.publicKeyPem, signatureAlgorithm } = pkix;
  return {
    ...(typeof keyId === 'string' && keyId !== '' ? { id: keyId } : {}),
    pkixPublicKey: {
      publicKeyPem: textOf(publicKey, `${where}.pkixPublicKey.publicKey`),
      signatureAlgorithm: textOf(signatureAlgorithm, `${where}.pkixPublicKey.signatureAlgorithm`),
    },
  };
}

function armourOf(text: string): string {
  return text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');
}

function members(value: unknown, where: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw new Error(`${where} must be an object`);
}

function textOf(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${where} must be text`);
}
