import { repeated } from '../schema/field-types.js';
import { field, message } from '../schema/message.js';
import { text } from '../schema/scalars.js';
import type { IamService } from '../services/iam.js';
import { type Operation, operation } from './operation.js';

/** What stands beside the 19 RPCs: which permissions the caller has. */

const TestIamPermissionsRequest = message(
  'google.iam.v1.TestIamPermissionsRequest',
  'Asks which permissions the caller has.',
  {
    resource: field(1, text(), 'A project, note, occurrence, attestor or policy.', { required: true }),
    permissions: field(2, repeated(text()), 'The permissions asked for, such as notes.create.', {
      required: true,
    }),
  },
);

const TestIamPermissionsResponse = message(
  'google.iam.v1.TestIamPermissionsResponse',
  'Which of them the caller has.',
  {
    permissions: field(1, repeated(text()), 'Those of the asked permissions that the caller has.'),
  },
);

/** What Grafeas asks permissions on. */
const grafeasResources = [
  'projects/*',
  'projects/*/notes/*',
  'projects/*/occurrences/*',
  'projects/*/locations/*/notes/*',
  'projects/*/locations/*/occurrences/*',
];

/** @param version its first segment of paths, and the service that has the RPC. */
export function iamOperations(
  {
    name: version,
    services: { iam },
  }: { readonly name: string; readonly services: { readonly iam: string } },
  services: IamService,
  resources: readonly string[] = grafeasResources,
): readonly Operation[] {
  return [
    operation({
      id: 'TestIamPermissions',
      service: iam,
      http: {
        verb: 'POST',
        paths: resources.map((resource) => `/${version}/{resource=${resource}}:testIamPermissions`),
        body: '*',
        query: [],
      },
      request: TestIamPermissionsRequest,
      response: TestIamPermissionsResponse,
      summary: 'Test permissions',
      description:
        'Answers which of the asked permissions the caller has on the resource, which need not exist.',
      permissions: [],
      readOnly: true,
      handle: services.testIamPermissions,
    }),
  ];
}
