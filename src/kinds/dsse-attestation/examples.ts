import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/authorities/notes/dsse';

const occurrence = (dsseAttestation: unknown) => ({ resourceUri: resource.uri, noteName, dsseAttestation });

export const v1Examples: Kind['examples'] = {
  notes: [
    { value: { dsseAttestation: { hint: { humanReadableName: 'qa' } } } },
    { value: { dsseAttestation: {} } },
  ],
  occurrences: [
    {
      value: occurrence({
        envelope: {
          payload: 'e30=',
          payloadType: 'application/vnd.in-toto+json',
          signatures: [{ sig: 'c2lnbmF0dXJl', keyid: 'ab12' }],
        },
        statement: {
          _type: 'https://in-toto.io/Statement/v0.1',
          subject: [{ name: 'app', digest: { sha256: '4bf5122f' } }],
          predicateType: 'https://slsa.dev/provenance/v0.2',
          slsaProvenanceZeroTwo: { builder: { id: 'https://ci.example.com' } },
        },
      }),
    },
    { value: occurrence({}) },
  ],
  invalid: [
    { of: 'note', path: 'dsse_attestation.hint.name', value: { dsseAttestation: { hint: { name: 'qa' } } } },
    {
      of: 'occurrence',
      path: 'dsse_attestation.envelope.payload',
      value: occurrence({ envelope: { payload: 'not base64!' } }),
    },
    {
      of: 'occurrence',
      path: 'dsse_attestation.statement.subject[0].digest.sha256',
      value: occurrence({ statement: { subject: [{ digest: { sha256: null } }] } }),
    },
  ],
};
