import { readFileSync } from 'node:fs';
import { createClient, type Occurrence } from '../../src/client/client.js';

/** Data for tests of the console: fixtures, further digests of an image, and hostile text. */

const digest = (pair: string): string => `sha256:${pair.repeat(32)}`;
export const cart = `https://registry.example.com/shop/cart@${digest('1f')}`;
/** Another digest of the same repository, scanned today. Findings of the first are fixed, others are new. */
export const nextCart = `https://registry.example.com/shop/cart@${digest('2a')}`;
/** An image with a build but without a scan. */
export const unscanned = `https://registry.example.com/shop/unscanned@${digest('5c')}`;
/** An image for which a scan of today found nothing. */
export const clean = `https://registry.example.com/shop/static@${digest('6d')}`;
export const large = `https://registry.example.com/shop/large@${digest('7e')}`;
export const hostileNote = 'projects/hostile/notes/CVE-2024-66666';
export const hostileImage = `https://registry.example.com/shop/"><img src=x onerror=alert(1)>@${digest('8b')}`;

const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

type Client = ReturnType<typeof createClient>;

async function importReport(server: string, report: Buffer | string): Promise<void> {
  const response = await fetch(`${server}/v1beta1/projects/shop/occurrences:import`, {
    method: 'POST',
    body: new Uint8Array(Buffer.from(report)),
  });
  if (!response.ok) throw new Error(`the report was refused: ${await response.text()}`);
}

/** A report of Trivy in which cart has another digest, other versions, and one package more. */
function nextReport(): string {
  const text = fixture('trivy/image-rescan.json').toString();
  return text
    .replaceAll('1f'.repeat(32), '2a'.repeat(32))
    .replaceAll('2024-05-02T06:30:00Z', new Date().toISOString())
    .replaceAll('CVE-2024-10005', 'CVE-2024-10077');
}

async function addFacts(client: Client): Promise<void> {
  const note = (id: string, body: object) => client.notes.create('projects/authorities', id, body);
  await note('qa', { attestationAuthority: { hint: { humanReadableName: 'Quality assurance' } } });
  await note('builder', { build: { builderVersion: '2.4' } });
  await note('production', { deployable: { resourceUri: [cart] } });
  const add = (uri: string, id: string, details: object) =>
    client.occurrences.create('projects/shop', {
      resource: { uri },
      noteName: `projects/authorities/notes/${id}`,
      ...details,
    } as Occurrence);
  const signatures = [{ publicKeyId: 'qa-2024', signature: 'c2lnbmVk' }];
  const payload = {
    contentType: 'SIMPLE_SIGNING_JSON',
    serializedPayload: 'eyJjcml0aWNhbCI6e319',
    signatures,
  };
  await add(cart, 'qa', { attestation: { attestation: { genericSignedAttestation: payload } } });
  const source = {
    context: { git: { url: 'https://git.example.com/shop/cart', revisionId: '9fceb02d0ae598e9' } },
  };
  for (const uri of [cart, unscanned]) {
    const builtArtifacts = [{ checksum: uri.slice(-71), id: uri, names: [uri.replace(/@.*/, ':1.4')] }];
    const provenance = {
      id: 'build-1841',
      creator: 'https://ci.example.com/runner@v2.4',
      endTime: '2024-05-01T06:10:00Z',
      sourceProvenance: source,
      builtArtifacts,
    };
    await add(uri, 'builder', { build: { provenance } });
  }
  await add(cart, 'production', {
    deployment: {
      deployment: { deployTime: '2024-05-03T08:00:00Z', address: 'cluster-a/shop/cart', platform: 'GKE' },
    },
  });
  await client.notes.create('projects/scanner', 'scan', { discovery: { analysisKind: 'VULNERABILITY' } });
  await client.occurrences.create('projects/shop', {
    resource: { uri: clean },
    noteName: 'projects/scanner/notes/scan',
    discovered: {
      discovered: { analysisStatus: 'FINISHED_SUCCESS', lastScanTime: new Date().toISOString() },
    },
  } as Occurrence);
}

const location = (name: string, version: string) => ({
  cpeUri: 'cpe:/o:debian:debian_linux:12',
  package: name,
  version: { kind: 'NORMAL' as const, name: version },
});

/** Adds markup, scripts, overrides of reading direction, long text and many links, as a scanner could store them. */
async function addHostile(client: Client): Promise<void> {
  const script = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">';
  const links = Array.from({ length: 10_000 }, (_, index) => ({ url: `https://example.com/${index}` }));
  await client.notes.create('projects/hostile', 'CVE-2024-66666', {
    shortDescription: `${script} \u202egnp.exe\u202c \u0007\u200b`,
    longDescription: `long ${'x'.repeat(1024 * 1024)}`,
    relatedUrl: [
      { url: 'javascript:document.title="owned"', label: 'click' },
      { url: 'data:text/html,<script>1</script>', label: script },
      ...links,
    ],
    vulnerability: { severity: 'HIGH' },
  });
  await client.occurrences.create('projects/shop', {
    resource: { uri: hostileImage },
    noteName: hostileNote,
    vulnerability: {
      packageIssue: [
        { affectedLocation: location(`pkg${script}\u202e`, '1"\'<b>'), fixedLocation: location('pkg', '2') },
      ],
    },
  });
}

/** Findings of `large`, as many as asked for, under at most as many notes. */
export async function addFindings(server: string, count: number, noteCount = count): Promise<void> {
  const client = createClient({ server });
  const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'MINIMAL'] as const;
  const severityOf = (id: number) => severities[id % 5] ?? 'LOW';
  // Notes first: the memory store looks through all occurrences for each note that is made.
  for (const ids of batches(noteCount)) {
    const notes = ids.map((id) => [`CVE-2025-${id}`, { vulnerability: { severity: severityOf(id) } }]);
    await client.notes.batchCreate('projects/large', Object.fromEntries(notes));
  }
  for (const ids of batches(count))
    await client.occurrences.batchCreate(
      'projects/shop',
      ids.map((id) => ({
        resource: { uri: large },
        noteName: `projects/large/notes/CVE-2025-${id % noteCount}`,
        vulnerability: {
          effectiveSeverity: severityOf(id % noteCount),
          packageIssue: [{ affectedLocation: location(`package-${id % 400}`, '1.0') }],
        },
      })),
    );
}

/** Projects with some images each, of which every second one has a stale scan. */
export async function addProjects(server: string, count: number, images = 4): Promise<void> {
  const client = createClient({ server });
  await client.notes.create('projects/many', 'scan', { discovery: { analysisKind: 'VULNERABILITY' } });
  for (const [id, severity] of Object.entries({ a: 'HIGH', b: 'LOW' } as const))
    await client.notes.create('projects/many', id, { vulnerability: { severity } });
  for (let index = 0; index < count; index += 1) {
    const all = Array.from({ length: images }, (_, image) => {
      const resource = {
        uri: `https://registry.example.com/team-${index}/app@sha256:${`${image}`.padStart(64, '0')}`,
      };
      const lastScanTime = image % 2 === 0 ? '2020-02-03T04:05:06Z' : '2020-02-04T04:05:06Z';
      const discovered = { analysisStatus: 'FINISHED_SUCCESS' as const, lastScanTime };
      return [
        { resource, noteName: 'projects/many/notes/scan', discovered: { discovered } },
        ...(index % 2 === 0 ? ['a', 'b', 'b'] : ['b']).map((id, at) => ({
          resource,
          noteName: `projects/many/notes/${id}`,
          vulnerability: { packageIssue: [{ affectedLocation: location(`package-${at}`, '1.0') }] },
        })),
      ];
    });
    await client.occurrences.batchCreate(`projects/team-${index}`, all.flat());
  }
}

/** The numbers from 0 in groups of the most that one request may create. */
function batches(count: number): number[][] {
  const size = 1000;
  return Array.from({ length: Math.ceil(count / size) }, (_, batch) =>
    Array.from({ length: Math.min(size, count - batch * size) }, (_, index) => batch * size + index),
  );
}

/** Fills a server with images of every state. */
export async function fillConsole(server: string): Promise<void> {
  const client = createClient({ server });
  await client.projects.create('projects/shop');
  for (const name of ['trivy/image.json', 'grype/image.json', 'spdx/image.json'])
    await importReport(server, fixture(name));
  await importReport(server, nextReport());
  await addFacts(client);
  await addHostile(client);
}
