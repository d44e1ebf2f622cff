import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOciLayout } from '../../src/cli/oci-layout.js';
import { createClient, type GrafeasClient } from '../../src/client/client.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { type Ended, grafeas } from './kit.js';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const hex = '1f'.repeat(32);
const image = `https://registry.example.com/shop/cart@sha256:${hex}`;

/** Writes an OCI layout. Blobs are named by their digests. */
function ociLayout(folder: string) {
  const blob = (content: string | Buffer): { digest: string; size: number } => {
    const bytes = Buffer.from(content);
    const name = createHash('sha256').update(bytes).digest('hex');
    mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });
    writeFileSync(join(folder, 'blobs/sha256', name), bytes);
    return { digest: `sha256:${name}`, size: bytes.length };
  };
  const manifests: object[] = [];
  const config = { mediaType: 'application/vnd.oci.empty.v1+json', ...blob('{}') };
  return {
    blob,
    manifest(layers: object[], more: object = {}, annotations: object = {}) {
      const body = {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config,
        layers,
      };
      const found = blob(JSON.stringify({ ...body, ...more }));
      manifests.push({ mediaType: body.mediaType, ...found, annotations });
      return found.digest;
    },
    /** Puts all manifests into an index, and the index there so many times. */
    index(level: number, times: number) {
      const found = blob(JSON.stringify({ schemaVersion: 2, manifests: manifests.splice(0) }));
      for (let at = 0; at < times; at += 1) manifests.push({ ...found, annotations: { at, level } });
    },
    write() {
      writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
      writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
    },
  };
}

const subject = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: `sha256:${hex}`, size: 9 };
const dsseType = 'application/vnd.dsse.envelope.v1+json';
const read = (file: string): Buffer => readFileSync(join(fixtures, file));

describe('the input of grafeas import', () => {
  let server: TestServer;
  let client: GrafeasClient;
  const folder = temporaryFolder();
  const at = (...parts: string[]): string => join(folder.path, ...parts);

  beforeAll(async () => {
    server = await startServer();
    client = createClient({ server: server.url });
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  const run = (into: string, names: string[], ...args: string[]): Promise<Ended> =>
    grafeas(['import', ...names, '--into', into, ...args], { GRAFEAS_SERVER: server.url });
  const resources = async (parent: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const { resource, kind } of client.occurrences.list(parent))
      found.push(`${kind ?? 'of v1'} ${resource?.uri}`);
    return found.sort();
  };

  it('is every report of a folder and the folders in it, also compressed, but no other file', async () => {
    mkdirSync(at('reports/deep'), { recursive: true });
    writeFileSync(at('reports/a.json.gz'), gzipSync(read('dsse/provenance-v1.json')));
    writeFileSync(at('reports/deep/b.jsonl.zst'), zstdCompressSync(read('dsse/all.jsonl')));
    writeFileSync(at('reports/deep/README.md'), '# not a report');
    const { out, err, code } = await run('projects/folder', [at('reports')]);
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(out).toContain(
      '2 of 2 reports imported; occurrences: 4 created, 1 updated, 0 unchanged, 0 removed',
    );
    expect(await resources('projects/folder')).toContain(`BUILD ${image}`);
  });

  it('is a report that a folder links to; a folder that it links to is named', async () => {
    mkdirSync(at('linked'));
    symlinkSync(join(fixtures, 'dsse/provenance-v1.json'), at('linked/a.json'));
    symlinkSync(join(fixtures, 'dsse'), at('linked/more'));
    const { out, err, code } = await run('projects/linked', [at('linked')]);
    expect(out).toContain('dsse, ');
    expect(err).toBe(`grafeas: left out: ${at('linked/more')}: a link to a folder is not followed\n`);
    expect(code).toBe(0);
  });

  it('is shown by its name on one line, without terminal control characters', async () => {
    mkdirSync(at('names'));
    const name = 'a\u001b[2K\rb\nc.json';
    writeFileSync(at('names', `1${name}`), '{}');
    for (const number of [2, 3])
      writeFileSync(
        at('names', `${number}${name}`),
        read(`trivy/${number === 2 ? 'image' : 'image-rescan'}.json`),
      );
    cpSync(join(fixtures, 'dsse/link.json'), at('names', `4${name}`));
    const { out, err, code } = await run('projects/names', [at('names')]);
    expect(code).toBe(1);
    expect((out + err).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 9)),
    ).toEqual(Array(3).fill('grafeas: '));
    expect(out).toMatch(new RegExp(`^${at('names')}/4a \\[2K b c.json: dsse, `));
  });

  it('of envelopes is stored completely in v1', async () => {
    const file = join(fixtures, 'dsse/reviewed.json');
    expect(await run('projects/whole', [file])).toMatchObject({ code: 0, err: '' });
    const v1 = createClient({ server: server.url, version: 'v1' });
    const found: unknown[] = [];
    for await (const one of v1.occurrences.list('projects/whole')) found.push(one);
    const { payload, payloadType } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(found).toHaveLength(2);
    expect(found).toMatchObject(
      Array(2).fill({
        kind: 'DSSE_ATTESTATION',
        dsseAttestation: {
          envelope: { payload, payloadType },
          statement: { predicateType: 'https://example.com/reviewed/v1' },
        },
      }),
    );
  });

  it('is every file that matches a pattern; if none matches, the command fails', async () => {
    mkdirSync(at('more/x'), { recursive: true });
    cpSync(join(fixtures, 'dsse/link.json'), at('more/x/link.json'));
    const found = await run('projects/pattern', [at('more/**/*.json'), at('more/*.none')]);
    expect(found.code).toBe(1);
    expect(found.err).toBe(`grafeas: ${at('more/*.none')}: no file matches\n`);
    expect(found.out).toContain('1 of 2 reports imported; occurrences: 1 created');
  });

  it('is reported as JSON, with the failures', async () => {
    mkdirSync(at('empty'));
    const { out, code } = await run(
      'projects/json',
      [join(fixtures, 'dsse/provenance-v1.json'), at('empty'), join(fixtures, 'keys/evidence.pem')],
      '-o',
      'json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      files: [
        { result: { format: 'dsse', occurrences: { created: 1 }, resources: [image] } },
        { file: at('empty'), error: expect.stringContaining('holds no report') as string },
        { error: expect.stringContaining('not valid JSON') as string },
      ],
    });
  });

  it('of an OCI layout is the evidence attached to its images', async () => {
    const layout = ociLayout(at('layout'));
    layout.manifest([{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...layout.blob('layer') }]);
    // By subject, by the tag of cosign, and by the annotation of BuildKit.
    layout.manifest([{ mediaType: 'application/spdx+json', ...layout.blob(read('spdx/image.json')) }], {
      subject,
    });
    layout.manifest([{ mediaType: 'text/plain', ...layout.blob('hello') }], { subject });
    const { SignatureData: data } = JSON.parse(read('cosign/manifest.json').toString()) as {
      SignatureData: { Manifest: string; Payloads: Record<string, string> };
    };
    const { layers } = JSON.parse(data.Manifest) as { layers: object[] };
    for (const payload of Object.values(data.Payloads)) layout.blob(payload);
    layout.manifest(layers, {}, { 'org.opencontainers.image.ref.name': `sha256-${hex}.sig` });
    layout.manifest(
      [{ mediaType: dsseType, ...layout.blob(read('dsse/reviewed.json')) }],
      {},
      {
        'vnd.docker.reference.digest': `sha256:${hex}`,
      },
    );
    layout.write();
    const { err, out, code } = await run(
      'projects/layout',
      [at('layout')],
      '--resource',
      'mirror.example.com/cart',
    );
    expect(err).toMatch(/^grafeas: left out: .*: text\/plain is not imported\n$/);
    expect(code).toBe(0);
    expect(out).toContain('3 of 3 reports imported; occurrences: 4 created');
    const mirror = `https://mirror.example.com/cart@sha256:${hex}`;
    expect(await resources('projects/layout')).toEqual([
      `ATTESTATION ${mirror}`,
      `DISCOVERY ${mirror}`,
      `SBOM_REFERENCE ${mirror}`,
      `of v1 file://sha256:${'2e'.repeat(32)}:cart.tar.gz`,
      `of v1 ${mirror}`,
    ]);
  });

  it('of an OCI layout is refused if it is attached to another image than it names', async () => {
    const layout = ociLayout(at('other'));
    const digest = `sha256:${'00'.repeat(32)}`;
    layout.manifest([{ mediaType: dsseType, ...layout.blob(read('dsse/provenance-v1.json')) }], {
      subject: { ...subject, digest },
    });
    layout.write();
    const { err, code } = await run('projects/other', [at('other')], '--resource', 'mirror.example.com/cart');
    expect(code).toBe(1);
    expect(err).toContain('the digest contradicts the payload');
    expect(await resources('projects/other')).toEqual([]);
  });

  it('of an OCI layout is about the image that the caller names, and not about another one', async () => {
    const sbom = JSON.parse(read('spdx/image.json').toString()) as { packages: object[] };
    const packages = sbom.packages.map((one) => ({ ...one, checksums: [], externalRefs: [] }));
    const bare = JSON.stringify({ ...sbom, packages });
    const layout = ociLayout(at('platforms'));
    layout.manifest([{ mediaType: 'application/spdx+json', ...layout.blob(bare) }], { subject });
    layout.write();
    const other = `mirror.example.com/cart@sha256:${'00'.repeat(32)}`;
    const { err, code } = await run('projects/platforms', [at('platforms')], '--resource', other);
    expect(code).toBe(1);
    expect(err).toContain(`is attached to sha256:${hex}, not to the image of --resource`);
    expect(await resources('projects/platforms')).toEqual([]);
  });

  it('of an OCI layout is read once, however often its indexes name it', async () => {
    const layout = ociLayout(at('again'));
    layout.manifest([{ mediaType: dsseType, ...layout.blob(read('dsse/provenance-v1.json')) }], { subject });
    for (const level of [1, 2, 3]) layout.index(level, 3);
    layout.write();
    const { documents } = await readOciLayout(at('again'));
    expect(documents).toHaveLength(1);
  });

  it.each([
    ['changed', (path: string) => writeFileSync(path, 'changed'), 'other bytes than its digest says'],
    ['missing', (path: string) => rmSync(path), 'is missing'],
  ])('of an OCI layout with a blob %s is refused', async (name, damage, message) => {
    const layout = ociLayout(at(name));
    const { digest } = layout.blob(read('dsse/provenance-v1.json'));
    layout.manifest([{ mediaType: dsseType, digest }], { subject });
    layout.write();
    damage(at(name, 'blobs', ...digest.split(':')));
    const { err, code } = await run(`projects/${name}`, [at(name)]);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });

  it('may be two files about one image, if their format only adds', async () => {
    const files = ['dsse/provenance-v1.json', 'dsse/provenance-v0.2.json'].map((file) =>
      join(fixtures, file),
    );
    expect(await run('projects/twice', files)).toMatchObject({ code: 0, err: '' });
    const scans = ['trivy/image.json', 'trivy/image-rescan.json'].map((file) => join(fixtures, file));
    expect(await run('projects/twice', scans)).toMatchObject({ code: 1 });
  });
});
