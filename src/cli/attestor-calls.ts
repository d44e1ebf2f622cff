import type { AttestorDocument } from '../services/attestor-document.js';
import { UsageError } from './output.js';
import { inPath, type Rest } from './rest.js';

/** @throws UsageError where it is not the name of an attestor */
export function checkAttestorName(name: string): string {
  if (/^projects\/[^/]+\/attestors\/[^/]+$/.test(name)) return name;
  throw new UsageError(`${JSON.stringify(name)} must have the form projects/PROJECT/attestors/ATTESTOR`);
}

export async function getAttestor(rest: Rest, name: string): Promise<AttestorDocument> {
  return (await rest('GET', `/v1/${inPath(checkAttestorName(name))}`)) as AttestorDocument;
}

/** All of a project. */
export async function listAttestors(rest: Rest, project: string): Promise<readonly AttestorDocument[]> {
  if (!/^projects\/[^/]+$/.test(project))
    throw new UsageError(`${JSON.stringify(project)} must have the form projects/PROJECT`);
  const found: AttestorDocument[] = [];
  for (let token = ''; ; ) {
    const query = token === '' ? '' : `&pageToken=${encodeURIComponent(token)}`;
    const page = await rest('GET', `/v1/${inPath(project)}/attestors?pageSize=1000${query}`);
    found.push(...((page.attestors ?? []) as AttestorDocument[]));
    token = String(page.nextPageToken ?? '');
    if (token === '') return found;
  }
}

export async function createAttestor(
  rest: Rest,
  name: string,
  attestor: AttestorDocument,
): Promise<AttestorDocument> {
  const [parent = '', id = ''] = checkAttestorName(name).split('/attestors/');
  const path = `/v1/${inPath(parent)}/attestors?attestorId=${encodeURIComponent(id)}`;
  return (await rest('POST', path, attestor)) as AttestorDocument;
}
