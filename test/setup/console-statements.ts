import { createClient, type Occurrence } from '../../src/client/client.js';
import { cart, nextCart } from './console-data.js';

/** A VEX statement with its finding, and packages of two digests. */

/** It has one finding, in two packages, of which its vendor states that it does no harm. */
export const stated = `https://registry.example.com/shop/stated@sha256:${'9c'.repeat(32)}`;

const vulnerabilityId = 'CVE-2024-20001';
const cpeUri = 'cpe:/o:debian:debian_linux:12';
const place = (name: string, version: string) => ({
  affectedCpeUri: cpeUri,
  affectedPackage: name,
  affectedVersion: { kind: 'NORMAL' as const, name: version },
  fixedVersion: { kind: 'MAXIMUM' as const },
});

export async function addStatements(server: string): Promise<void> {
  const client = createClient({ server, version: 'v1' });
  const justificationType = 'VULNERABLE_CODE_NOT_IN_EXECUTE_PATH';
  await client.notes.create('projects/vendor', 'vex-1', {
    vulnerabilityAssessment: {
      title: 'Statements of the shop',
      publisher: { name: 'Shop security team', publisherNamespace: 'https://security.example.com' },
      product: { name: 'stated', genericUri: stated },
      assessment: {
        vulnerabilityId,
        state: 'NOT_AFFECTED',
        impacts: ['Remote code execution where the parser is used'],
        justification: { justificationType, details: 'The parser is built in and never called.' },
      },
    },
  });
  await client.notes.create('projects/scanner', vulnerabilityId, {
    vulnerability: {
      severity: 'CRITICAL',
      details: [
        {
          affectedCpeUri: cpeUri,
          affectedPackage: 'parser',
          affectedVersionStart: { kind: 'MINIMUM' },
        },
      ],
    },
  });
  await client.occurrences.create('projects/shop', {
    resourceUri: stated,
    noteName: `projects/scanner/notes/${vulnerabilityId}`,
    vulnerability: {
      packageIssue: [place('parser', '1.0'), place('parser-data', '1.0')],
      vexAssessment: {
        vulnerabilityId,
        noteName: 'projects/vendor/notes/vex-1',
        state: 'NOT_AFFECTED',
        justification: { justificationType },
      },
    },
  });
  await addPackages(server);
}

/** Of `cart` and `nextCart`: one is added, one gone, one has another version, one stays. */
async function addPackages(server: string): Promise<void> {
  const client = createClient({ server, version: 'v1' });
  const names = ['base-files', 'left-trim', 'tar', 'zlib'];
  for (const name of names) await client.notes.create('projects/sbom', name, { package: { name } });
  const of = (uri: string, versions: Readonly<Record<string, string>>): Occurrence<'v1'>[] =>
    Object.entries(versions).map(([name, version]) => ({
      resourceUri: uri,
      noteName: `projects/sbom/notes/${name}`,
      package: { name, location: [{ cpeUri, version: { kind: 'NORMAL', name: version } }] },
    }));
  await client.occurrences.batchCreate('projects/shop', [
    ...of(cart, { 'base-files': '12', 'left-trim': '1.0', tar: '1.34' }),
    ...of(nextCart, { 'base-files': '12', tar: '1.35', zlib: '1.2' }),
  ]);
}
