import { readFileSync } from 'node:fs';
import type { Operation } from '../../src/api/operation.js';
import type { WireRequest } from '../../src/conformance/http-client.js';
import { type Bodies, bodiesIn } from '../setup/versions.js';

export type Fields = Readonly<Record<string, unknown>>;

const report = readFileSync(new URL('../fixtures/trivy/image.json', import.meta.url)).toString('base64');
const parent = 'projects/there';

/** The note of every attestor that is made. */
export const userOwnedGrafeasNote = { noteReference: 'projects/there/notes/attestations' };

/** A platform policy that names nothing. */
export const platformPolicy = { gkePolicy: { checkSets: [{ checks: [{ alwaysDeny: true }] }] } };
const rule = { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'DRYRUN_AUDIT_LOG_ONLY' };

/** Makes what a request needs, such as a note that is there; its name. */
export interface Given {
  project(): Promise<string>;
  note(): Promise<string>;
  occurrence(): Promise<string>;
  attestor(): Promise<string>;
  /** A platform policy. */
  policy(): Promise<string>;
  /** An id that nothing has. */
  fresh(): string;
}

/**
 * A request of the operation that is granted, and changes something if the operation does.
 *
 * @throws Error if the operation has a body, or a path of its own, and no request here.
 */
export function wish(operation: Operation, given: Given, bodies: Bodies = bodiesIn.v1beta1): Promise<Fields> {
  const { id, http } = operation;
  const own = wishes(given, bodies)[id];
  if (own !== undefined) return own();
  const [, field = '', pattern = ''] = /\{(\w+)=([^}]*)\}/.exec(http.paths[0] ?? '') ?? [];
  const name = namesOf(given)[`${field}=${pattern}`];
  if (http.body !== undefined || name === undefined)
    throw new Error(`test/http/wishes.ts lacks a request of ${id}`);
  return name().then((value) => ({
    ...(field === '' ? {} : { [field]: value }),
    ...(http.query.includes('pageSize') ? { pageSize: 1 } : {}),
  }));
}

/** What the variable of a path binds, by the variable. */
function namesOf(given: Given): Readonly<Record<string, () => Promise<string>>> {
  return {
    '=': async () => '',
    'parent=projects/*': async () => parent,
    'name=projects/*': given.project,
    'name=projects/*/notes/*': given.note,
    'name=projects/*/occurrences/*': given.occurrence,
    'name=projects/*/attestors/*': given.attestor,
  };
}

/** Requests of operations with a body, and of others that need more than a name. */
function wishes(given: Given, { note, occurrence }: Bodies): Readonly<Record<string, () => Promise<Fields>>> {
  return {
    CreateProject: async () => ({ project: { name: `projects/${given.fresh()}` } }),
    CreateNote: async () => ({ parent, noteId: given.fresh(), note }),
    BatchCreateNotes: async () => ({ parent, notes: { [given.fresh()]: note, [given.fresh()]: note } }),
    UpdateNote: async () => ({
      name: await given.note(),
      note: { ...note, shortDescription: given.fresh() },
      updateMask: 'shortDescription',
    }),
    CreateOccurrence: async () => ({ parent, occurrence: occurrence(await given.note()) }),
    BatchCreateOccurrences: async () => {
      const one = occurrence(await given.note());
      return { parent, occurrences: [one, one] };
    },
    ListVulnerabilityTotals: async () => ({ parent, pageSize: 1, days: 7, fixes: 2 }),
    GetVulnerabilityHistory: async () => ({ parent, days: 7 }),
    UpdateOccurrence: async () => ({
      name: await given.occurrence(),
      occurrence: { remediation: given.fresh() },
      updateMask: 'remediation',
    }),
    TestIamPermissions: async () => ({ resource: parent, permissions: ['notes.get'] }),
    CreateAttestor: async () => ({ parent, attestorId: given.fresh(), attestor: { userOwnedGrafeasNote } }),
    UpdateAttestor: async () => ({
      attestor: { name: await given.attestor(), userOwnedGrafeasNote, description: given.fresh() },
    }),
    ValidateAttestationOccurrence: async () => ({
      attestor: await given.attestor(),
      attestation: { serializedPayload: 'e30=' },
      occurrenceNote: userOwnedGrafeasNote.noteReference,
      occurrenceResourceUri: 'https://registry.example.com/app:1.0',
    }),
    GetPolicy: async () => ({ name: 'projects/there/policy' }),
    UpdatePolicy: async () => ({
      policy: { name: 'projects/there/policy', description: given.fresh(), defaultAdmissionRule: rule },
    }),
    GetSystemPolicy: async () => ({ name: 'locations/eu/policy' }),
    CreatePlatformPolicy: async () => ({
      parent: 'projects/there/platforms/gke',
      policyId: given.fresh(),
      platformPolicy,
    }),
    ListPlatformPolicies: async () => ({ parent: 'projects/there/platforms/gke', pageSize: 1 }),
    GetPlatformPolicy: async () => ({ name: await given.policy() }),
    ReplacePlatformPolicy: async () => ({
      name: await given.policy(),
      platformPolicy: { ...platformPolicy, description: given.fresh() },
    }),
    DeletePlatformPolicy: async () => ({ name: await given.policy() }),
    EvaluateGkePolicy: async () => ({
      name: await given.policy(),
      resource: { kind: 'Pod', spec: { containers: [{ name: 'a', image: 'nginx' }] } },
    }),
    AuditPolicy: async () => ({ name: await given.policy(), pageSize: 1 }),
    ImportReport: async () => ({ parent: `projects/${given.fresh()}`, report }),
  };
}

/** The request as REST has it, on the first path of the operation. */
export function toWireRequest({ http }: Operation, fields: Fields): WireRequest {
  const left = { ...fields };
  const path = (http.paths[0] ?? '').replace(/\{([\w.]+)=[^}]*\}/, (_, field: string) => {
    const [outer = '', inner] = field.split('.');
    if (inner !== undefined) return String((left[outer] as Fields)[inner]);
    const value = String(left[outer]);
    delete left[outer];
    return value;
  });
  const query = http.query
    .filter((name) => left[name] !== undefined)
    .map((name) => `${name}=${encodeURIComponent(String(left[name]))}`);
  const bound = http.body === '*' ? left : left[http.body ?? ''];
  const body =
    http.body === undefined
      ? undefined
      : http.raw === undefined
        ? JSON.stringify(bound)
        : Buffer.from(String(bound), 'base64');
  return {
    method: http.verb,
    path: query.length === 0 ? path : `${path}?${query.join('&')}`,
    ...(body === undefined ? {} : { body }),
  };
}
