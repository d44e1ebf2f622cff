import { createHash } from 'node:crypto';
import { InTotoStatement } from '../../kinds/common/v1/intoto.js';
import { authorityOf } from '../common/authority.js';
import { invalidReport, pointerTo, textIn, type View, viewIn } from '../common/json-view.js';
import type { Reading } from '../common/reading.js';
import { addSbom } from '../common/sbom.js';
import { addLink } from './link.js';
import { projectOnto } from './project.js';
import { parsePayload, type Signed, toEnvelope } from './signed.js';
import { addBuilds, slsaVersionOf } from './slsa.js';
import { artifactOf, resolveSubjects, type Subject, subjectsIn } from './subjects.js';

const statements = new Set(['https://in-toto.io/Statement/v0.1', 'https://in-toto.io/Statement/v1']);

/** Predicates that are a bill of materials, and its format. */
const sboms: readonly [RegExp, 'cyclonedx' | 'spdx'][] = [
  [/^https:\/\/cyclonedx\.org\/(?:bom|schema)(?:\/|$)/, 'cyclonedx'],
  [/^https:\/\/spdx\.dev\/Document(?:\/|$)/, 'spdx'],
];

export function isStatement(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value._type === 'string' && statements.has(value._type);
}

/**
 * Adds what a DSSE envelope holds, its bytes as they were signed: provenance as BUILD, links as INTOTO, everything else that
 * names artifacts as DSSE_ATTESTATION.
 *
 * @param builder id of the note of a build, where its builder has one of its own.
 * @throws INVALID_REPORT for what names no artifact, or another one than the caller does.
 */
export function addSigned(signed: Signed, reading: Reading, builder?: string): void {
  const { payload, payloadType, pointer } = signed;
  const view = parsePayload(payload, pointer);
  const envelope = toEnvelope(signed);
  if (payloadType === 'application/vnd.dev.cosign.simplesigning.v1+json') {
    addAttestation(signed, simpleSubjects(view, reading), undefined, reading);
    return;
  }
  if (payloadType !== 'application/vnd.in-toto+json')
    throw invalidReport(pointer, `the payload type ${JSON.stringify(payloadType.slice(0, 80))} is not known`);
  const signatures = signed.signatures.map(({ signature, keyId }) => ({
    keyid: keyId,
    sig: signature.toString('base64'),
  }));
  if (view.value._type === 'link') {
    addLink(view, envelope, signatures, reading);
    return;
  }
  const predicateType = predicateTypeOf(view);
  if (slsaVersionOf(predicateType) !== undefined) {
    const subjects = subjectsIn(view, reading);
    const text = payload.toString('utf8');
    addBuilds({ statement: view, text, envelope, subjects, noteId: builder }, reading);
    return;
  }
  const predicate = /^https:\/\/in-toto\.io\/(?:attestation\/link|Link)\//.test(predicateType)
    ? viewIn(view, 'predicate')
    : undefined;
  if (predicate !== undefined) {
    const products = view.value.subject;
    addLink({ ...predicate, value: { ...predicate.value, products } }, envelope, signatures, reading);
    return;
  }
  const subjects = subjectsIn(view, reading);
  addAttestation(signed, subjects, view, reading);
  addSboms(predicateType, signed, subjects, reading);
  if (/vuln|openvex|vex/i.test(predicateType))
    reading.warn(
      pointer,
      'the vulnerabilities in the predicate are not imported; send the report itself too',
    );
}

/** Adds provenance that is not signed. */
export function addStatement(statement: View, text: string, reading: Reading): void {
  const predicateType = predicateTypeOf(statement);
  if (slsaVersionOf(predicateType) === undefined)
    throw invalidReport(
      pointerTo(statement, 'predicateType'),
      'a statement that is not signed is imported as provenance of SLSA only; send the signed envelope',
    );
  reading.warn(statement, 'the statement is not signed, so its author is unknown');
  const subjects = subjectsIn(statement, reading);
  addBuilds({ statement, text, envelope: undefined, subjects }, reading);
}

/** @throws INVALID_REPORT where it is no statement. */
function predicateTypeOf(statement: View): string {
  if (!isStatement(statement.value))
    throw invalidReport(pointerTo(statement, '_type'), `is none of ${[...statements].join(', ')}`);
  const predicateType = textIn(statement, 'predicateType');
  if (predicateType === undefined)
    throw invalidReport(pointerTo(statement, 'predicateType'), 'required: the type of the statement');
  return predicateType;
}

/** The artifact of a payload of simple signing. */
function simpleSubjects(view: View, reading: Reading): Subject[] {
  const image = simpleImage(view);
  return resolveSubjects(image === undefined ? [] : [image], pointerTo(view, 'critical'), reading);
}

/** `critical.image.docker-manifest-digest`, by the name in `critical.identity`. */
export function simpleImage(view: View) {
  const critical = viewIn(view, 'critical');
  const image = critical === undefined ? undefined : viewIn(critical, 'image');
  const identity = critical === undefined ? undefined : viewIn(critical, 'identity');
  const text = image === undefined ? undefined : textIn(image, 'docker-manifest-digest');
  const [algorithm = '', hex = ''] = text?.split(':') ?? [];
  const name = identity === undefined ? undefined : textIn(identity, 'docker-reference');
  // A name without a host is one of Docker Hub.
  const isHosted = name !== undefined && /^[^/]*[.:][^/]*\//.test(name);
  const full =
    name === undefined || isHosted ? name : `docker.io/${name.includes('/') ? name : `library/${name}`}`;
  return artifactOf(
    full?.replace(/@.*$/, '') ?? '',
    { value: { [algorithm]: hex }, pointer: '' },
    view.pointer,
  );
}

/** A DSSE_ATTESTATION, which v1 alone has. */
function addAttestation(
  signed: Signed,
  subjects: readonly Subject[],
  statement: View | undefined,
  reading: Reading,
): void {
  const envelope = toEnvelope(signed);
  const signer = signed.signatures.find(({ keyId }) => keyId !== '')?.keyId ?? 'unknown-signer';
  const { noteName, shownAs } = authorityOf(reading.options, { id: `dsse-${signer}`, shownAs: signer });
  reading.note(noteName, { dsseAttestation: { hint: { humanReadableName: shownAs } } });
  const { _type, subject, predicateType } = statement?.value ?? {};
  const decoded =
    statement === undefined ? undefined : projectOnto(InTotoStatement, { _type, subject, predicateType });
  const dsseAttestation = { envelope, ...(decoded === undefined ? {} : { statement: decoded }) };
  for (const { uri, pointer } of subjects) {
    reading.about(uri);
    reading.occurrence({ resourceUri: uri, noteName, dsseAttestation }, pointer);
  }
}

/** That the bill of materials exists, by the digest of the signed bytes that hold it. */
function addSboms(
  predicateType: string,
  { payload }: Signed,
  subjects: readonly Subject[],
  reading: Reading,
): void {
  const format = sboms.find(([pattern]) => pattern.test(predicateType))?.[1];
  if (format === undefined) return;
  const digest = createHash('sha256').update(payload).digest('hex');
  for (const { uri, name } of subjects)
    addSbom(
      {
        format,
        version: 'in-toto',
        mimeType: 'application/vnd.in-toto+json',
        uri,
        name,
        location: undefined,
        digest,
      },
      reading,
    );
}
