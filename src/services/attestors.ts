import { ApiError, type FieldViolation, invalidField, invalidFields } from '../domain/errors.js';
import { randomRevision } from '../domain/ids.js';
import {
  type AttestorKey,
  checkId,
  formatAttestorName,
  parseAttestorName,
  parseNoteName,
  parseProjectName,
} from '../domain/names.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import { checkRules } from '../schema/codec.js';
import type { Message } from '../schema/message.js';
import { parseArtifact } from '../signatures/digests.js';
import type { AttestorRow, DemandRow, StoredAttestor } from '../storage/repository-rows.js';
import { type AttestationDocument, reasonsOf, signedParts } from './attestation-verifier.js';
import { type AttestorDocument, toDocument, type VerifyMode } from './attestor-document.js';
import { checkKeys } from './attestor-keys.js';
import { callerOf, type RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { noteTarget } from './notes.js';
import { checkIfMatch, etagMismatch, readModifyWrite } from './optimistic-update.js';
import { formatPage, openWalk, pageSizeOf, partOf } from './pages.js';
import type { ListRequest, NameRequest, ParentRequest } from './requests.js';

/** Attestors, and validation of attestations by them. */
export type AttestorService = ReturnType<typeof createAttestorService>;

/** @param AttestationOccurrence the message whose rules an attestation must satisfy. */
export function createAttestorService(
  {
    repository,
    clock,
    pageTokens,
    etagOf,
    verify,
  }: Pick<ServiceDeps, 'repository' | 'clock' | 'pageTokens' | 'etagOf' | 'verify'>,
  AttestationOccurrence: Message<AttestationDocument>,
) {
  const etagText = (stored: string): string => etagOf(stored).replaceAll('"', '');
  const shown = (stored: string): string =>
    `${stored.slice(0, -1)},"etag":${JSON.stringify(etagText(stored))}}`;

  async function load(key: AttestorKey): Promise<StoredAttestor> {
    const stored = await repository.getAttestor(key);
    if (stored === undefined)
      throw new ApiError('ATTESTOR_NOT_FOUND', `attestor "${formatAttestorName(key)}" not found`);
    return stored;
  }

  /** The row of an attestor that a client wrote. @throws INVALID_FIELD, INVALID_NAME, INVALID_KEY */
  async function toRow(
    key: AttestorKey,
    attestor: AttestorDocument,
    context: RequestContext,
  ): Promise<AttestorRow & { readonly attestor: AttestorDocument }> {
    const { userOwnedGrafeasNote: note, description } = attestor;
    if (note === undefined) throw invalidField(noteField, 'must be specified');
    const { noteReference = '' } = note;
    if (noteReference === '') throw invalidField(referenceField, 'must be specified');
    const noteKey = parseNoteName(noteReference, referenceField);
    const verify = modeOf(attestor);
    // A demand restricts what others may write to the note.
    if (verify !== undefined) context.access.require('notes.update', noteTarget(noteKey));
    const publicKeys = await checkKeys(note.publicKeys ?? [], `${noteField}.public_keys`);
    const document: AttestorDocument = {
      name: formatAttestorName(key),
      userOwnedGrafeasNote: { noteReference, ...(publicKeys.length > 0 ? { publicKeys } : {}) },
      verify,
      updateTime: timestampFromMillis(clock.now()),
      description,
    };
    return { ...key, attestor: document, document: JSON.stringify(document), demand: demandOf(document) };
  }

  /** The document of an update. Clients that do not know `verify` omit it, which must not switch it off. */
  function merged(
    row: AttestorRow & { readonly attestor: AttestorDocument },
    before: AttestorDocument,
    isOff: boolean,
    context: RequestContext,
  ): AttestorRow {
    const last = modeOf(before);
    const { verify = isOff ? undefined : last, ...rest } = row.attestor;
    if (last === undefined && verify === undefined) return row;
    const document: AttestorDocument = { ...rest, verify };
    if (verify !== undefined)
      context.access.require(
        'notes.update',
        noteTarget(parseNoteName(document.userOwnedGrafeasNote?.noteReference ?? '', referenceField)),
      );
    return { ...row, document: JSON.stringify(document), demand: demandOf(document, true) };
  }

  return {
    async createAttestor(
      request: ParentRequest & { attestorId?: string | undefined; attestor?: AttestorDocument | undefined },
      context: RequestContext,
    ): Promise<string> {
      const project = parseProjectName(request.parent ?? '', 'parent');
      context.access.require('attestors.create', { project });
      const key = { scope: project, id: checkId(request.attestorId ?? '', 'attestor_id') };
      const { attestor } = request;
      if (attestor === undefined) throw invalidField('attestor', 'must be specified');
      const { name = '' } = attestor;
      if (name !== '' && name !== formatAttestorName(key))
        throw invalidField('attestor.name', `must be ${formatAttestorName(key)}, or nothing`);
      const row = await toRow(key, attestor, context);
      await repository.createAttestor(row);
      return shown(row.document);
    },

    async getAttestor(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseAttestorName(request.name ?? '', 'name');
      context.access.require('attestors.get', { project: key.scope });
      return shown((await load(key)).document);
    },

    async listAttestors(request: ListRequest & ParentRequest, context: RequestContext): Promise<string> {
      const project = parseProjectName(request.parent ?? '', 'parent');
      context.access.require('attestors.list', { project });
      const pageSize = pageSizeOf(request);
      const walk = openWalk(pageTokens, request, `ListAttestors ${project}`, pageSize, 1);
      const attestors = await repository.listAttestors({
        signal: context.signal,
        scope: project,
        ...partOf(walk),
      });
      const texts = attestors.map(({ document }) => shown(document));
      return formatPage('attestors', attestors, texts, walk, ({ id }) => [id]);
    },

    async updateAttestor(
      request: { attestor?: AttestorDocument | undefined },
      context: RequestContext,
    ): Promise<string> {
      const { attestor } = request;
      if (attestor === undefined) throw invalidField('attestor', 'must be specified');
      const key = parseAttestorName(attestor.name ?? '', 'attestor.name');
      context.access.require('attestors.update', { project: key.scope });
      const row = await toRow(key, attestor, context);
      const written = await readModifyWrite(
        () => load(key),
        (stored) => {
          checkIfMatch(context.ifMatch, shown(stored.document), etagOf);
          const { etag = '' } = attestor;
          if (etag !== '' && etag !== etagText(stored.document)) throw etagMismatch();
          if (noteOf(stored) !== attestor.userOwnedGrafeasNote?.noteReference)
            throw invalidField(
              referenceField,
              'the note of an attestor cannot be changed',
              'IMMUTABLE_FIELD',
            );
          return merged(row, toDocument(stored), attestor.verify === 'OFF', context);
        },
        (expected, next) => repository.replaceAttestor(expected, next),
      );
      return shown(written.document);
    },

    async deleteAttestor(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseAttestorName(request.name ?? '', 'name');
      context.access.require('attestors.delete', { project: key.scope });
      await readModifyWrite(
        () => load(key),
        (stored) => {
          checkIfMatch(context.ifMatch, shown(stored.document), etagOf);
          return stored;
        },
        (expected, stored) => repository.deleteAttestor(key, expected, demandOf(toDocument(stored))?.note),
      );
      return '{}';
    },

    async validateAttestationOccurrence(
      request: {
        attestor?: string | undefined;
        attestation?: AttestationDocument | undefined;
        occurrenceNote?: string | undefined;
        occurrenceResourceUri?: string | undefined;
      },
      context: RequestContext,
    ): Promise<string> {
      const key = parseAttestorName(request.attestor ?? '', 'attestor');
      context.access.require('attestors.verifyImageAttested', { project: key.scope });
      const { attestation, occurrenceNote = '', occurrenceResourceUri = '' } = request;
      if (attestation === undefined) throw invalidField('attestation', 'must be specified');
      checkAttestation(AttestationOccurrence, attestation);
      if (occurrenceNote === '') throw invalidField('occurrence_note', 'must be specified');
      parseNoteName(occurrenceNote, 'occurrence_note');
      if (occurrenceResourceUri === '') throw invalidField('occurrence_resource_uri', 'must be specified');
      const stored = await load(key);
      const note = noteOf(stored);
      if (note !== occurrenceNote)
        return notVerifiable(`The occurrence is of the note ${occurrenceNote}, the attestor of ${note}.`);
      const keys = toDocument(stored).userOwnedGrafeasNote?.publicKeys ?? [];
      if (keys.length === 0) return notVerifiable('The attestor has no public keys.');
      const at = new Date(clock.now());
      const artifact = parseArtifact(occurrenceResourceUri);
      const verified = await verify(signedParts(attestation), keys, artifact, at, callerOf(context));
      return verified.results.some((result) => result.verified)
        ? JSON.stringify({ result: 'VERIFIED' })
        : notVerifiable(reasonsOf(verified));
    },
  };
}

const noteField = 'attestor.user_owned_grafeas_note';
const referenceField = `${noteField}.note_reference`;

function modeOf({ verify }: AttestorDocument): VerifyMode | undefined {
  if (verify === 'REQUIRE' || verify === 'MARK') return verify;
  if (verify === undefined || verify === 'OFF' || verify === 'VERIFY_UNSPECIFIED') return undefined;
  throw invalidField('attestor.verify', 'must be REQUIRE, MARK or OFF');
}

/** @param wasDemanding whether there is a demand to remove. */
function demandOf(document: AttestorDocument, wasDemanding = false): DemandRow | undefined {
  const isDemanding = modeOf(document) !== undefined;
  if (!isDemanding && !wasDemanding) return undefined;
  const note = parseNoteName(document.userOwnedGrafeasNote?.noteReference ?? '', referenceField);
  return { note, revision: isDemanding ? randomRevision() : 0 };
}

function noteOf(stored: StoredAttestor): string {
  return toDocument(stored).userOwnedGrafeasNote?.noteReference ?? '';
}

/** @throws INVALID_FIELD naming every rule that is broken */
function checkAttestation(type: Message<AttestationDocument>, attestation: AttestationDocument): void {
  const violations: FieldViolation[] = [];
  const value = attestation as Readonly<Record<string, unknown>>;
  checkRules(type, value, 'attestation', (field, description) => violations.push({ field, description }));
  if (violations.length > 0) throw invalidFields(violations, 'INVALID_FIELD');
}

function notVerifiable(denialReason: string): string {
  return JSON.stringify({ result: 'ATTESTATION_NOT_VERIFIABLE', denialReason });
}
