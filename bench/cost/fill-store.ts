import type { ApiVersion } from '../../src/api/version.js';
import type { HttpClient } from '../../src/conformance/http-client.js';
import { examplesOf } from './attacked.js';

type Json = Readonly<Record<string, unknown>>;

const image = `registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;

const vulnerabilities = { maximumFixableSeverity: 'LOW', maximumUnfixableSeverity: 'LOW' };

/** A check of every type that needs no key. */
const checks: readonly Json[] = [
  { vulnerabilityCheck: vulnerabilities },
  { imageFreshnessCheck: { maxUploadAgeDays: 30 } },
  {
    trustedDirectoryCheck: {
      trustedDirPatterns: ['registry.example.com/other/*', '*.example.com/shop/**'],
    },
  },
  { attestationCheck: { attestors: ['projects/team/attestors/ci'] } },
  {
    slsaCheck: {
      rules: [
        {
          trustedBuilder: 'GOOGLE_CLOUD_BUILD',
          attestationSource: { containerAnalysisAttestationProjects: ['projects/team'] },
          trustedSourceRepoPatterns: ['git.example.com/shop/*'],
          customConstraints: 'payload.predicate.buildType != ""',
        },
      ],
    },
  },
  { anyOf: { checks: [{ vulnerabilityCheck: vulnerabilities }, { alwaysDeny: true }] } },
];

/**
 * Stores the examples of the contract under the names of `attackedOf`, and a policy of every check.
 *
 * @returns the id of an occurrence in project `team`.
 */
export async function fillStore(client: HttpClient, versions: readonly ApiVersion[]): Promise<string> {
  const [v1beta1, , attestors] = versions.map(examplesOf);
  const create = async (path: string, body: unknown): Promise<Json> => {
    const { status, json, text } = await client.send({ method: 'POST', path, body: JSON.stringify(body) });
    if (status !== 200 && status !== 409) throw new Error(`${path}: ${status} ${text.slice(0, 300)}`);
    return json as Json;
  };
  const notes = v1beta1?.get('CreateNote') ?? new Map<string, unknown>();
  await create('/v1beta1/projects', { name: 'projects/team' });
  const authority = { attestationAuthority: { hint: { humanReadableName: 'CI' } } };
  await create('/v1beta1/projects/team/notes?noteId=built-by-ci', authority);
  await create('/v1beta1/projects/team/locations/here/notes?noteId=built-by-ci', authority);
  let occurrence = '';
  for (const [kind, value] of v1beta1?.get('CreateOccurrence') ?? []) {
    const { noteName, ...rest } = value as { readonly noteName: string };
    const [, project, , note = ''] = noteName.split('/');
    await create(`/v1beta1/projects/${project}/notes?noteId=${encodeURIComponent(note)}`, notes.get(kind));
    const stored = { ...rest, noteName, resource: { uri: `https://${image}` } };
    const { name = '' } = (await create('/v1beta1/projects/team/occurrences', stored)) as { name?: string };
    if (kind === 'VULNERABILITY') occurrence = name.split('/').at(-1) ?? '';
  }
  for (const value of attestors?.get('CreateAttestor')?.values() ?? [])
    await create('/v1/projects/team/attestors?attestorId=ci', value);
  await create('/v1/projects/team/platforms/gke/policies?policyId=large', {
    gkePolicy: { checkSets: [{ checks }] },
  });
  return occurrence;
}
