import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticator.js';
import { openPolicy, type PolicyFile } from '../../src/auth/policy.js';
import { type FetchJson, openFetchJson } from '../../src/outbound/fetch-json.js';
import {
  type IssuerServer,
  login,
  movableClock,
  patientFetchJson,
  refusal,
  rsaKey,
  type SigningKey,
  serveIssuer,
  sign,
  tempFolder,
} from './kit.js';

const guide = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8');
const clock = movableClock();
const now = Math.floor(clock.now() / 1000);
const folder = tempFolder({ 'signing.key': 'a secret of thirty-two bytes or more', token: 'of-the-server' });
afterAll(folder.remove);

/** The policy of a section of the guide. */
function policyOf(heading: string): string {
  const section = guide.split(/^## /m).find((part) => part.includes(heading)) ?? '';
  const block = /```yaml\n([\s\S]*?)```/.exec(section)?.[1];
  if (block === undefined) throw new Error(`docs/access.md has no policy under ${heading}`);
  return block.replace('/var/run/secrets/kubernetes.io/serviceaccount/token', './token');
}

function open(heading: string, fetchJson: FetchJson = openFetchJson()): PolicyFile {
  return openPolicy(folder.write('policy.yaml', policyOf(heading)), { clock, env: {}, fetchJson });
}

/** An issuer on loopback that answers in the place of a real one: `origin` is replaced in what is fetched. */
async function standIn(
  issuer: string,
  origin: string,
  key: SigningKey,
  use: (fetchJson: FetchJson, server: IssuerServer) => Promise<void>,
): Promise<void> {
  const server = await serveIssuer((request, response) => {
    const configuration = request.url?.endsWith('/.well-known/openid-configuration') === true;
    const keys = { keys: [key.jwk] };
    response.end(JSON.stringify(configuration ? { issuer, jwks_uri: `${issuer}/jwks` } : keys));
  });
  try {
    await use((url, bearer) => patientFetchJson(url.replace(origin, server.url), bearer), server);
  } finally {
    await server.close();
  }
}

describe('docs/access.md', () => {
  it.each([
    '1. Own signed tokens',
    '2. Kubernetes service accounts',
    '3. GitHub Actions',
    '4. GitLab CI',
    '5. Keycloak groups',
    'Client certificates',
  ])('%s: the policy is valid', (heading) => {
    const policy = open(heading).current;
    expect(policy.issuers.length + (policy.certificateIssuer === undefined ? 0 : 1)).toBe(1);
  });
});

describe('tokens in the form of their issuers', () => {
  it('Kubernetes service account', async () => {
    const key = rsaKey('R9Sz1aVxM0dQkqU3cKpYQx2W9Qe3Y4fD6kq2nYp4u0E');
    const issuer = 'https://kubernetes.default.svc.cluster.local';
    const claims = (namespace: string, account: string) => ({
      aud: ['grafeas'],
      exp: now + 3607,
      iat: now,
      iss: issuer,
      jti: '1e6e0f3c-94d6-4d0b-a6f0-5f0f2d9b7a51',
      'kubernetes.io': {
        namespace,
        node: { name: 'node-1', uid: '6a4b1d5e-2f0c-4a57-8d39-0b1c2d3e4f50' },
        pod: { name: `${account}-5c9d7`, uid: '0c0d3b1e-7f5a-4e58-9b0a-7a1b2c3d4e5f' },
        serviceaccount: { name: account, uid: 'b2f1a7d4-3c8e-4b7a-9e6d-1f2a3b4c5d6e' },
        warnafter: now + 3000,
      },
      nbf: now,
      sub: `system:serviceaccount:${namespace}:${account}`,
    });
    await standIn(issuer, 'https://kubernetes.default.svc', key, async (fetchJson) => {
      const authenticator = createAuthenticator(open('2. Kubernetes', fetchJson), clock);
      const scanner = await login(authenticator, sign(key, claims('scanners', 'trivy'), 'RS256'));
      expect(scanner.principal).toBe('cluster:system:serviceaccount:scanners:trivy');
      expect(scanner.allows('occurrences.create', { project: 'shop' })).toBe(true);
      expect(scanner.allows('notes.attachOccurrence', { project: 'cve-feed', note: 'n' })).toBe(true);
      const gate = await login(authenticator, sign(key, claims('admission', 'kritis'), 'RS256'));
      expect(gate.allows('occurrences.list', { project: 'shop' })).toBe(true);
      expect(gate.allows('occurrences.create', { project: 'shop' })).toBe(false);
      const other = await login(authenticator, sign(key, claims('default', 'trivy'), 'RS256'));
      expect(other.projectsWith('occurrences.list')).toEqual([]);
      const ofApiServer = { ...claims('scanners', 'trivy'), aud: [issuer] };
      expect((await refusal(() => login(authenticator, sign(key, ofApiServer, 'RS256')))).message).toContain(
        'audience',
      );
    });
  });

  it('GitHub Actions', async () => {
    const key = rsaKey('38826b17-6a30-5f9b-b169-8beb8202f723');
    const issuer = 'https://token.actions.githubusercontent.com';
    const claims = {
      jti: '8b1f0d0e-6d5c-4d3b-9f59-0f9d9f1b2c3d',
      sub: 'repo:acme/shop:ref:refs/heads/main',
      aud: 'grafeas',
      ref: 'refs/heads/main',
      sha: 'f2ca1bb6c7e907d06dafe4687e579fce76b37e4e',
      repository: 'acme/shop',
      repository_owner: 'acme',
      repository_owner_id: '65',
      run_id: '9876543210',
      run_number: '42',
      run_attempt: '1',
      repository_visibility: 'private',
      repository_id: '74583921',
      actor_id: '12',
      actor: 'octocat',
      workflow: 'build',
      head_ref: '',
      base_ref: '',
      event_name: 'push',
      ref_protected: 'true',
      ref_type: 'branch',
      workflow_ref: 'acme/shop/.github/workflows/build.yml@refs/heads/main',
      workflow_sha: 'f2ca1bb6c7e907d06dafe4687e579fce76b37e4e',
      job_workflow_ref: 'acme/shop/.github/workflows/build.yml@refs/heads/main',
      job_workflow_sha: 'f2ca1bb6c7e907d06dafe4687e579fce76b37e4e',
      runner_environment: 'github-hosted',
      iss: issuer,
      nbf: now - 5,
      exp: now + 300,
      iat: now,
    };
    await standIn(issuer, issuer, key, async (fetchJson, server) => {
      const authenticator = createAuthenticator(open('3. GitHub', fetchJson), clock);
      const allowed = async (change: object): Promise<boolean> => {
        const token = sign(key, { ...claims, ...change }, 'RS256', { x5t: 'ykNaY4qM_ta4k2TgZOCEYLkcYlA' });
        return (await login(authenticator, token)).allows('occurrences.create', { project: 'shop' });
      };
      expect(await allowed({})).toBe(true);
      expect(await allowed({ ref: 'refs/tags/v1.2.3', ref_type: 'tag' })).toBe(true);
      expect(await allowed({ ref: 'refs/heads/feature' })).toBe(false);
      expect(await allowed({ event_name: 'pull_request' })).toBe(false);
      expect(await allowed({ repository: 'evil/shop', sub: 'repo:evil/shop:ref:refs/heads/main' })).toBe(
        false,
      );
      expect(await allowed({ repository_id: '1' })).toBe(false);
      const pull = sign(
        key,
        { ...claims, sub: 'repo:acme/shop:pull_request', event_name: 'pull_request' },
        'RS256',
      );
      const access = await login(authenticator, pull);
      expect(access.allows('occurrences.list', { project: 'shop' })).toBe(true);
      expect(server.requests).toHaveLength(2);
    });
  });

  it('GitLab CI', async () => {
    const key = rsaKey('4i3sFE7sxqNPOT7FdvcGA1ZVGGI_r-tsDXnEuYT4ZqE');
    const issuer = 'https://gitlab.example.com';
    const claims = {
      namespace_id: '72',
      namespace_path: 'acme',
      project_id: '20',
      project_path: 'acme/shop',
      user_id: '1',
      user_login: 'sample-user',
      pipeline_id: '574',
      pipeline_source: 'push',
      job_id: '302',
      ref: 'main',
      ref_type: 'branch',
      ref_path: 'refs/heads/main',
      ref_protected: 'true',
      runner_environment: 'gitlab-hosted',
      jti: '235b3a54-b797-45c7-ae9a-f72d7bc6ef5b',
      iat: now,
      nbf: now - 5,
      exp: now + 3600,
      iss: issuer,
      sub: 'project_path:acme/shop:ref_type:branch:ref:main',
      aud: 'grafeas',
    };
    await standIn(issuer, issuer, key, async (fetchJson) => {
      const authenticator = createAuthenticator(open('4. GitLab', fetchJson), clock);
      const main = await login(authenticator, sign(key, claims, 'RS256'));
      expect(main.allows('occurrences.create', { project: 'shop' })).toBe(true);
      const branch = await login(authenticator, sign(key, { ...claims, ref_protected: 'false' }, 'RS256'));
      expect(branch.allows('occurrences.create', { project: 'shop' })).toBe(false);
      expect(branch.allows('occurrences.get', { project: 'shop' })).toBe(true);
    });
  });

  it('Keycloak', async () => {
    const key = rsaKey('FJ86GcF3jTbNLOco4NvZkUCIUmfYCqoqtOQeMfbhNlE');
    const issuer = 'https://sso.example.com/realms/acme';
    const claims = {
      exp: now + 300,
      iat: now,
      jti: 'onrtac:6f0c7d1e-5b0a-4c7f-8a66-2d1f0e9c8b7a',
      iss: issuer,
      aud: ['grafeas', 'account'],
      sub: '2f5a6a1c-9b7e-4b1c-8f3e-6d5c4b3a2f1e',
      typ: 'Bearer',
      azp: 'browser',
      realm_access: { roles: ['offline_access', 'uma_authorization'] },
      resource_access: { account: { roles: ['view-profile'] } },
      scope: 'openid profile',
      preferred_username: 'ada',
      groups: ['/security/analysts', '/staff'],
    };
    await standIn(issuer, 'https://sso.example.com', key, async (fetchJson) => {
      const authenticator = createAuthenticator(open('5. Keycloak', fetchJson), clock);
      const analyst = await login(authenticator, sign(key, claims, 'RS256'));
      expect(analyst.projectsWith('occurrences.list')).toBeUndefined();
      expect(analyst.allows('occurrences.create', { project: 'shop' })).toBe(false);
      const denied = await refusal(() => analyst.require('notes.create', { project: 'shop' }));
      expect(denied.httpStatus).toBe(404);
      const staff = await login(authenticator, sign(key, { ...claims, groups: ['/security'] }, 'RS256'));
      expect(staff.projectsWith('occurrences.list')).toEqual([]);
    });
  });
});
