import { repeated } from '../schema/field-types.js';
import { field, message } from '../schema/message.js';
import { bool, enumeration, text, timestamp } from '../schema/scalars.js';
import type { VerificationService } from '../services/verifications.js';
import { type Operation, operation, pathsUnder } from './operation.js';

/** What was found out about signatures, which no Grafeas service has. @param version of the API: `v1beta1` or `v1`. */
export function verificationOperations(version: string, services: VerificationService): readonly Operation[] {
  const of = `grafeas_ts.${version}`;
  const { ofName } = pathsUnder(version);
  const State = enumeration(`${of}.OccurrenceVerification.State`, {
    STATE_UNSPECIFIED: 0,
    VERIFIED: 1,
    NOT_VERIFIED: 2,
    NOT_CHECKED: 3,
  });
  const Verify = enumeration(`${of}.OccurrenceVerification.Verify`, {
    VERIFY_UNSPECIFIED: 0,
    REQUIRE: 1,
    MARK: 2,
  });
  const Check = message(`${of}.OccurrenceVerification.Check`, 'What was found out for one demand.', {
    attestors: field(1, repeated(text()), 'The attestors whose keys were tried.'),
    verify: field(2, Verify, 'What was demanded.'),
    verified: field(3, bool(), 'Whether a key verified a signature that is about the artifact.'),
    attestor: field(4, text(), 'The attestor whose key it was.'),
    keyId: field(5, text(), 'The id of the key.'),
    signedTime: field(6, timestamp(), 'When it was signed, as the signer claims.'),
    denialReason: field(7, text(), 'Why no key did, for each signature.'),
  });
  const OccurrenceVerification = message(
    `${of}.OccurrenceVerification`,
    'What the server found out about the signatures of an occurrence when it was last written.',
    {
      name: field(1, text(), 'The occurrence.'),
      state: field(
        2,
        State,
        'NOT_CHECKED where nothing demanded it then; VERIFIED where every demand was met.',
      ),
      checkTime: field(3, timestamp(), 'When keys and signatures were checked.'),
      checks: field(4, repeated(Check), 'Each demand.'),
    },
  );
  const GetOccurrenceVerificationRequest = message(
    `${of}.GetOccurrenceVerificationRequest`,
    'Reads what was found out about signatures.',
    {
      name: field(1, text(), 'The occurrence: projects/PROJECT/occurrences/OCCURRENCE.', { required: true }),
    },
  );
  return [
    operation({
      id: 'GetOccurrenceVerification',
      service: `${of}.Verifications`,
      http: {
        verb: 'GET',
        paths: ofName('occurrences', ':verification'),
        query: [],
      },
      request: GetOccurrenceVerificationRequest,
      response: OccurrenceVerification,
      summary: 'Get the verification of an occurrence',
      description:
        'Which key verified the signatures of the occurrence when it was last written, or why none did. Only the server sets it, where an attestor or the policy file demands it.',
      permissions: [{ permission: 'occurrences.get', on: 'the project' }],
      handle: services.getOccurrenceVerification,
    }),
  ];
}
