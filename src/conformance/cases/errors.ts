import { caseGroup } from '../case.js';
import { at, expectEqual, expectError, expectInvalid, expectOk, expectThat } from '../expect.js';
import { givenNote, noteBody } from '../fixtures.js';

const { cases, add } = caseGroup('errors');

/** Status codes, error bodies and deadlines. */
export const errors = cases;

add(
  'both-bodies',
  'errors read at the top level and under error',
  'gateway clients read the one, Google’s clients the other',
  async (s) => {
    const answer = await s.get(`/projects/${s.newProject()}/notes/none`);
    const body = expectError(answer, 404, 5);
    expectEqual(at(body, 'error', 'code'), 404, 'error.code');
    expectEqual(at(body, 'error', 'status'), 'NOT_FOUND', 'error.status');
    expectEqual(at(body, 'error', 'message'), body.message, 'error.message');
    expectEqual(answer.headers['content-type'], 'application/json', 'the Content-Type');
  },
);

add(
  'statuses',
  'google.rpc codes and their HTTP statuses',
  'clients decide by them what to retry',
  async (s) => {
    const name = await givenNote(s);
    const project = name.split('/')[1] ?? '';
    expectInvalid(await s.post(`/projects/${project}/notes?noteId=x`, '{'));
    expectError(await s.get(`/projects/${project}/notes/none`), 404, 5);
    expectError(await s.post(`/projects/${project}/notes?noteId=finding`, noteBody()), 409, 6);
    expectError(await s.post(`/projects/${project}/notes:nothing`, {}), 404, 5);
    expectError(await s.send({ method: 'PUT', path: `/v1beta1/${name}` }), 501, 12);
  },
);

add('project-exists', 'a second CreateProject is 409', 'installers run twice', async (s) => {
  const name = `projects/${s.newProject()}`;
  expectOk(await s.post('/projects', { name }));
  expectError(await s.post('/projects', { name }), 409, 6);
});

add(
  'names-the-field',
  'the message names the invalid field',
  'users correct what they can see',
  async (s) => {
    const path = `/projects/${s.newProject()}/notes?noteId=n`;
    expectInvalid(await s.post(path, { vulnerability: { severity: 'TERRIBLE' } }), 'severity');
    expectInvalid(await s.post(path, { vulnerability: { details: [{ cpeUri: 'cpe:/o:x:y' }] } }), 'package');
  },
);

add(
  'grpc-timeout',
  'Grpc-Timeout sets a deadline; a malformed one is 400',
  'gateways pass it on',
  async (s) => {
    const path = `/v1beta1/projects/${s.newProject()}/notes`;
    const send = (timeout: string) => s.send({ method: 'GET', path, headers: { 'grpc-timeout': timeout } });
    for (const good of ['5S', '1H', '30000m', '2M']) expectOk(await send(good));
    for (const bad of ['5', 'S', '5s', '1.5S', '-1S', '123456789S'])
      expectEqual((await send(bad)).status, 400, `the status for ${bad}`);
  },
);

add(
  'no-innards',
  'no error shows stack, SQL or file',
  'strangers must not learn how a server is built',
  async (s) => {
    const project = s.newProject();
    const answers = [
      await s.get(`/projects/${project}/notes?filter=%27%3B--`),
      await s.get(`/projects/${project}/notes?pageToken=100`),
      await s.post(`/projects/${project}/notes?noteId=n`, '{"vulnerability":'),
      await s.get(`/projects/${project}'/notes/none`),
    ];
    for (const { status, text } of answers) {
      expectThat(status >= 400 && status < 500, `${status} ${text}`);
      expectThat(
        !/\bat .*:\d+:\d+|node_modules|\bSELECT\b|\bINSERT\b|SQLITE|goroutine|\.go:\d+/.test(text),
        text,
      );
    }
  },
);
