import { describeRoles } from './role-table.js';

/** Written by hand, independently of the roles of the server. */
const roles = [
  'binaryauthorization.attestorsViewer',
  'binaryauthorization.attestorsVerifier',
  'binaryauthorization.attestorsEditor',
  'binaryauthorization.attestorsAdmin',
  'viewer',
  'editor',
  'admin',
  'notes.editor',
  'occurrences.editor',
] as const;
const table = {
  CreateAttestor: '..++..+..',
  ListAttestors: '+++++++..',
  GetAttestor: '+++++++..',
  UpdateAttestor: '..++..+..',
  DeleteAttestor: '..++..+..',
  ValidateAttestationOccurrence: '.+++..+..',
} as const;
type Rpc = keyof typeof table;

const noteReference = 'projects/x/notes/n';

function requestOf(rpc: Rpc, project: string): Record<string, unknown> {
  const parent = `projects/${project}`;
  const name = `${parent}/attestors/a`;
  const userOwnedGrafeasNote = { noteReference };
  switch (rpc) {
    case 'CreateAttestor':
      return { parent, attestorId: 'new', attestor: { userOwnedGrafeasNote } };
    case 'ListAttestors':
      return { parent };
    case 'GetAttestor':
    case 'DeleteAttestor':
      return { name };
    case 'UpdateAttestor':
      return { attestor: { name, userOwnedGrafeasNote } };
    case 'ValidateAttestationOccurrence':
      return {
        attestor: name,
        attestation: { serializedPayload: 'e30=' },
        occurrenceNote: noteReference,
        occurrenceResourceUri: 'https://r/app',
      };
  }
}

describeRoles('attestors', {
  roles,
  table,
  requestOf,
  isSubject: (id) => !/Policy|Policies/.test(id),
  exempt: 'TestIamPermissions',
  /** The attestor `a` exists, and `new` does not. */
  async restore(asAdmin, project) {
    await asAdmin('CreateAttestor', { ...requestOf('CreateAttestor', project), attestorId: 'a' });
    await asAdmin('DeleteAttestor', { name: `projects/${project}/attestors/new` });
  },
});
