import { once } from 'node:events';
import http2 from 'node:http2';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageLimit, type Operation, smallMessage } from '../../src/api/operation.js';
import { createAccess } from '../../src/auth/access.js';
import { createOperations, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { toApiError } from '../../src/domain/errors.js';
import { encodeMessage } from '../../src/schema/wire/message-codec.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { sign, tempFolder } from '../authz/kit.js';
import { connect as connectGrpc, frame, send } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';
import { versionNames } from '../setup/versions.js';

/** Identity and permission come before the body: none of it is read, held or decoded for who may not send it. */
const secret = 'a secret of thirty-two bytes or more';
const policy =
  'issuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: key } }]';
const folder = tempFolder({ key: secret, 'policy.yaml': policy });
const tokenOf = (...grants: string[]): string => {
  const exp = Math.floor(Date.now() / 1000) + 600;
  return sign(secret, { iss: 'own', aud: 'g', sub: 'ci', exp, grants }, 'HS256');
};

let server: TestServer;
let operations: readonly Operation[];
beforeAll(async () => {
  server = await startServer({ access: 'jwt', policy: `${folder.path}/policy.yaml` });
  operations = createOperations(await serviceDeps(openMemory(), systemClock()));
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const pathOf = ({ http }: Operation): string =>
  (http.paths[0] ?? '').replace(/\{[\w.]+=([^}]*)\}/, '$1').replaceAll('*', 'p');

/** Sends the head of a request that promises a body, never the body; what comes back. */
async function headOnly(method: string, path: string, headers: string[]): Promise<string> {
  const { hostname, port, host } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, 'Content-Length: 60000', ...headers];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  await once(socket, 'close');
  return text;
}

describe('a body that its sender may not send', () => {
  it('is not read without a token, for every operation and as a form', async () => {
    for (const operation of operations) {
      const { verb } = operation.http;
      expect(await headOnly(verb, pathOf(operation), []), pathOf(operation)).toMatch(/^HTTP\/1.1 401 /);
    }
    const form = ['Content-Type: application/x-www-form-urlencoded'];
    for (const version of versionNames) {
      const project = `/${version}/projects/p`;
      const summary = `${project}/occurrences:vulnerabilitySummary`;
      expect(await headOnly('POST', summary, form)).toMatch(/^HTTP\/1.1 401 /);
      expect(await headOnly('POST', `${project}/notes/n`, form)).toMatch(/^HTTP\/1.1 501 /);
      const patch = [...form, 'X-HTTP-Method-Override: PATCH'];
      expect(await headOnly('POST', `${project}/notes/n`, patch)).toMatch(/^HTTP\/1.1 401 /);
    }
  });

  it('is not read without the permission', async () => {
    const authorization = `Authorization: Bearer ${tokenOf('viewer@projects/q')}`;
    const guarded = operations.filter(({ guard }) => guard !== undefined);
    expect(guarded.length).toBeGreaterThan(12);
    for (const operation of guarded) {
      const answer = await headOnly(operation.http.verb, pathOf(operation), [authorization]);
      expect(answer, pathOf(operation)).toMatch(/^HTTP\/1.1 403 [\s\S]*connection: close/i);
    }
  });

  it('is stopped over HTTP/2', async () => {
    const session = http2.connect(server.url);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/v1beta1/projects/p/notes',
      authorization: `Bearer ${tokenOf('viewer@projects/q')}`,
    });
    stream.write('{');
    const [headers] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders];
    expect(headers[':status']).toBe(403);
    stream.resume();
    await once(stream, 'close');
    expect(stream.rstCode).toBe(http2.constants.NGHTTP2_NO_ERROR);
    session.close();
  });

  it('is refused over gRPC by a scan of its top level, before it is decoded', async () => {
    const session = await connectGrpc(server.url);
    const creates = operations.filter(({ id }) => id === 'CreateNote');
    expect(creates).toHaveLength(2);
    for (const create of creates) await refuses(session, create);
    session.close();
  });

  async function refuses(session: http2.ClientHttp2Session, create: Operation): Promise<void> {
    const path = `/${create.service}/${create.id}`;
    const codeOf = async (token: string, ...parts: Buffer[]): Promise<number | undefined> => {
      const headers = { authorization: `Bearer ${token}` };
      return (await send(session, { path, headers, chunks: [frame(Buffer.concat(parts))] })).code;
    };
    const viewer = tokenOf('viewer@projects/q');
    const name = encodeMessage(create.request, { parent: 'projects/p' });
    // A note whose bytes are none, before and after the name.
    const broken = Buffer.from([3 * 8 + 2, 2, 0xff, 0xff]);
    expect(await codeOf(viewer, name, broken)).toBe(7);
    expect(await codeOf(viewer, broken, name)).toBe(7);
    // The last of two names counts, as in the decoder.
    const other = encodeMessage(create.request, { parent: 'projects/q' });
    const editor = tokenOf('editor@projects/q');
    expect(await codeOf(editor, other, name, broken)).toBe(7);
    expect(await codeOf(editor, name, other, broken)).toBe(3);
    // What is no message at its end is refused as that, undecoded as well.
    expect(await codeOf(viewer, name, Buffer.from([3 * 8 + 2, 100]))).toBe(3);
  }
});

describe('a guard', () => {
  const names = [
    '',
    'nonsense',
    'projects/p',
    'projects/p/notes/n',
    'projects/p/occurrences/o',
    'projects/p/attestors/a',
    'projects/p/platforms/gke',
    'projects/p/platforms/gke/policies/a',
    'projects/q',
  ];
  const grants = [
    [],
    [{ role: 'viewer' as const }],
    [{ role: 'editor' as const, target: { project: 'p' } }],
    [{ role: 'admin' as const }],
  ];

  it('refuses exactly what its service refuses', async () => {
    let refused = 0;
    for (const operation of operations) {
      const { guard } = operation;
      if (guard === undefined) continue;
      for (const name of names) {
        for (const given of grants) {
          const access = createAccess(given, 'tester', 'explain');
          const body = operation.http.body ?? '*';
          const request = {
            name,
            parent: name,
            attestor: name,
            ...(body === '*' || operation.http.raw ? {} : { [body]: {} }),
          };
          const early = outcome(() => guard(request, access));
          const late = await outcomeOf(operation.handle(request, { access, requestId: 'r' }));
          if (early === undefined)
            expect(late, `${operation.id} ${name}`).not.toMatch(
              /^INVALID_NAME (?:parent|name|attestor):|denied on projects\/[^/]*$/,
            );
          else {
            refused += 1;
            expect(late, `${operation.id} ${name}`).toBe(early);
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(200);
  });

  it('exists for every operation whose message may be large', () => {
    for (const operation of operations) {
      const limit = messageLimit(operation, 4 * 1024 * 1024);
      if (operation.guard === undefined) expect(limit, operation.id).toBe(smallMessage);
    }
    const large = operations.filter((operation) => messageLimit(operation, 4 * 1024 * 1024) > smallMessage);
    const writes = [
      'BatchCreateNotes',
      'BatchCreateOccurrences',
      'CreateNote',
      'CreateOccurrence',
      'UpdateNote',
      'UpdateOccurrence',
    ];
    // Reports are imported by v1beta1 alone.
    expect(large.map(({ id }) => id).sort()).toEqual(
      [
        ...[...writes, ...writes, 'ImportReport', 'ValidateAttestationOccurrence'],
        ...['CreatePlatformPolicy', 'ReplacePlatformPolicy', 'EvaluateGkePolicy'],
        ...['ReviewAdmission', 'ProvideVerdicts', 'ReceiveHarborEvent', 'ReceiveClairEvent'],
        ...['ReceiveTrivyOperatorEvent', 'ReceiveGithubEvent'],
      ].sort(),
    );
  });
});

describe('health and reflection', () => {
  it('refuse large messages as soon as their length is known', async () => {
    const session = await connectGrpc(server.url);
    const paths = [
      '/grpc.health.v1.Health/Check',
      '/grpc.health.v1.Health/Watch',
      '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    ];
    for (const path of paths) {
      const announced = Buffer.from([0, 0, 0, 0x10, 1]);
      expect((await send(session, { path, chunks: [announced] }, false)).code, path).toBe(8);
    }
    session.close();
  });
});

function outcome(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { reason, message } = toApiError(error);
    return `${reason} ${message}`;
  }
}

async function outcomeOf(work: Promise<string>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    const { reason, message } = toApiError(error);
    return `${reason} ${message}`;
  }
}
