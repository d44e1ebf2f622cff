import type { Message } from '../../schema/message.js';
import type { AttestationDocument } from '../../services/attestation-verifier.js';
import type { AttestorService } from '../../services/attestors.js';
import type { IamService } from '../../services/iam.js';
import type { PolicyService } from '../../services/policies.js';
import type { PolicyAudit } from '../../services/policy-audit.js';
import type { PolicyEvaluation } from '../../services/policy-evaluation.js';
import { onAttestor } from '../guards.js';
import { iamOperations } from '../iam.js';
import { openApiDocument } from '../openapi/document.js';
import { type Operation, operation } from '../operation.js';
import type { ApiVersion } from '../version.js';
import { attestorExamples } from './examples.js';
import { attestorMessages } from './messages.js';
import { policyOperations } from './policy-operations.js';

const name = 'binaryauthorization.v1';
const management = 'google.cloud.binaryauthorization.v1.BinauthzManagementServiceV1';
const validation = 'google.cloud.binaryauthorization.v1.ValidationHelperV1';

/**
 * The attestors and policies of Binary Authorization v1. They stand beside Grafeas v1 under the same first segment of paths.
 *
 * @param version of the package, for the document.
 */
export function attestorVersion(
  AttestationOccurrence: Message<AttestationDocument>,
  services: {
    readonly attestors: AttestorService;
    readonly policies: PolicyService;
    readonly evaluation: PolicyEvaluation;
    readonly audit: PolicyAudit;
  },
  iam: IamService,
  version: string,
): ApiVersion {
  const operations = [
    ...attestorOperations(AttestationOccurrence, services.attestors),
    ...policyOperations(services.policies, services.evaluation, services.audit),
    ...iamOperations({ name: 'v1', services: { iam: 'google.iam.v1.IAMPolicy' } }, iam, [
      'projects/*/attestors/*',
      'projects/*/policy',
      'projects/*/platforms/gke/policies/*',
    ]),
  ];
  const about = {
    summary: 'Attestors and policies: whose signatures over an artifact count, and what may run.',
    description:
      'The attestors and policies of Binary Authorization v1. An attestor names a note and public keys; an attestation, which is an ' +
      'occurrence of that note, counts where one of the keys verifies it for its artifact. A policy says what has to hold of an ' +
      'image before it runs, and evaluates pods.',
  };
  return {
    name,
    root: '/v1/projects/{project}/attestors',
    operations,
    document: () =>
      openApiDocument(name, operations, { version, about, examples: attestorExamples, messageExamples: {} }),
  };
}

function attestorOperations(
  AttestationOccurrence: Message<AttestationDocument>,
  services: AttestorService,
): readonly Operation[] {
  const m = attestorMessages(AttestationOccurrence);
  const collection = '/v1/{parent=projects/*}/attestors';
  const one = '/v1/{name=projects/*/attestors/*}';
  return [
    operation({
      id: 'CreateAttestor',
      service: management,
      http: { verb: 'POST', paths: [collection], body: 'attestor', query: ['attestorId'] },
      request: m.CreateAttestorRequest,
      response: m.Attestor,
      summary: 'Create an attestor',
      description: 'The server sets ids of keys, name, time and etag. It refuses weak keys.',
      permissions: [
        { permission: 'attestors.create', on: 'the project' },
        { permission: 'notes.update', on: 'the note (with verify)' },
      ],
      handle: services.createAttestor,
    }),
    operation({
      id: 'ListAttestors',
      service: management,
      http: { verb: 'GET', paths: [collection], query: ['pageSize', 'pageToken'] },
      request: m.ListAttestorsRequest,
      response: m.ListAttestorsResponse,
      summary: 'List attestors',
      description: 'Ascending by name.',
      permissions: [{ permission: 'attestors.list', on: 'the project' }],
      handle: services.listAttestors,
    }),
    operation({
      id: 'GetAttestor',
      service: management,
      http: { verb: 'GET', paths: [one], query: [] },
      request: m.GetAttestorRequest,
      response: m.Attestor,
      summary: 'Get an attestor',
      description: 'Returns the attestor with its keys.',
      permissions: [{ permission: 'attestors.get', on: 'the project' }],
      handle: services.getAttestor,
    }),
    operation({
      id: 'UpdateAttestor',
      service: management,
      http: {
        verb: 'PUT',
        paths: ['/v1/{attestor.name=projects/*/attestors/*}'],
        body: 'attestor',
        query: [],
      },
      request: m.UpdateAttestorRequest,
      response: m.Attestor,
      summary: 'Replace an attestor',
      description: 'Removes what the body omits. The note cannot change.',
      permissions: [
        { permission: 'attestors.update', on: 'the project' },
        { permission: 'notes.update', on: 'the note (with verify)' },
      ],
      handle: services.updateAttestor,
    }),
    operation({
      id: 'DeleteAttestor',
      service: management,
      http: { verb: 'DELETE', paths: [one], query: [] },
      request: m.DeleteAttestorRequest,
      response: m.Empty,
      summary: 'Delete an attestor',
      description: 'Its note and all attestations stay.',
      permissions: [{ permission: 'attestors.delete', on: 'the project' }],
      handle: services.deleteAttestor,
    }),
    operation({
      id: 'ValidateAttestationOccurrence',
      service: validation,
      http: {
        verb: 'POST',
        paths: ['/v1/{attestor=projects/*/attestors/*}:validateAttestationOccurrence'],
        body: '*',
        query: [],
      },
      request: m.ValidateAttestationOccurrenceRequest,
      response: m.ValidateAttestationOccurrenceResponse,
      summary: 'Verify an attestation',
      description:
        'Checks that a key of the attestor verifies a signature of the attestation, and that the signed payload names the artifact.',
      permissions: [{ permission: 'attestors.verifyImageAttested', on: 'the project' }],
      guard: onAttestor('attestors.verifyImageAttested'),
      readOnly: true,
      handle: services.validateAttestationOccurrence,
    }),
  ];
}
