import { caseGroup, type Session } from '../case.js';
import { expectEqual, expectError, expectInvalid, expectNotFound, expectOk, expectThat } from '../expect.js';
import { givenNote, noteBody } from '../fixtures.js';

const pathGroup = caseGroup('paths');
const methodGroup = caseGroup('methods');

export const paths = pathGroup.cases;
export const methods = methodGroup.cases;

const path = pathGroup.add;

path('colon-in-id', 'ids may hold colons', 'CVE:2020:1 is a note id', async (s) => {
  const name = await givenNote(s, s.newProject(), 'CVE:2020:1');
  expectEqual(expectOk(await s.get(`/${name}`)).name, name, 'name');
});

path(
  'verb-is-part-of-id',
  'GET …/notes/x:batchCreate reads a note',
  'the verb belongs to another path',
  async (s) => {
    const name = await givenNote(s, s.newProject(), 'x:batchCreate');
    expectEqual(expectOk(await s.get(`/${name}`)).name, name, 'name');
  },
);

path('verb-behind-id', 'POST …/notes/x:batchCreate is 501', 'only other methods have the path', async (s) => {
  expectError(await s.post(`/projects/${s.newProject()}/notes/x:batchCreate`, {}), 501, 12);
});

path('verb-with-get', 'GET …/notes:batchCreate is 501', 'only POST has the path', async (s) => {
  expectError(await s.get(`/projects/${s.newProject()}/notes:batchCreate`), 501, 12);
});

path('bare-verb', 'a last segment that is only a verb is 404', 'as the gateway returns', async (s) => {
  expectNotFound(await s.post(`/projects/${s.newProject()}/:batchCreate`, {}));
  expectNotFound(await s.post(`/projects/${s.newProject()}/notes/:batchCreate`, {}));
});

path('encoded-slash', '%2F acts as a slash', 'paths are decoded before they are split', async (s) => {
  expectNotFound(await s.get(`/projects/${s.newProject()}/notes/a%2Fb`));
  const name = await givenNote(s);
  expectOk(await s.get(`/${name.replaceAll('/', '%2F')}`));
});

path('encoded-colon', '%3A acts as a colon', 'clients encode more than they must', async (s) => {
  const name = await givenNote(s, s.newProject(), 'CVE:1');
  expectEqual(expectOk(await s.get(`/${name.replace(':', '%3A')}`)).name, name, 'name');
});

path('encoded-space', '%20 acts as a space', 'ids are any text without a slash', async (s) => {
  const name = await givenNote(s, s.newProject(), 'two words');
  expectEqual(expectOk(await s.get(`/${name.replace(' ', '%20')}`)).name, name, 'name');
});

path('decoded-once', 'paths are decoded once', 'an id may hold a percent sign', async (s) => {
  const name = await givenNote(s, s.newProject(), 'a%2Fb');
  expectEqual(expectOk(await s.get(`/${name.replace('%', '%25')}`)).name, name, 'name');
});

path('bad-encoding', 'a broken percent-escape is 400', 'no path may break a server', async (s) => {
  const { status } = await s.get('/projects/%zz/notes');
  expectEqual(status, 400, 'the status');
});

path(
  'trailing-slash',
  'a slash after a collection changes nothing',
  'scripts for Binary Authorization send it; upstream takes it for an empty id',
  async (s) => {
    const project = s.newProject();
    const created = await s.send({
      method: 'POST',
      path: `/v1beta1/projects/${project}/notes/?noteId=n`,
      body: JSON.stringify(s.toVersion('/notes', noteBody())),
    });
    expectEqual(expectOk(created).name, `projects/${project}/notes/n`, 'name');
    expectOk(await s.get(`/projects/${project}/notes/`));
    expectInvalid(await s.send({ method: 'DELETE', path: `/v1beta1/projects/${project}/notes/` }));
  },
);

path(
  'cleaned',
  '//, /./ and /../ redirect to the cleaned path',
  'clients join base URLs carelessly',
  async (s) => {
    const project = s.newProject();
    const cleaned = `/${s.version}/projects/${project}/notes`;
    for (const untidy of [
      `//${s.version}/projects/${project}/notes`,
      `/v1beta1/./projects/${project}/notes`,
      `/v1beta1/x/../projects/${project}/notes`,
    ]) {
      for (const method of ['GET', 'POST']) {
        const answer = await s.send({ method, path: untidy });
        expectEqual(answer.status, 301, `the status of ${method} ${untidy}`);
        expectThat(
          answer.headers.location?.endsWith(cleaned) === true,
          `Location is ${answer.headers.location}`,
        );
      }
    }
  },
);

path(
  'cleaned-project',
  '/projects//notes redirects to /projects/notes',
  'an empty project is no project',
  async (s) => {
    const answer = await s.get('/projects//notes');
    expectEqual(answer.status, 301, 'the status');
    expectThat(
      answer.headers.location?.endsWith(`/${s.version}/projects/notes`) === true,
      `Location is ${answer.headers.location}`,
    );
  },
);

path('case', 'paths are case-sensitive', 'Projects is not projects', async (s) => {
  const raw = (target: string) => s.send({ method: 'GET', path: target });
  expectNotFound(await raw('/V1beta1/projects'));
  expectNotFound(await raw('/v1beta1/Projects'));
});

const method = methodGroup.add;

const form = { 'content-type': 'application/x-www-form-urlencoded' };

method(
  'unknown-route',
  'an unknown path is 404 with code 5',
  'clients distinguish it from a missing object by the message',
  async (s) => {
    for (const target of [
      '/v1beta1',
      '/v1beta1/nothing',
      '/v1beta1/projects/p/tags',
      '/v1beta1/projects/p/notes/n/x/y',
    ]) {
      const body = expectNotFound(await s.send({ method: 'GET', path: target }));
      expectEqual(body.message, 'Not Found', `the message for ${target}`);
    }
  },
);

method(
  'wrong-method',
  'a known path under another method is 501',
  'not 405, and without Allow',
  async (s) => {
    const project = s.newProject();
    const requests = [
      ['PUT', `/v1beta1/projects/${project}/notes/n`],
      ['POST', `/v1beta1/projects/${project}/notes/n`],
      ['DELETE', `/v1beta1/projects/${project}/notes`],
      ['PATCH', `/v1beta1/projects/${project}`],
      ['PUT', '/v1beta1/projects'],
    ] as const;
    for (const [verb, target] of requests) {
      const answer = await s.send({ method: verb, path: target });
      const message = String(expectError(answer, 501, 12).message);
      expectThat(
        message.startsWith('Method Not Allowed'),
        `the message for ${verb} ${target} is ${JSON.stringify(message)}`,
      );
      expectEqual(answer.headers.allow, undefined, 'the Allow header');
    }
  },
);

method('options', 'OPTIONS is 501', 'no pattern has it', async (s) => {
  const { status } = await s.send({ method: 'OPTIONS', path: '/v1beta1/projects' });
  expectEqual(status, 501, 'the status');
});

method(
  'head',
  'HEAD is GET without a body',
  'HTTP requires it; upstream has no pattern for it',
  async (s) => {
    const name = await givenNote(s);
    const head = await s.send({ method: 'HEAD', path: `/v1beta1/${name}` });
    const get = await s.get(`/${name}`);
    expectEqual([head.status, head.text], [200, ''], 'status and body');
    expectEqual(head.headers['content-length'], get.headers['content-length'], 'the length');
    const none = await s.send({ method: 'HEAD', path: `/v1beta1/${name}x` });
    expectEqual([none.status, none.text], [404, ''], 'status and body of what is not there');
  },
);

method(
  'post-to-one',
  'a POST to a note is an error that names PATCH',
  'curl -d without -X PATCH must not look like a change',
  async (s) => {
    const name = await givenNote(s);
    const body = JSON.stringify(s.toVersion('/notes', noteBody()));
    for (const headers of [form, { 'content-type': 'application/json' }]) {
      const answer = await s.send({ method: 'POST', path: `/v1beta1/${name}`, headers, body });
      const message = String(expectError(answer, 501, 12).message);
      expectThat(message.includes('PATCH'), `the message is ${JSON.stringify(message)}`);
    }
    const beneath = await s.send({
      method: 'POST',
      path: `/v1beta1/${name}/occurrences`,
      headers: form,
      body,
    });
    expectError(beneath, 501, 12);
  },
);

method(
  'iam-policy',
  'setIamPolicy and getIamPolicy are 501 and name the place of grants',
  'a set-up script must not appear to have granted something',
  async (s) => {
    const name = await givenNote(s);
    for (const resource of [name, `projects/${s.newProject()}`, `projects/${s.newProject()}/occurrences/o`])
      for (const verb of ['setIamPolicy', 'getIamPolicy'])
        for (const headers of [form, { 'content-type': 'application/json' }]) {
          const path = `/v1beta1/${resource}:${verb}`;
          const answer = await s.send({ method: 'POST', path, headers, body: '{"policy":{}}' });
          const message = String(expectError(answer, 501, 12).message);
          expectThat(message.includes('policy file'), `the message is ${JSON.stringify(message)}`);
        }
  },
);

method(
  'target-without-slash',
  'a target that does not begin with a slash is 400',
  'it is no path',
  async (s) => {
    const { status } = await s.send({ method: 'GET', path: 'v1beta1/projects' });
    expectEqual(status, 400, 'the status');
  },
);

method(
  'override',
  'X-HTTP-Method-Override on a form post',
  'for clients behind proxies that pass only GET and POST',
  async (s) => {
    const name = await givenNote(s);
    const override = (verb: string) =>
      s.send({
        method: 'POST',
        path: `/v1beta1/${name}`,
        headers: { ...form, 'x-http-method-override': verb },
      });
    expectEqual(expectOk(await override('get')).name, name, 'name');
    expectEqual(expectOk(await override('DELETE')), {}, 'the response to DELETE');
    expectNotFound(await s.get(`/${name}`));
  },
);

method(
  'override-needs-form',
  'the override counts on form posts only',
  'a JSON post must stay a post',
  async (s) => {
    const name = await givenNote(s);
    const headers = { 'content-type': 'application/json', 'x-http-method-override': 'DELETE' };
    expectError(await s.send({ method: 'POST', path: `/v1beta1/${name}`, headers, body: '{}' }), 501, 12);
  },
);

method(
  'form-as-get',
  'a form post to a path that only GET has is treated as GET',
  'its fields are query parameters',
  async (s) => {
    const post = (body: string) =>
      formPost(s, `/v1beta1/projects/${s.newProject()}/occurrences:vulnerabilitySummary`, body);
    expectEqual(expectOk(await post('')), {}, 'the answer');
    expectInvalid(await post('filter=%28'));
  },
);

function formPost(s: Session, target: string, body: string) {
  return s.send({ method: 'POST', path: target, headers: form, body });
}

method(
  'content-type-ignored',
  'any Content-Type is read as JSON',
  'clients send what they like',
  async (s) => {
    const body = JSON.stringify(s.toVersion('/notes', noteBody()));
    for (const type of [
      'text/plain',
      'application/x-protobuf',
      'application/json; charset=utf-8',
      undefined,
    ]) {
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      const answer = await s.send({
        method: 'POST',
        path: `/v1beta1/projects/${s.newProject()}/notes?noteId=n`,
        headers: { ...headers, accept: 'text/html' },
        body,
      });
      expectOk(answer);
      expectEqual(answer.headers['content-type'], 'application/json', 'the Content-Type of the answer');
    }
  },
);
