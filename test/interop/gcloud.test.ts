import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

/** What gcloud 528 sends, filters and page sizes as they were seen on the wire. */
describe('requests of gcloud', () => {
  let server: TestServer;
  const digest = `sha256:${'1f'.repeat(32)}`;
  const image = `us-east1-docker.pkg.dev/p/r/img@${digest}`;
  const https = `https://${image}`;
  const repository = 'us-east1-docker.pkg.dev/p/r';

  const send = async (method: string, path: string, query: Record<string, string> = {}, body?: object) => {
    const search = new URLSearchParams({ alt: 'json', ...query });
    const response = await fetch(`${server.url}/v1/${path}?${search}`, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: 'Bearer ya29.token',
        'user-agent': 'google-cloud-sdk gcloud/528.0.0',
        'x-goog-user-project': 'p',
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };
  interface Occurrence {
    readonly name: string;
    readonly kind: string;
    readonly resourceUri: string;
  }
  interface Answer {
    readonly occurrences?: readonly Occurrence[];
    readonly notes?: readonly { readonly name: string }[];
    readonly counts?: readonly unknown[];
    readonly name?: string;
    readonly [member: string]: unknown;
  }
  const kindsOf = ({ body }: { body: Answer }) =>
    (body.occurrences ?? []).map(({ kind, resourceUri }) => `${kind} ${resourceUri}`);
  const occurrences = (filter: string, pageSize?: string) =>
    send('GET', 'projects/p/occurrences', { filter, ...(pageSize === undefined ? {} : { pageSize }) });

  beforeAll(async () => {
    server = await startServer();
    const details = [{ affectedCpeUri: 'cpe:/o:d', affectedPackage: 'ssl' }];
    const notes = {
      cve: { vulnerability: { severity: 'HIGH', details } },
      scan: { discovery: { analysisKind: 'VULNERABILITY' } },
      qa: { attestation: { hint: { humanReadableName: 'qa' } } },
    };
    await send('POST', 'projects/p/notes:batchCreate', {}, { notes });
    await send('POST', 'projects/goog-analysis/notes', { noteId: 'ssl' }, { package: { name: 'ssl' } });
    const version = { kind: 'NORMAL', name: '1.0' };
    const packageIssue = [
      {
        affectedCpeUri: 'cpe:/o:d',
        affectedPackage: 'ssl',
        affectedVersion: version,
        fixedVersion: { kind: 'MAXIMUM' },
      },
    ];
    const made = await send(
      'POST',
      'projects/p/occurrences:batchCreate',
      {},
      {
        occurrences: [
          { resourceUri: https, noteName: 'projects/p/notes/cve', vulnerability: { packageIssue } },
          { resourceUri: image, noteName: 'projects/p/notes/cve', vulnerability: { packageIssue } },
          {
            resourceUri: https,
            noteName: 'projects/p/notes/scan',
            discovery: { analysisStatus: 'FINISHED_SUCCESS' },
          },
          { resourceUri: 'https://other.example.com/img', noteName: 'projects/p/notes/scan', discovery: {} },
          {
            resourceUri: https,
            noteName: 'projects/goog-analysis/notes/ssl',
            package: { name: 'ssl', location: [{ cpeUri: 'cpe:/o:d', version, path: '/lib' }] },
          },
        ],
      },
    );
    expect(made.status).toBe(200);
  });
  afterAll(() => server.close());

  it('artifacts docker images list --show-occurrences', async () => {
    const prefixes = `(has_prefix(resourceUrl, "https://${repository}") OR has_prefix(resourceUrl, "${repository}"))`;
    const kinds = '(kind="BUILD" OR kind="IMAGE" OR kind="DISCOVERY" OR kind="SBOM_REFERENCE")';
    const images = `((resourceUrl = "${image}") OR (resourceUrl = "${https}"))`;
    const listed = await occurrences(`(${prefixes} AND ${kinds}) AND ${images}`, '1000');
    expect([listed.status, kindsOf(listed)]).toEqual([200, [`DISCOVERY ${https}`]]);

    const { body } = await send('GET', 'projects/p/occurrences:vulnerabilitySummary', {
      filter: `(${prefixes}) AND ${images}`,
    });
    const count = { severity: 'HIGH', totalCount: '1' };
    // Counts without a severity are those of all severities.
    expect(body.counts).toEqual(
      [https, image].flatMap((resourceUri) => [
        { resourceUri, totalCount: '1' },
        { resourceUri, ...count },
      ]),
    );
  });

  it('artifacts docker images list --occurrence-filter, describe --metadata-filter', async () => {
    const found = await occurrences(
      `(createTime>"2019-04-10T") AND ((kind = "VULNERABILITY") OR (kind = "DISCOVERY")) AND ((resourceUrl = "${https}") OR (resourceUrl = "${image}"))`,
      '1000',
    );
    expect(kindsOf(found)).toEqual([
      `VULNERABILITY ${https}`,
      `VULNERABILITY ${image}`,
      `DISCOVERY ${https}`,
    ]);
    const later = await occurrences(`(createTime>"2919-04-10T") AND (resourceUrl = "${https}")`, '1000');
    expect([later.status, kindsOf(later)]).toEqual([200, []]);
    const old = await occurrences(`((kind = "VULNERABILITY")) AND ((resourceUrl = "${https}"))`, '1000');
    expect(kindsOf(old)).toEqual([`VULNERABILITY ${https}`]);
  });

  it('artifacts vulnerabilities load-vex', async () => {
    const assessment = (vulnerabilityId: string, state: string, more: object) => ({
      vulnerabilityAssessment: {
        title: 'VEX of shop',
        publisher: { name: 'shop', publisherNamespace: 'https://shop.example.com' },
        product: { name: 'img', id: 'img-1', genericUri: https },
        assessment: { vulnerabilityId, state, ...more },
      },
    });
    const notes = {
      '6e20a481de556af7a6dff9f3ca45738d': assessment('CVE-2024-1', 'NOT_AFFECTED', {
        shortDescription: 't',
        longDescription: 'd',
        justification: { justificationType: 'COMPONENT_NOT_PRESENT' },
      }),
      b878bcf0733d833b65bce045dd1cdb8f: assessment('CVE-2024-2', 'AFFECTED', {
        remediations: [{ remediationType: 'VENDOR_FIX', details: 'upgrade' }],
      }),
    };
    const ids = Object.keys(notes);
    for (const id of ids) expect((await send('GET', `projects/p/notes/${id}`)).status).toBe(404);
    expect((await send('POST', 'projects/p/notes:batchCreate', {}, { notes })).status).toBe(200);
    // A second time it patches each note, without a mask.
    for (const [id, note] of Object.entries(notes)) {
      const { status, body } = await send('PATCH', `projects/p/notes/${id}`, {}, note);
      expect([status, body.vulnerabilityAssessment]).toEqual([200, note.vulnerabilityAssessment]);
    }
    const { body } = await send('GET', 'projects/p/notes', {
      filter: `vulnerability_assessment.product.generic_uri="${https}"`,
      pageSize: '100',
    });
    expect(body.notes?.map(({ name }) => name)).toEqual(ids.map((id) => `projects/p/notes/${id}`));
    for (const id of ids)
      expect(await send('DELETE', `projects/p/notes/${id}`)).toEqual({ status: 200, body: {} });
  });

  it('artifacts sbom load', async () => {
    const noteId = 'sbom-spdx-2-3';
    const name = `projects/p/notes/${noteId}`;
    const absent = await send('GET', name);
    expect(absent.status).toBe(404);
    const note = { kind: 'SBOM_REFERENCE', sbomReference: { format: 'spdx', version: '2.3' } };
    expect((await send('POST', 'projects/p/notes', { noteId }, note)).status).toBe(200);
    const occurrence = (location: string) => {
      const payload = {
        _type: 'https://in-toto.io/Statement/v1',
        predicateType: 'https://bcid.corp.google.com/reference/v0.1',
        subject: [{ name: image, digest: { sha256: digest.slice(7) } }],
        predicate: {
          digest: { sha256: '2e'.repeat(32) },
          location,
          mimeType: 'application/spdx+json',
          referrerId: 'https://containeranalysis.googleapis.com/ArtifactAnalysis@v0.1',
        },
      };
      const payloadType = 'application/vnd.in-toto+json';
      return { noteName: name, resourceUri: https, sbomReference: { payload, payloadType } };
    };
    const filter = `(noteId="${noteId}" AND noteProjectId="p") AND ((kind = "SBOM_REFERENCE")) AND ((resourceUrl = "${https}"))`;
    expect(kindsOf(await occurrences(filter))).toEqual([]);
    const made = await send('POST', 'projects/p/occurrences', {}, occurrence('gs://bucket/one.json'));
    expect(made.status).toBe(200);
    // Where it finds one, it changes that.
    const [found] = (await occurrences(filter)).body.occurrences ?? [];
    expect(found?.name).toBe(made.body.name);
    const updateMask = 'sbom_reference,envelope';
    const next = occurrence('gs://bucket/two.json');
    const patched = await send('PATCH', found?.name ?? '', { updateMask }, next);
    expect([patched.status, patched.body.sbomReference]).toEqual([200, next.sbomReference]);
  });

  it('artifacts sbom list', async () => {
    const kind = '((kind = "SBOM_REFERENCE"))';
    const below = `(has_prefix(resourceUrl, "https://${repository}/") OR has_prefix(resourceUrl, "${repository}/"))`;
    for (const filter of [`${kind}`, `${below} AND ${kind}`, `${kind} AND ((resourceUrl = "${https}"))`])
      expect(kindsOf(await occurrences(filter))).toEqual([`SBOM_REFERENCE ${https}`]);
    // With --dependency it asks for the packages first.
    const of = (name: string) =>
      occurrences(
        `(noteProjectId="goog-analysis" AND dependencyPackageName="${name}") AND ((kind = "PACKAGE"))`,
      );
    expect(kindsOf(await of('ssl'))).toEqual([`PACKAGE ${https}`]);
    expect(kindsOf(await of('zlib'))).toEqual([]);
  });

  it('container binauthz attestations create and list', async () => {
    const attestation = {
      serializedPayload: Buffer.from('{}').toString('base64'),
      signatures: [{ publicKeyId: 'ni:///sha-256;cD9o9', signature: Buffer.from('s').toString('base64') }],
    };
    const made = await send(
      'POST',
      'projects/p/occurrences',
      {},
      {
        kind: 'ATTESTATION',
        resourceUri: https,
        noteName: 'projects/p/notes/qa',
        attestation,
      },
    );
    expect([made.status, made.body.attestation]).toEqual([200, attestation]);
    const query = { filter: `has_suffix(resourceUrl, "${digest}")`, pageSize: '100' };
    const ofNote = await send('GET', 'projects/p/notes/qa/occurrences', query);
    expect(kindsOf(ofNote)).toEqual([`ATTESTATION ${https}`]);
    const ofProject = await send('GET', 'projects/p/occurrences', query);
    expect(kindsOf(ofProject)).toContain(`ATTESTATION ${https}`);
    const all = await send('GET', 'projects/p/notes/qa/occurrences', { filter: '', pageSize: '100' });
    expect(kindsOf(all)).toEqual([`ATTESTATION ${https}`]);
  });
});
