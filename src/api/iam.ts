import { repeated } from '../schema/field-types.js';
import { field, message } from '../schema/message.js';
import { text } from '../schema/scalars.js';
import type { IamService } from '../services/iam.js';
import { type Operation, operation } from './operation.js';

/** The RPC that tests the permissions of the caller. */

const TestIamPermissionsRequest = message(
  'google.iam.v1.TestIamPermissionsRequest',
  'Tests the permissions of the caller.',
  {
    resource: field(1, text(), 'A project, note, occurrence, attestor or policy.', { required: true }),
    permissions: field(2, repeated(text()), 'The permissions to test, such as notes.create.', {
      required: true,
    }),
  },
);

const TestIamPermissionsResponse = message(
  'google.iam.v1.TestIamPermissionsResponse',
  'The permissions that the caller has.',
  {
    permissions: field(1, repeated(text()), 'The requested permissions that the caller has.'),
  },
);

/** Resources on which Grafeas checks permissions. */
const grafeasResources = [
  'projects/*',
  'projects/*/notes/*',
  'projects/*/occurrences/*',
  'projects/*/locations/*/notes/*',
  'projects/*/locations/*/occurrences/*',
];

/** @param version the first segment of the paths, and the service of the RPC. */
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
        'Returns the requested permissions that the caller has on the resource. The resource need not exist.',
      permissions: [],
      readOnly: true,
      handle: services.testIamPermissions,
    }),
  ];
}
