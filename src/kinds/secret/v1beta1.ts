import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, text, timestamp } from '../../schema/scalars.js';
import { Digest, FileLocation } from '../common/artifact.js';
import { anyMessage } from '../known-messages.js';

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

export const SecretNote = message('grafeas.v1beta1.secret.SecretNote', 'A type of secret.', {});

const SecretLocation = message('grafeas.v1beta1.secret.SecretLocation', 'Where the secret is.', {
  fileLocation: field(1, FileLocation, 'In a file.', { oneof: 'location' }),
});

const SecretStatus = message('grafeas.v1beta1.secret.SecretStatus', 'Status of the secret.', {
  status: field(1, Status, 'The status.'),
  updateTime: field(2, timestamp(), 'When the status was determined.'),
  message: field(3, text(), 'Comments on it.'),
});

export const SecretOccurrence = message(
  'grafeas.v1beta1.secret.SecretOccurrence',
  'A secret found in the artifact.',
  {
    kind: field(1, SecretKind, 'What it gives access to.'),
    locations: field(2, repeated(SecretLocation), 'Where it is.'),
    statuses: field(3, repeated(SecretStatus), 'Whether the secret is valid.'),
    data: field(4, anyMessage(), 'Further information from the scanner.'),
    digest: field(5, Digest, 'Digest of the secret.'),
  },
);
