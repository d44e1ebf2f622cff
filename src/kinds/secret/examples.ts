import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/scanners/notes/secrets';

const occurrence = (secret: unknown) => ({ resource, noteName, secret });

export const examples: Kind['examples'] = {
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
};

const v1Occurrence = (v1Secret: unknown) => ({ resourceUri: resource.uri, noteName, secret: v1Secret });

export const v1Examples: Kind['examples'] = {
  notes: [{ value: { shortDescription: 'Credentials in images.', secret: {} } }],
  occurrences: [
    {
      value: v1Occurrence({
        kind: 'SECRET_KIND_GITHUB_OAUTH_TOKEN',
        locations: [
          {
            fileLocation: {
              filePath: '/app/.env',
              layerDetails: {
                index: 3,
                diffId: 'sha256:9d3a11',
                command: 'COPY . /app',
                baseImages: [{ name: 'debian', repository: 'library/debian', layerCount: 1 }],
              },
              lineNumber: 12,
            },
          },
        ],
        statuses: [{ status: 'INVALID', updateTime: '2024-05-02T03:04:05Z', message: 'Revoked.' }],
        data: { '@type': 'type.googleapis.com/grafeas.v1.FileLocation', filePath: '/app/.env' },
        digest: { algo: 'SHA256', digestBytes: 'S/USLw==' },
      }),
    },
    { value: v1Occurrence({}) },
  ],
  invalid: [
    { of: 'note', path: 'secret.kind', value: { secret: { kind: 'SECRET_KIND_UNKNOWN' } } },
    { of: 'occurrence', path: 'secret.kind', value: v1Occurrence({ kind: 'PASSWORD' }) },
    {
      of: 'occurrence',
      path: 'secret.locations[0].file_location.line_number',
      value: v1Occurrence({ locations: [{ fileLocation: { line_number: 'twelve' } }] }),
    },
  ],
};
