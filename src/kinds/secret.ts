import { any } from './any.js';
import { Digest, FileLocation } from './common/artifact.js';
import { exampleResource as resource } from './common/example.js';
import { repeated } from './field-types.js';
import { defineKind } from './kind.js';
import { field, message } from './message.js';
import { enumeration, text, timestamp } from './scalars.js';

/** SECRET: a credential found in an artifact (conformance 3.12). Its kind is documented as needed, but not enforced (2.4). */

export const SecretKind = enumeration('grafeas.v1beta1.secret.SecretKind', {
  SECRET_KIND_UNSPECIFIED: 0,
  SECRET_KIND_UNKNOWN: 1,
  SECRET_KIND_GCP_SERVICE_ACCOUNT_KEY: 2,
  SECRET_KIND_GCP_API_KEY: 3,
  SECRET_KIND_GCP_OAUTH2_CLIENT_CREDENTIALS: 4,
  SECRET_KIND_GCP_OAUTH2_ACCESS_TOKEN: 5,
  SECRET_KIND_ANTHROPIC_ADMIN_API_KEY: 6,
  SECRET_KIND_ANTHROPIC_API_KEY: 7,
  SECRET_KIND_AZURE_ACCESS_TOKEN: 8,
  SECRET_KIND_AZURE_IDENTITY_TOKEN: 9,
  SECRET_KIND_DOCKER_HUB_PERSONAL_ACCESS_TOKEN: 10,
  SECRET_KIND_GITHUB_APP_REFRESH_TOKEN: 11,
  SECRET_KIND_GITHUB_APP_SERVER_TO_SERVER_TOKEN: 12,
  SECRET_KIND_GITHUB_APP_USER_TO_SERVER_TOKEN: 13,
  SECRET_KIND_GITHUB_CLASSIC_PERSONAL_ACCESS_TOKEN: 14,
  SECRET_KIND_GITHUB_FINE_GRAINED_PERSONAL_ACCESS_TOKEN: 15,
  SECRET_KIND_GITHUB_OAUTH_TOKEN: 16,
  SECRET_KIND_HUGGINGFACE_API_KEY: 17,
  SECRET_KIND_OPENAI_API_KEY: 18,
  SECRET_KIND_PERPLEXITY_API_KEY: 19,
  SECRET_KIND_STRIPE_SECRET_KEY: 20,
  SECRET_KIND_STRIPE_RESTRICTED_KEY: 21,
  SECRET_KIND_STRIPE_WEBHOOK_SECRET: 22,
});

const Status = enumeration('grafeas.v1beta1.secret.SecretStatus.Status', {
  STATUS_UNSPECIFIED: 0,
  UNKNOWN: 1,
  VALID: 2,
  INVALID: 3,
});

export const SecretNote = message('grafeas.v1beta1.secret.SecretNote', 'A sort of secret.', {});

const SecretLocation = message('grafeas.v1beta1.secret.SecretLocation', 'Where the secret is.', {
  fileLocation: field(1, FileLocation, 'In a file.', { oneof: 'location' }),
});

const SecretStatus = message('grafeas.v1beta1.secret.SecretStatus', 'Whether the secret works.', {
  status: field(1, Status, 'What was found out.'),
  updateTime: field(2, timestamp(), 'When it was found out.'),
  message: field(3, text(), 'Remarks on it.'),
});

export const SecretOccurrence = message(
  'grafeas.v1beta1.secret.SecretOccurrence',
  'A secret found in the artifact.',
  {
    kind: field(1, SecretKind, 'What it gives access to.'),
    locations: field(2, repeated(SecretLocation), 'Where it is.'),
    statuses: field(3, repeated(SecretStatus), 'Whether it works.'),
    data: field(4, any(), 'What else the scanner knows of it.'),
    digest: field(5, Digest, 'Digest of the secret.'),
  },
);

const noteName = 'projects/scanners/notes/secrets';
const occurrence = (secret: unknown) => ({ resource, noteName, secret });

export const secret = defineKind({
  name: 'SECRET',
  number: 15,
  doc: 'A credential lies open in the artifact.',
  note: { member: 'secret', number: 24, message: SecretNote },
  occurrence: { member: 'secret', number: 22, message: SecretOccurrence },
  searchable: [
    { of: 'occurrence', path: 'secret.kind' },
    { of: 'occurrence', path: 'secret.locations.fileLocation.filePath' },
    { of: 'occurrence', path: 'secret.statuses.status' },
  ],
  findings: true,
  examples: {
    notes: [{ value: { shortDescription: 'Credentials in images.', secret: {} } }],
    occurrences: [
      {
        value: occurrence({
          kind: 'SECRET_KIND_GITHUB_OAUTH_TOKEN',
          locations: [{ fileLocation: { filePath: '/app/.env' } }],
          statuses: [{ status: 'INVALID', updateTime: '2024-05-02T03:04:05Z', message: 'Revoked.' }],
          data: { '@type': 'type.googleapis.com/google.protobuf.Struct', value: { line: 12 } },
          digest: { algo: 'SHA256', digestBytes: 'S/USLw==' },
        }),
      },
      { value: occurrence({}) },
    ],
    invalid: [
      { of: 'note', path: 'secret.kind', value: { secret: { kind: 'SECRET_KIND_UNKNOWN' } } },
      { of: 'occurrence', path: 'secret.kind', value: occurrence({ kind: 'PASSWORD' }) },
      {
        of: 'occurrence',
        path: 'secret.data.@type',
        value: occurrence({ data: { '@type': 'type.example.com/no.such.Type' } }),
      },
      {
        of: 'occurrence',
        path: 'secret.data.file_path',
        value: occurrence({
          data: { '@type': 'type.googleapis.com/grafeas.v1beta1.FileLocation', file_path: 7 },
        }),
      },
    ],
  },
});
