import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killReplicas, type Replica, startReplica } from '../../bench/faults/replica.js';
import { createClient } from '../../src/client/client.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { temporaryFolder } from '../setup/temporary.js';

/** A server that is killed while a VEX statement reaches its findings (docs/adr/0040). */

const image = `https://registry.example.com/shop/cart@sha256:${'ab'.repeat(32)}`;
/** Many steps of a statement, so that it is killed between two of them. */
const findings = 2_000;

const clientOf = ({ url }: Replica) => createClient({ server: url });

const finding = {
  resource: { uri: image },
  noteName: 'projects/scanner/notes/CVE-1',
  vulnerability: {
    packageIssue: [
      {
        affectedLocation: {
          cpeUri: 'cpe:/o:debian:debian_linux:12',
          package: 'openssl',
          version: { kind: 'NORMAL' as const, name: '3' },
        },
      },
    ],
  },
};

async function fill(server: Replica): Promise<void> {
  const client = clientOf(server);
  await client.notes.create('projects/scanner', 'CVE-1', { vulnerability: { severity: 'HIGH' } });
  for (let made = 0; made < findings; made += 500)
    await client.occurrences.batchCreate('projects/shop', Array(500).fill(finding));
}

/** A statement about all of them; it is stored, and reaches them later. */
const say = (server: Replica, vulnerabilityId = 'CVE-1') =>
  clientOf(server).notes.create('projects/vendor', 'vex', {
    vulnerabilityAssessment: {
      product: { name: 'cart', genericUri: image },
      assessment: { vulnerabilityId, state: 'NOT_AFFECTED' },
    },
  });

async function reached({ url }: Replica): Promise<number> {
  const answer = await fetch(`${url}/v1/projects/shop/occurrences:assessedSummary`);
  const { counts } = (await answer.json()) as { counts: { severity?: string; notAffectedCount?: string }[] };
  return Number(counts.find(({ severity }) => severity === undefined)?.notAffectedCount ?? 0);
}

async function stateOf({ url }: Replica): Promise<string> {
  const answer = await fetch(`${url}/v1/projects/vendor/notes/vex:assessment`);
  return ((await answer.json()) as { state: string }).state;
}

/** Until the statement has reached some findings; then not all of them. */
async function untilSome(server: Replica): Promise<void> {
  let some = 0;
  while (some === 0) some = await reached(server);
  expect(some).toBeLessThan(findings);
  expect(await stateOf(server)).toBe('APPLYING');
}

async function untilAll(server: Replica): Promise<void> {
  while ((await stateOf(server)) === 'APPLYING');
  expect([await stateOf(server), await reached(server)]).toEqual(['APPLIED', findings]);
}

it('finishes it after a restart, and undoes it in the same way', async () => {
  const folder = temporaryFolder();
  const start = () => startReplica('--store', `sqlite:${join(folder.path, 'g.db')}`, '--log-level', 'info');
  try {
    let server = await start();
    await fill(server);
    await say(server);
    await untilSome(server);
    await server.kill();
    server = await start();
    await untilAll(server);
    // A delete that is not finished has not happened, and can be sent again.
    const deleted = clientOf(server)
      .notes.delete('projects/vendor/notes/vex')
      .catch(() => 'cut off');
    while ((await reached(server)) === findings);
    await server.kill();
    expect(await deleted).toBe('cut off');
    server = await start();
    expect((await clientOf(server).notes.get('projects/vendor/notes/vex')).name).toContain('vex');
    await clientOf(server).notes.delete('projects/vendor/notes/vex');
    expect(await reached(server)).toBe(0);
    await server.stop();
  } finally {
    await killReplicas();
    folder.remove();
  }
});

describePostgres('over one PostgreSQL', (url) => {
  it('is replaced by another server, also by one that was applying it at the same time', async () => {
    const database = await createDatabase(url);
    const start = () => startReplica('--store', database.url, '--log-level', 'info');
    try {
      const first = await start();
      await fill(first);
      await say(first);
      await untilSome(first);
      // It stands still, perhaps within a step, until the other one has started, which takes up what is pending.
      first.freeze();
      const second = await start();
      const written = clientOf(second).occurrences.create('projects/other', finding);
      first.thaw();
      await first.kill();
      await untilAll(second);
      const { name = '' } = await written;
      // What was written meanwhile, in another project, has it too.
      const v1 = await fetch(`${second.url}/v1/${name}`);
      expect(await v1.json()).toMatchObject({ vulnerability: { vexAssessment: { state: 'NOT_AFFECTED' } } });
      await second.stop();
    } finally {
      await killReplicas();
      await database.drop();
    }
  });
});
