import { caseGroup, type Json, type Session } from '../case.js';
import { at, expectEqual, expectInvalid, expectOk } from '../expect.js';
import { noteBody } from '../fixtures.js';

const { cases, add } = caseGroup('json');

/** The proto3 JSON mapping of request bodies: names, presence, malformed bodies. */
export const json = cases;

/** Posts a note given as text or object. */
function post(s: Session, body: unknown) {
  return s.post(`/projects/${s.newProject()}/notes?noteId=n`, body);
}

async function created(s: Session, body: Json): Promise<Json> {
  return expectOk(await post(s, body));
}

add('names', 'camelCase and snake_case names, mixed', 'upstream’s own samples mix them', async (s) => {
  const note = await created(s, {
    short_description: 'a',
    longDescription: 'b',
    vulnerability: { cvss_score: 1 },
  });
  expectEqual(
    [note.shortDescription, note.longDescription, at(note, 'vulnerability', 'cvssScore')],
    ['a', 'b', 1],
    'the fields',
  );
});

add('names-case', 'names are case-sensitive', 'ShortDescription is unknown', async (s) => {
  expectInvalid(await post(s, { ...noteBody(), ShortDescription: 'a' }));
});

add(
  'duplicate',
  'a field given twice is 400',
  'in one spelling or both, no value is dropped silently',
  async (s) => {
    expectInvalid(await post(s, { short_description: 'a', shortDescription: 'b', vulnerability: {} }));
    expectInvalid(await post(s, '{"shortDescription":"a","shortDescription":"a","vulnerability":{}}'));
    expectInvalid(await post(s, '{"vulnerability":{"severity":"LOW","severity":"HIGH"}}'));
  },
);

add(
  'unknown-field',
  'an unknown field is 400 at any depth',
  'a misspelt field must not be lost',
  async (s) => {
    expectInvalid(await post(s, { ...noteBody(), nonsense: 1 }), 'nonsense');
    expectInvalid(await post(s, { vulnerability: { details: [{ nonsense: 1 }] } }), 'nonsense');
  },
);

add('proto-key', '__proto__ is an ordinary key', 'it is an unknown field, and does no harm', async (s) => {
  expectInvalid(await post(s, '{"__proto__":{"shortDescription":"x"},"vulnerability":{}}'));
  expectInvalid(await post(s, '{"vulnerability":{"constructor":{}}}'));
});

add(
  'empty-body',
  'an empty body is an empty message',
  'it fails in validation, not in decoding',
  async (s) => {
    for (const body of [undefined, '', ' \n ']) expectInvalid(await post(s, body));
    expectInvalid(await s.post(`/projects/${s.newProject()}/notes:batchCreate`));
  },
);

add('not-an-object', 'a body that is no object is 400', 'null, list, text and number', async (s) => {
  for (const body of ['null', '[]', '"text"', '1', 'true']) expectInvalid(await post(s, body));
});

add('malformed', 'malformed JSON is 400', 'and nothing is stored', async (s) => {
  for (const body of [
    '{',
    '{"a"',
    '{"vulnerability":{}',
    '{vulnerability:{}}',
    "{'a':1}",
    '{"a":01}',
    '{"a":"\n"}',
    '{,}',
    'nul',
    '{"a":1,}',
  ])
    expectInvalid(await post(s, body));
});

add('trailing', 'what follows the first value is ignored', 'as upstream’s decoder does', async (s) => {
  expectOk(await post(s, `${JSON.stringify(s.toVersion('/notes', noteBody()))} garbage {`));
});

add('null-is-absent', 'null means absent', 'for members of a oneof too', async (s) => {
  const note = await created(s, {
    ...noteBody(),
    longDescription: null,
    relatedUrl: null,
    createTime: null,
    build: null,
  });
  expectEqual(note.longDescription, undefined, 'longDescription');
  expectEqual(note.kind, 'VULNERABILITY', 'kind');
});

add('null-element', 'null as list element or map value is 400', 'there is no such value', async (s) => {
  expectInvalid(await post(s, { ...noteBody(), relatedNoteNames: [null] }));
  expectInvalid(await post(s, { vulnerability: { details: [null] } }));
  expectInvalid(await s.post(`/projects/${s.newProject()}/notes:batchCreate`, { notes: { a: null } }));
});

add('oneof', 'two members of a oneof are 400', 'a note has one kind', async (s) => {
  expectInvalid(await post(s, { vulnerability: {}, discovery: { analysisKind: 'VULNERABILITY' } }));
});

add('no-kind', 'a note without a kind is 400', 'nobody could use it', async (s) => {
  expectInvalid(await post(s, { shortDescription: 'a' }));
});

add(
  'empty-member',
  'an empty member counts and is printed',
  'messages have presence',
  async (s) => {
    const note = await created(s, { vulnerability: {} });
    expectEqual(note.vulnerability, {}, 'vulnerability');
  },
  'v1beta1',
);

add(
  'unset-omitted',
  'unset fields are not printed',
  'zero, empty text and empty list are unset',
  async (s) => {
    const note = await created(s, {
      shortDescription: '',
      relatedUrl: [],
      vulnerability: { cvssScore: 0, severity: 0 },
    });
    expectEqual(
      Object.keys(note).sort(),
      ['createTime', 'kind', 'name', 'updateTime', 'vulnerability'],
      'the keys',
    );
    expectEqual(note.vulnerability, {}, 'vulnerability');
  },
  'v1beta1',
);

add('utf-8', 'text is UTF-8, printed as it is', 'no HTML escaping', async (s) => {
  const text = 'Ünïcode <b>&"\\ 漢字 🦀';
  const answer = await post(s, noteBody({ shortDescription: text }));
  expectEqual(expectOk(answer).shortDescription, text, 'shortDescription');
  const bytes = Buffer.concat([
    Buffer.from('{"shortDescription":"'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('","vulnerability":{}}'),
  ]);
  expectInvalid(await post(s, bytes));
});

add('surrogate', 'a lone surrogate is 400', 'it is no Unicode text', async (s) => {
  expectInvalid(await post(s, '{"shortDescription":"\\ud800","vulnerability":{}}'));
});

add('deep-nesting', '10,001 levels are 400', 'and the server keeps running', async (s) => {
  const levels = 10_001;
  expectInvalid(await post(s, `{"vulnerability":${'['.repeat(levels)}${']'.repeat(levels)}}`));
  expectInvalid(await post(s, `{"vulnerability":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`));
  expectOk(await post(s, noteBody()));
});
