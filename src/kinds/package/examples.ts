import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/packages/notes/openssl';

const version = { name: '3.0.11', revision: '1', kind: 'NORMAL' };

const occurrence = (installation: unknown) => ({ resource, noteName, installation });

export const examples: Kind['examples'] = {
  notes: [
    {
      value: {
        package: {
          name: 'openssl',
          distribution: [
            {
              cpeUri: 'cpe:/o:debian:debian_linux:12',
              architecture: 'X64',
              latestVersion: version,
              maintainer: 'openssl@example.com',
            },
          ],
          packageType: 'OS',
          cpeUri: 'cpe:/o:debian:debian_linux:12',
          architecture: 'X64',
          version,
          license: { expression: 'Apache-2.0' },
          digest: [{ algo: 'SHA1', digestBytes: 'S/USLw==' }],
        },
      },
    },
  ],
  occurrences: [
    {
      value: occurrence({
        installation: {
          location: [{ cpeUri: 'cpe:/o:debian:debian_linux:12', version, path: '/usr/lib/libssl.so.3' }],
          license: { expression: 'Apache-2.0' },
        },
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'package.name', value: { package: {} } },
    {
      of: 'note',
      path: 'package.distribution[0].cpe_uri',
      value: { package: { name: 'openssl', distribution: [{}] } },
    },
    { of: 'occurrence', path: 'installation.installation', value: occurrence({}) },
    {
      of: 'occurrence',
      path: 'installation.installation.location',
      value: occurrence({ installation: { name: 'openssl' } }),
    },
    {
      of: 'occurrence',
      path: 'installation.installation.location[0].version.kind',
      value: occurrence({ installation: { location: [{ cpeUri: 'cpe:/o:x:y', version: { name: '1' } }] } }),
    },
  ],
};

const v1Occurrence = (v1Package: unknown) => ({ resourceUri: resource.uri, noteName, package: v1Package });

const v1Version = { ...version, fullName: '3.0.11-1' };

export const v1Examples: Kind['examples'] = {
  notes: [
    {
      value: {
        package: {
          name: 'openssl',
          distribution: [
            { cpeUri: 'cpe:/o:debian:debian_linux:12', architecture: 'X64', latestVersion: v1Version },
          ],
          packageType: 'OS',
          version: v1Version,
          license: { expression: 'Apache-2.0' },
          digest: [{ algo: 'SHA1', digestBytes: 'S/USLw==' }],
        },
      },
    },
  ],
  occurrences: [
    {
      value: v1Occurrence({
        location: [
          { cpeUri: 'cpe:/o:debian:debian_linux:12', version: v1Version, path: '/usr/lib/libssl.so.3' },
        ],
        license: { expression: 'Apache-2.0' },
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'package.name', value: { package: {} } },
    {
      of: 'note',
      path: 'package.distribution[0].cpe_uri',
      value: { package: { name: 'openssl', distribution: [{}] } },
    },
    {
      of: 'note',
      path: 'package.distribution[0].latest_version.name',
      value: {
        package: { name: 'openssl', distribution: [{ cpeUri: 'c', latestVersion: { kind: 'NORMAL' } }] },
      },
    },
    { of: 'occurrence', path: 'package.location', value: v1Occurrence({ name: 'openssl' }) },
    { of: 'occurrence', path: 'package.location[0].cpe_uri', value: v1Occurrence({ location: [{}] }) },
    {
      of: 'occurrence',
      path: 'package.location[0].version.kind',
      value: v1Occurrence({ location: [{ cpeUri: 'cpe:/o:x:y', version: { name: '1' } }] }),
    },
  ],
};
