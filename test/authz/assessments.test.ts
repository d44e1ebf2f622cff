import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../src/auth/roles.js';
import { startServer } from '../setup/server.js';
import { bodiesIn, operationsIn, versionNames } from '../setup/versions.js';
import { grpcTransport } from './grpc-transport.js';
import { sign, tempFolder } from './kit.js';
import type { MatrixTransport } from './matrix.js';
import { restTransport } from './rest-transport.js';

/**
 * Whose VEX statements apply to the findings of a project, and who may write findings that name one: by hand, and on every
 * transport. Each role is granted on `shop`, beside what a provider has in a project of its own.
 */
const assessors = ['occurrences.assessor', 'admin'];
const secret = 'a secret of thirty-two bytes or more';
const folder = tempFolder({ key: secret });
const image = 'https://ghcr.io/org/app@sha256:ab';
const providers = ['notes.editor@projects/provider', 'notes.editor@projects/scanner'];
const tokenOf = (...grants: string[]): string =>
  sign(secret, { iss: 'own', aud: 'g', sub: 'm', exp: Date.now() / 1000 + 3600, grants }, 'HS256');

describe.each(versionNames)('assessments in %s', (version) => {
  let policy = '';
  beforeAll(() => {
    policy = folder.write(
      `${version}.yaml`,
      'issuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: key } }]\n',
    );
  });
  afterAll(() => {
    if (version === versionNames.at(-1)) folder.remove();
  });

  it.each(['REST', 'gRPC'])(
    'apply over %s only in projects in which their author may assess',
    async (protocol) => {
      const operations = await operationsIn(version);
      const server = await startServer({ access: 'jwt', policy });
      const transport: MatrixTransport & { close(): void } = await (protocol === 'REST'
        ? restTransport(server.url, operations)
        : grpcTransport(server.url, operations));
      const admin = tokenOf('admin@*');
      const { note, occurrence } = bodiesIn[version];
      const finding = (noteName: string, vexAssessment?: object): Record<string, unknown> => {
        const body = occurrence(
          noteName,
          version === 'v1' ? { resourceUri: image } : { resource: { uri: image } },
        );
        return {
          ...body,
          vulnerability: { ...(body.vulnerability as object), ...(vexAssessment && { vexAssessment }) },
        };
      };
      const named = { state: 'NOT_AFFECTED', noteName: 'projects/provider/notes/x' };
      try {
        for (const [index, role] of Object.keys(roles).entries()) {
          const cve = `CVE-2026-${index}0`;
          const may = assessors.includes(role);
          const grants = [...providers, `${role}@projects/shop`];
          await transport.call('CreateNote', { parent: 'projects/scanner', noteId: cve, note }, admin);
          const noteName = `projects/scanner/notes/${cve}`;
          const found: string[] = [];
          for (const project of ['shop', 'bank']) {
            const request = { parent: `projects/${project}`, occurrence: finding(noteName) };
            found.push(String((await transport.call('CreateOccurrence', request, admin)).body.name));
          }
          const statement = {
            vulnerabilityAssessment: {
              product: { name: 'app', genericUri: image },
              assessment: { vulnerabilityId: cve, state: 'NOT_AFFECTED' },
            },
          };
          const created = { parent: 'projects/provider', noteId: `vex${index}`, note: statement };
          expect((await transport.call('CreateNote', created, tokenOf(...grants))).code, role).toBe('OK');
          const name = `projects/provider/notes/vex${index}`;
          const told = async () => (await transport.call('GetNoteAssessment', { name }, admin)).body;
          while ((await told()).state === 'APPLYING');
          expect((await told()).state, role).toBe(may ? 'APPLIED' : 'NOT_APPLIED');
          const states = await Promise.all(
            found.map(async (one) => {
              const { body } = await transport.call('GetOccurrence', { name: one }, admin);
              return (body as { vulnerability: { vexAssessment?: { state: unknown } } }).vulnerability
                .vexAssessment?.state;
            }),
          );
          expect(
            states.map((state) => state !== undefined),
            role,
          ).toEqual([may, false]);
          // A scanner that may write the findings of the project, with the role beside it.
          const scanner = tokenOf(
            ...grants,
            'occurrences.editor@projects/shop',
            'occurrences.editor@projects/bank',
          );
          const write = async (project: string, vex?: object) =>
            (
              await transport.call(
                'CreateOccurrence',
                { parent: `projects/${project}`, occurrence: finding(noteName, vex) },
                scanner,
              )
            ).code;
          expect(await write('shop', named), role).toBe(may ? 'OK' : 'PERMISSION_DENIED');
          expect(await write('bank', named), role).toBe('PERMISSION_DENIED');
          expect(await write('shop', { state: 'NOT_AFFECTED' }), role).toBe('OK');
          const [changed = ''] = found;
          const update = {
            name: changed,
            occurrence: { vulnerability: { vexAssessment: named } },
            updateMask: 'vulnerability.vexAssessment',
          };
          const { code } = await transport.call('UpdateOccurrence', update, scanner);
          expect(code, role).toBe(may ? 'OK' : 'PERMISSION_DENIED');
        }
      } finally {
        transport.close();
        await server.close();
      }
    },
  );
});
