import { caseGroup, type Json, type Session } from '../case.js';
import { at, expectEqual, expectInvalid, expectOk } from '../expect.js';
import { finding, givenNote, location, occurrenceBody } from '../fixtures.js';

const { cases, add } = caseGroup('values');

/** The proto3 JSON mapping of values: every type in every accepted form. */
export const jsonValues = cases;

function postNote(s: Session, body: Json) {
  return s.post(`/projects/${s.newProject()}/notes?noteId=n`, body);
}

const vulnerability = (fields: Json): Json => ({ vulnerability: fields });

/** Each value is accepted and returned as `printed`. */
async function prints(
  s: Session,
  toBody: (value: unknown) => Json,
  path: readonly string[],
  spellings: readonly (readonly [unknown, unknown])[],
): Promise<void> {
  for (const [value, printed] of spellings) {
    const note = expectOk(await postNote(s, toBody(value)));
    expectEqual(at(note, ...path), printed, `${path.join('.')} sent as ${JSON.stringify(value)}`);
  }
}

async function refuses(
  s: Session,
  toBody: (value: unknown) => Json,
  values: readonly unknown[],
): Promise<void> {
  for (const value of values) expectInvalid(await postNote(s, toBody(value)));
}

add(
  'int32',
  'int32 from number, text and integral float',
  'clients spell integers in many ways',
  async (s) => {
    const noteName = await givenNote(s);
    const project = s.newProject();
    const post = (epoch: string) => {
      const body = JSON.stringify(
        occurrenceBody(noteName, {
          vulnerability: finding({
            packageIssue: [
              { affectedLocation: { ...location, version: { ...location.version, epoch: 'EPOCH' } } },
            ],
          }),
        }),
      );
      return s.post(`/projects/${project}/occurrences`, body.replace('"EPOCH"', epoch));
    };
    for (const [sent, printed] of [
      ['2', 2],
      ['"2"', 2],
      ['1.0', 1],
      ['1e3', 1000],
      ['-2147483648', -2147483648],
    ] as const) {
      const created = expectOk(await post(sent));
      expectEqual(
        at(created, 'vulnerability', 'packageIssue', 0, 'affectedLocation', 'version', 'epoch'),
        printed,
        `epoch sent as ${sent}`,
      );
    }
    for (const bad of [
      '1.5',
      '2147483648',
      '"abc"',
      '""',
      'true',
      '{}',
      '1e400',
      '123456789012345678901234567890',
    ])
      expectInvalid(await post(bad));
  },
  'v1beta1',
);

add(
  'int64',
  'int64 from number or text, printed as text',
  'JavaScript loses integers beyond 2^53',
  async (s) => {
    const post = (threshold: string) =>
      s.post(`/projects/${s.newProject()}/notes?noteId=n`, `{"intoto":{"threshold":${threshold}}}`);
    for (const [sent, printed] of [
      ['1', '1'],
      ['"1"', '1'],
      ['9007199254740993', '9007199254740993'],
      ['"9223372036854775807"', '9223372036854775807'],
      ['-9223372036854775808', '-9223372036854775808'],
      ['0', undefined],
    ] as const)
      expectEqual(
        at(expectOk(await post(sent)), 'intoto', 'threshold'),
        printed,
        `threshold sent as ${sent}`,
      );
    for (const bad of ['9223372036854775808', '"1.5"', '1.5', '"x"', 'true']) expectInvalid(await post(bad));
  },
  'v1beta1',
);

add('float', 'floats have 32 bits and print in shortest form', '9.8 stays 9.8', async (s) => {
  const body = (cvssScore: unknown) => vulnerability({ cvssScore });
  await prints(
    s,
    body,
    ['vulnerability', 'cvssScore'],
    [
      [9.8, 9.8],
      [7.5, 7.5],
      ['7.5', 7.5],
      [0.1, 0.1],
      ['NaN', 'NaN'],
      ['Infinity', 'Infinity'],
      ['-Infinity', '-Infinity'],
      [1e2, 100],
    ],
  );
  await refuses(s, body, [1e39, 'high', '', true, {}, []]);
});

add('bool', 'bools are true and false only', 'not "true", not 1', async (s) => {
  const details = (inclusive: unknown) =>
    vulnerability({
      details: [{ cpeUri: 'cpe:/o:x:y', package: 'p', minAffectedVersion: { kind: 'MINIMUM', inclusive } }],
    });
  expectOk(await postNote(s, details(true)));
  await refuses(s, details, ['true', 1, 0, 'false']);
});

add('string', 'texts must be texts', 'numbers are not converted', async (s) => {
  await refuses(s, (shortDescription) => ({ shortDescription, vulnerability: {} }), [1, true, {}, []]);
});

add(
  'bytes',
  'bytes in four spellings of base64, printed standard and padded',
  'signers use all of them',
  async (s) => {
    const note = await givenNote(s, s.newProject(), 'authority', {
      attestationAuthority: { hint: { humanReadableName: 'qa' } },
    });
    const project = s.newProject();
    const post = (serializedPayload: unknown) =>
      s.post(`/projects/${project}/occurrences`, {
        resource: { uri: 'https://example.com/a' },
        noteName: note,
        attestation: { attestation: { genericSignedAttestation: { serializedPayload } } },
      });
    for (const sent of ['+/+/+w==', '+/+/+w', '-_-_-w==', '-_-_-w']) {
      const created = expectOk(await post(sent));
      expectEqual(
        at(created, 'attestation', 'attestation', 'genericSignedAttestation', 'serializedPayload'),
        '+/+/+w==',
        `bytes sent as ${sent}`,
      );
    }
    for (const bad of ['+_+_', '*', 'a', 'abc=d', 5]) expectInvalid(await post(bad));
  },
  'v1beta1',
);

add('enum', 'enums by name or number', 'unknown numbers are kept, unknown names refused', async (s) => {
  const body = (severity: unknown) => vulnerability({ severity });
  await prints(
    s,
    body,
    ['vulnerability', 'severity'],
    [
      ['HIGH', 'HIGH'],
      [4, 'HIGH'],
      [99, 99],
      [0, undefined],
    ],
  );
  await refuses(s, body, ['TERRIBLE', 'high', '4', 1.5, true, 2147483648]);
});

add(
  'timestamp',
  'RFC 3339 with any offset, printed in UTC',
  'with 0, 3, 6 or 9 fraction digits',
  async (s) => {
    const body = (expirationTime: unknown) => ({ expirationTime, vulnerability: {} });
    await prints(
      s,
      body,
      ['expirationTime'],
      [
        ['2024-05-02T03:04:05Z', '2024-05-02T03:04:05Z'],
        ['2024-05-02T05:04:05+02:00', '2024-05-02T03:04:05Z'],
        ['2024-05-02T03:04:05.1Z', '2024-05-02T03:04:05.100Z'],
        ['2024-05-02T03:04:05.123456Z', '2024-05-02T03:04:05.123456Z'],
        ['2024-05-02T03:04:05.1234567Z', '2024-05-02T03:04:05.123456700Z'],
        ['2024-05-02T03:04:05.000Z', '2024-05-02T03:04:05Z'],
        ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
        ['9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59.999999999Z'],
      ],
    );
    await refuses(s, body, [
      'yesterday',
      '2024-05-02',
      '2024-13-02T03:04:05Z',
      '2024-02-30T00:00:00Z',
      '2024-05-02T03:04:05',
      '2024-05-02T03:04:05.1234567890Z',
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00+01:00',
      '2024-05-02 03:04:05Z',
      5,
      '',
    ]);
  },
);

/** Posts a build occurrence with SLSA provenance, the only place for free-form JSON. */
async function postBuild(s: Session, statement: string) {
  const note = await givenNote(s, s.newProject(), 'builder', { build: { builderVersion: '1' } });
  return s.post(
    `/projects/${s.newProject()}/occurrences`,
    `{"resource":{"uri":"https://example.com/a"},"noteName":"${note}","build":{"inTotoSlsaProvenanceV1":${statement}}}`,
  );
}

add(
  'map',
  'maps are objects with free keys',
  'a repeated key is 400',
  async (s) => {
    const path = ['build', 'inTotoSlsaProvenanceV1', 'subject', 0, 'digest'] as const;
    const created = expectOk(
      await postBuild(s, '{"subject":[{"digest":{"sha512":"b","any key":"c","__proto__":"d"}}]}'),
    );
    expectEqual(at(created, ...path, 'any key'), 'c', 'the value under "any key"');
    expectEqual(at(created, ...path, '__proto__'), 'd', 'the value under "__proto__"');
    expectInvalid(await postBuild(s, '{"subject":[{"digest":{"a":"b","a":"c"}}]}'));
    expectInvalid(await postBuild(s, '{"subject":[{"digest":{"a":1}}]}'));
  },
  'v1beta1',
);

add(
  'struct',
  'Structs hold arbitrary JSON',
  'SLSA parameters are free-form',
  async (s) => {
    const value = { list: [1, 'two', null, { deep: true }], nothing: null, snake_case: 1, 'odd key': {} };
    const created = expectOk(
      await postBuild(s, `{"predicate":{"buildDefinition":{"externalParameters":${JSON.stringify(value)}}}}`),
    );
    expectEqual(
      at(created, 'build', 'inTotoSlsaProvenanceV1', 'predicate', 'buildDefinition', 'externalParameters'),
      value,
      'externalParameters',
    );
    expectInvalid(await postBuild(s, '{"predicate":{"buildDefinition":{"externalParameters":{"a":1e999}}}}'));
  },
  'v1beta1',
);

add(
  'custom-names',
  'fields with JSON names of their own',
  '_type is not type in proto',
  async (s) => {
    const created = expectOk(await postBuild(s, '{"_type":"https://in-toto.io/Statement/v1"}'));
    expectEqual(
      at(created, 'build', 'inTotoSlsaProvenanceV1', '_type'),
      'https://in-toto.io/Statement/v1',
      '_type',
    );
  },
  'v1beta1',
);

add('any', 'Any needs a type that resolves', 'error details of a scan are packed in it', async (s) => {
  const note = await givenNote(s, s.newProject(), 'scan', { discovery: { analysisKind: 'VULNERABILITY' } });
  const post = (detail: Json) =>
    s.post(`/projects/${s.newProject()}/occurrences`, {
      resource: { uri: 'https://example.com/a' },
      noteName: note,
      discovered: { discovered: { analysisStatusError: { code: 5, details: [detail] } } },
    });
  const type = 'type.googleapis.com/google.rpc.Status';
  expectOk(await post({ '@type': type, code: 5, message: 'gone' }));
  expectInvalid(await post({ '@type': 'type.googleapis.com/no.such.Type' }));
  expectInvalid(await post({ '@type': type, nonsense: 1 }));
});
