import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cve, trivy } from '../../../bench/harness/large-reports.js';
import { openAccess } from '../../../src/services/context.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import { openPostgres } from '../../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../../src/storage/repository.js';
import { templates } from '../../setup/administer.js';
import { createDatabase, describePostgres, openTestPostgres } from '../../setup/databases.js';
import { connectPostgres, lockWaits } from '../../setup/postgres-client.js';
import { openTemporarySqlite } from '../../setup/temporary.js';
import { assessorOf, serverOver } from './assessments-kit.js';

/** VEX documents and reports of scanners, imported in any order (docs/adr/0040). */

const image = `registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;
const product = `pkg:oci/cart@sha256:${'1f'.repeat(32)}?repository_url=registry.example.com/shop/cart`;

interface Statement {
  readonly vulnerability: string;
  readonly status?: string;
  readonly parts?: readonly string[];
}

const openVex = (version: number, ...statements: readonly Statement[]) => ({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': `https://example.com/vex/${version}`,
  author: 'Example Shop',
  timestamp: `2024-05-0${version}T06:30:00Z`,
  version,
  statements: statements.map(({ vulnerability, status = 'not_affected', parts = [] }) => ({
    vulnerability: { name: vulnerability },
    products: [{ '@id': product, subcomponents: parts.map((part) => ({ '@id': part })) }],
    status,
    justification: 'component_not_present',
  })),
});

async function given(repository: Repository, consumer: string) {
  const server = await serverOver(repository, 'v1beta1');
  const parent = `projects/${consumer}`;
  const importing = async (report: object, access = openAccess) => {
    const bytes = Buffer.from(JSON.stringify(report)).toString('base64');
    const result = await server.call(
      'ImportReport',
      { parent, report: bytes, provider: `${parent}-p` },
      access,
    );
    await server.carryOver.resume();
    return result;
  };
  const states = async () => {
    const { occurrences } = await server.call('ListOccurrences', {
      parent,
      pageSize: 1000,
      filter: 'kind=VULNERABILITY',
    });
    const found = (
      occurrences as { noteName: string; vulnerability: { vexAssessment?: { state: string } } }[]
    ).map(({ noteName, vulnerability }) => [noteName.split('/').at(-1), vulnerability.vexAssessment?.state]);
    return Object.fromEntries(found.filter(([, state]) => state !== undefined));
  };
  return { ...server, importing, states, parent };
}

function imports(open: () => Promise<Repository>): void {
  let repository: Repository;
  beforeAll(async () => {
    repository = await open();
  });
  afterAll(() => repository.close());

  it('apply to findings in either order of import, and importing again changes nothing', async () => {
    const { importing, states } = await given(repository, 'first');
    const report = trivy({ count: 5 });
    await importing(report);
    const vex = openVex(
      1,
      { vulnerability: cve(1) },
      { vulnerability: cve(2), status: 'under_investigation' },
    );
    await importing(vex);
    const said = { [cve(1)]: 'NOT_AFFECTED', [cve(2)]: 'UNDER_INVESTIGATION' };
    expect(await states()).toEqual(said);
    for (const again of [report, vex]) {
      const { notes, occurrences } = await importing(again);
      expect([notes.updated, notes.created, occurrences.updated, occurrences.created]).toEqual([0, 0, 0, 0]);
    }
    const rescored = await importing(trivy({ count: 6, severity: 'LOW', time: '2024-05-02T06:30:00Z' }));
    expect(rescored.occurrences).toMatchObject({ created: 1, updated: 5 });
    expect(await states()).toEqual(said);
    await importing(openVex(2, { vulnerability: cve(1), status: 'affected' }, { vulnerability: cve(5) }));
    expect(await states()).toEqual({ ...said, [cve(1)]: 'AFFECTED', [cve(5)]: 'NOT_AFFECTED' });
  });

  it('apply to later findings of new notes, in projects where the importer may assess', async () => {
    const { importing, states } = await given(repository, 'later');
    const vex = openVex(1, { vulnerability: cve(11) });
    await importing(vex, assessorOf('elsewhere'));
    await importing(trivy({ count: 3, first: 10 }));
    expect(await states()).toEqual({});
    await importing(vex, assessorOf('later'));
    expect(await states()).toEqual({ [cve(11)]: 'NOT_AFFECTED' });
    await importing(vex, assessorOf());
    expect(await states()).toEqual({});
    await importing(vex);
    await importing(trivy({ count: 4, first: 10, time: '2024-05-02T06:30:00Z' }));
    expect(await states()).toEqual({ [cve(11)]: 'NOT_AFFECTED' });
  });

  it('apply to a finding if all its packages are not affected, or if one is affected', async () => {
    const { importing, states } = await given(repository, 'parts');
    await importing(trivy({ count: 8, first: 20 }));
    const deb = (n: number, version = ''): string => `pkg:deb/debian/lib${n}${version}`;
    await importing(
      openVex(
        1,
        { vulnerability: cve(20), parts: [deb(20)] },
        { vulnerability: cve(21), parts: [deb(1), deb(21, '@1:3.0.11-1?arch=amd64')] },
        { vulnerability: cve(22), parts: [deb(1)] },
        { vulnerability: cve(23), parts: [deb(23, '@9')] },
        { vulnerability: cve(24), parts: ['pkg:npm/lib24'] },
        { vulnerability: cve(25), status: 'affected', parts: [deb(25), deb(1)] },
        { vulnerability: cve(26), status: 'affected', parts: [deb(1)] },
        { vulnerability: cve(27), status: 'affected', parts: ['something'] },
      ),
    );
    expect(await states()).toEqual({
      [cve(20)]: 'NOT_AFFECTED',
      [cve(21)]: 'NOT_AFFECTED',
      [cve(25)]: 'AFFECTED',
      [cve(27)]: 'AFFECTED',
    });
  });

  it('of parts of a package, of another epoch or of a version left empty do not clear the package', async () => {
    const { importing, states } = await given(repository, 'parts-of-parts');
    await importing(trivy({ count: 6, first: 60 }));
    const deb = (n: number, rest: string): string => `pkg:deb/debian/lib${n}${rest}`;
    await importing(
      openVex(
        1,
        { vulnerability: cve(60), parts: [deb(60, '#usr/lib/one.so')] },
        { vulnerability: cve(61), parts: [deb(61, '@')] },
        { vulnerability: cve(62), parts: [deb(62, '@3.0.11-1?epoch=1')] },
        { vulnerability: cve(63), parts: [deb(63, '@1:3.0.11-1?epoch=2')] },
        { vulnerability: cve(64), parts: [deb(64, '@1:3.0.11-1?epoch=1')] },
        { vulnerability: cve(65), status: 'affected', parts: [deb(65, '#usr/lib/one.so')] },
      ),
    );
    expect(await states()).toEqual({
      [cve(62)]: 'NOT_AFFECTED',
      [cve(64)]: 'NOT_AFFECTED',
      [cve(65)]: 'AFFECTED',
    });
  });

  it('of one document that contradict each other do not clear a finding, in whatever order they are kept', async () => {
    const { importing, states } = await given(repository, 'contradicting');
    const count = 8;
    await importing(trivy({ count, first: 40 }));
    const numbers = Array.from({ length: count }, (_, index) => 40 + index);
    const deb = (n: number): string => `pkg:deb/debian/lib${n}`;
    await importing(
      openVex(
        1,
        ...numbers.flatMap((n) => [
          { vulnerability: cve(n), status: 'affected', parts: [deb(n)] },
          { vulnerability: cve(n), parts: [deb(n), deb(1)] },
        ]),
      ),
    );
    expect(Object.values(await states())).toEqual(numbers.map(() => 'AFFECTED'));
  });
}

describe('memory', () => imports(async () => openMemory()));
describe('SQLite', () => imports(openTemporarySqlite));
describePostgres('PostgreSQL', (url) => {
  imports(() => openTestPostgres(url));

  it('waits for an import that creates note and finding at the same time', async () => {
    const { url: database, drop } = await createDatabase(url, templates.plain.name);
    const [repository, second] = [
      await openPostgres({ url: database, migrate: false }),
      await openPostgres({ url: database, migrate: false }),
    ];
    const { importing, states } = await given(repository, 'race');
    const { call, settle } = await given(second, 'race');
    await importing(trivy({ count: 1 }));
    const client = await connectPostgres(database);
    // The last that an import writes are the counts: there it is held, with notes that nobody else sees.
    await client.query('BEGIN');
    await client.query('SELECT * FROM severity_counts FOR UPDATE');
    const imported = importing(trivy({ count: 2, time: '2024-05-02T06:30:00Z' }));
    while ((await lockWaits(client)) !== 1);
    const vulnerabilityAssessment = {
      product: { name: 'cart', genericUri: `https://${image}` },
      assessment: { vulnerabilityId: cve(1), state: 'AFFECTED' },
    };
    const { name } = await call('CreateNote', {
      parent: 'projects/vendor',
      noteId: 'vex',
      note: { vulnerabilityAssessment },
    });
    let isDone = false;
    const settled = settle(name).then(() => {
      isDone = true;
    });
    while (!isDone && (await lockWaits(client)) !== 2);
    await client.query('COMMIT');
    await Promise.all([imported, settled]);
    expect(await states()).toEqual({ [cve(1)]: 'AFFECTED' });
    await Promise.all([client.end(), repository.close(), second.close()]);
    await drop();
  });
});
