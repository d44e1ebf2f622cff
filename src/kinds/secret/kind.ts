import { defineKind } from '../kind.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { SecretNote, SecretOccurrence } from './v1beta1.js';

/** SECRET: a credential found in an artifact. The contract documents its kind as required, but servers do not enforce it. */

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
  examples,
});

export const secretV1 = defineKind({
  name: 'SECRET',
  number: 13,
  id: secret.id,
  doc: 'A credential lies open in the artifact.',
  note: { member: 'secret', number: 22, message: v1.SecretNote },
  occurrence: { member: 'secret', number: 20, message: v1.SecretOccurrence },
  searchable: [
    { of: 'occurrence', path: 'secret.kind' },
    { of: 'occurrence', path: 'secret.locations.fileLocation.filePath' },
    { of: 'occurrence', path: 'secret.statuses.status' },
  ],
  findings: true,
  examples: v1Examples,
});
