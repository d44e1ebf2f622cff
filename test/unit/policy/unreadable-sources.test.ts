import { expect, it } from 'vitest';
import { readProvenance } from '../../../src/policy/checks/provenance.js';
import { checkSlsa } from '../../../src/policy/checks/slsa.js';
import type { Facts, OccurrenceFact } from '../../../src/policy/facts.js';
import { type Image, parseImage } from '../../../src/policy/image.js';

const trusted = 'https://github.com/example/app';
const image = parseImage(`r.example.com/app@sha256:${'ab'.repeat(32)}`) as Image;

/** What a rule of sources makes of a provenance whose signature verifies. */
async function judge(predicateType: string, predicate: object): Promise<string> {
  const statement = { _type: 'https://in-toto.io/Statement/v1', predicateType, predicate };
  const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
  const envelope = { payload, payloadType: 'application/vnd.in-toto+json', signatures: [{ sig: 'AAAA' }] };
  const occurrence = { name: 'o', noteName: 'n', kind: 'BUILD', v1beta1: { envelope } };
  const facts = {
    at: new Date(0),
    pause: () => Promise.resolve(),
    project: () =>
      Promise.resolve({ name: 'p', state: 'read', occurrences: [occurrence as unknown as OccurrenceFact] }),
    async *attestorsOfNote() {
      yield { name: 'a', noteName: 'n', keys: [], badKeys: [] };
    },
    verify: () => Promise.resolve([{ verified: true, keyId: 'k', at: '' }]),
    provenance: readProvenance,
  } as unknown as Facts;
  const rules = [{ trustedBuilderIds: ['b'], trustedSourceRepoPatterns: ['github.com/example/*'] }];
  const { verdict, reasons } = await checkSlsa({ rules }, image, 'projects/p', facts);
  return verdict === 'CONFORMANT' ? verdict : String(reasons[0]?.code);
}

const v1 = (externalParameters: object, resolvedDependencies?: unknown) =>
  judge('https://slsa.dev/provenance/v1', {
    buildDefinition: { externalParameters, resolvedDependencies },
    runDetails: { builder: { id: 'b' } },
  });
const before = (uri: unknown, materials?: unknown) =>
  judge('https://slsa.dev/provenance/v0.2', {
    builder: { id: 'b' },
    invocation: { configSource: { uri } },
    materials,
  });

const good = [{ uri: `git+${trusted}` }];

it('a provenance passes by its readable sources', async () => {
  expect(await v1({ source: trusted })).toBe('CONFORMANT');
  expect(await v1({ workflow: { repository: trusted, path: 'a.yml' }, other: 7 }, 'ignored')).toBe(
    'CONFORMANT',
  );
  expect(await v1({}, [...good, { digest: { sha256: 'x' } }, { uri: 'docker://x' }])).toBe('CONFORMANT');
  expect(await before(trusted)).toBe('CONFORMANT');
  expect(await before(undefined, good)).toBe('CONFORMANT');
});

it.each([[['https://evil.example/x']], [{ a: 1 }], [7], [true]])(
  'a source that is %j is not ignored beside trusted ones',
  async (odd) => {
    const found = await Promise.all([
      v1({ source: odd, sourceToBuild: { repository: trusted } }),
      v1({ source: { uri: odd }, repository: trusted }),
      v1({ workflow: { repository: odd }, source: trusted }),
      v1({ configSource: { uri: odd } }, good),
      v1({ repository: odd }, good),
      v1({}, [...good, { uri: odd }]),
      before(odd, good),
      before(undefined, [...good, { uri: odd }]),
    ]);
    expect(found).toEqual(Array(8).fill('SOURCE_UNTRUSTED'));
  },
);

it.each([['text'], [7], [['https://evil.example/x']]])(
  '%j in a list of sources is not ignored',
  async (odd) => {
    expect(await v1({}, [...good, odd])).toBe('SOURCE_UNTRUSTED');
    expect(await before(undefined, [odd, ...good])).toBe('SOURCE_UNTRUSTED');
  },
);

it('the scheme of a source is compared without its case', async () => {
  expect(await v1({}, [...good, { uri: 'GIT+HTTPS://evil.example/x' }])).toBe('SOURCE_UNTRUSTED');
});
