import { ApiError, type FieldViolation, invalidField, invalidFields } from '../domain/errors.js';
import {
  checkId,
  formatPolicyName,
  isId,
  type PolicyKey,
  parseAttestorName,
  parseNoteName,
  parsePlatformName,
  parsePlatformPolicyName,
  parseProjectName,
  parseProjectPolicyName,
} from '../domain/names.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import { violationsOfPlatformPolicy, violationsOfProjectPolicy } from '../policy/check-policy.js';
import type { PlatformPolicy, ProjectPolicy } from '../policy/documents.js';
import { type Named, namedByPlatformPolicy, namedByProjectPolicy } from '../policy/named.js';
import type { PolicyRow, StoredPolicy } from '../storage/repository-rows.js';
import type { AttestorDocument } from './attestor-document.js';
import type { Access, RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { noteTarget } from './notes.js';
import { checkIfMatch, etagMismatch, readModifyWrite } from './optimistic-update.js';
import { formatPage, openWalk, pageSizeOf, partOf } from './pages.js';
import { defaultPolicy, formatStored, parseStored } from './policy-rows.js';
import type { ListRequest, NameRequest, ParentRequest } from './requests.js';

/** The policies of projects and platform policies: conditions that images must meet before they run. */
export type PolicyService = ReturnType<typeof createPolicyService>;

/** Maximal number of characters of the JSON text of a policy. */
const maxText = 2_000_000;

export function createPolicyService({
  repository,
  clock,
  pageTokens,
  etagOf,
}: Pick<ServiceDeps, 'repository' | 'clock' | 'pageTokens' | 'etagOf'>) {
  const etagText = (text: string): string => etagOf(text).replaceAll('"', '');
  /** The text of a policy in responses. */
  const shown = (text: string): string => `${text.slice(0, -1)},"etag":${JSON.stringify(etagText(text))}}`;

  async function load(key: PolicyKey): Promise<StoredPolicy> {
    const stored = await repository.getPolicy(key);
    if (stored === undefined)
      throw new ApiError('POLICY_NOT_FOUND', `policy "${formatPolicyName(key)}" not found`);
    return stored;
  }

  /** Checks that the writer may read whatever the policy reads, so that a policy does not circumvent access control. */
  async function requireReadable(named: Named, project: string, access: Access): Promise<void> {
    for (const name of named.projects)
      access.require('occurrences.list', { project: parseProjectName(name, 'policy') });
    for (const name of named.notes) access.require('notes.get', noteTarget(parseNoteName(name, 'policy')));
    if (named.listsAttestors) access.require('attestors.list', { project });
    for (const name of named.attestors) {
      const key = parseAttestorName(name, 'policy');
      access.require('attestors.get', { project: key.scope });
      const attestor = await repository.getAttestor(key);
      if (attestor === undefined)
        throw new ApiError('ATTESTOR_NOT_FOUND', `attestor "${name}", which the policy names, not found`);
      const { userOwnedGrafeasNote: note } = JSON.parse(attestor.document) as AttestorDocument;
      access.require('notes.listOccurrences', noteTarget(parseNoteName(note?.noteReference ?? '', 'policy')));
    }
  }

  async function toRow(
    key: PolicyKey,
    policy: ProjectPolicy | PlatformPolicy,
    named: Named,
    access: Access,
  ): Promise<PolicyRow> {
    await requireReadable(named, key.scope, access);
    const { etag: _, name: __, ...rest } = policy;
    const document = {
      name: formatPolicyName(key),
      ...rest,
      updateTime: timestampFromMillis(clock.now()),
    };
    const text = formatStored(access.identity ?? '', document);
    if (text.length > maxText)
      throw invalidField(
        'policy',
        `at most ${maxText} characters of JSON, not ${text.length}`,
        'INVALID_POLICY',
      );
    return { ...key, document: text };
  }

  function checkCurrent(context: RequestContext, etag: string | undefined, text: string): void {
    checkIfMatch(context.ifMatch, shown(text), etagOf);
    if (etag !== undefined && etag !== '' && etag !== etagText(text)) throw etagMismatch();
  }

  return {
    async getPolicy(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseProjectPolicyName(request.name ?? '', 'name');
      context.access.require('policy.get', { project: key.scope });
      const stored = await repository.getPolicy(key);
      return shown(stored === undefined ? defaultPolicy(key) : parseStored(stored).text);
    },

    async updatePolicy(
      request: { policy?: ProjectPolicy | undefined },
      context: RequestContext,
    ): Promise<string> {
      const { policy } = request;
      if (policy === undefined) throw invalidField('policy', 'must be specified');
      const key = parseProjectPolicyName(policy.name ?? '', 'policy.name');
      context.access.require('policy.update', { project: key.scope });
      checkViolations(await violationsOfProjectPolicy(policy));
      const row = await toRow(key, policy, namedByProjectPolicy(policy), context.access);
      await readModifyWrite(
        async () => (await repository.getPolicy(key)) ?? { document: '' },
        ({ document }) => {
          const text = document === '' ? defaultPolicy(key) : parseStored({ document }).text;
          checkCurrent(context, policy.etag, text);
          return row;
        },
        (expected, next) => (expected === '' ? created(next) : repository.replacePolicy(expected, next)),
      );
      return shown(parseStored(row).text);
    },

    /** This server exempts no images for everyone. The policy exists for clients that request it. */
    async getSystemPolicy(request: NameRequest, _context: RequestContext): Promise<string> {
      const { name = '' } = request;
      const [locations, location, policy, ...rest] = name.split('/');
      if (locations !== 'locations' || !isId(location) || policy !== 'policy' || rest.length > 0)
        throw invalidField('name', 'must have the form locations/LOCATION/policy', 'INVALID_NAME');
      return shown(JSON.stringify({ name, description: 'This server exempts no images.' }));
    },

    async createPlatformPolicy(
      request: ParentRequest & {
        policyId?: string | undefined;
        platformPolicy?: PlatformPolicy | undefined;
      },
      context: RequestContext,
    ): Promise<string> {
      const project = parsePlatformName(request.parent ?? '', 'parent');
      context.access.require('platformPolicies.create', { project });
      const key = { scope: project, id: checkId(request.policyId ?? '', 'policy_id') };
      const { platformPolicy: policy } = request;
      if (policy === undefined) throw invalidField('platform_policy', 'must be specified');
      checkName(policy, key);
      checkViolations(await violationsOfPlatformPolicy(policy));
      const named = namedByPlatformPolicy(policy, `projects/${project}`);
      const row = await toRow(key, policy, named, context.access);
      await repository.createPolicy(row);
      return shown(parseStored(row).text);
    },

    async getPlatformPolicy(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parsePlatformPolicyName(request.name ?? '', 'name');
      context.access.require('platformPolicies.get', { project: key.scope });
      return shown(parseStored(await load(key)).text);
    },

    async listPlatformPolicies(
      request: ListRequest & ParentRequest,
      context: RequestContext,
    ): Promise<string> {
      const project = parsePlatformName(request.parent ?? '', 'parent');
      context.access.require('platformPolicies.list', { project });
      const pageSize = pageSizeOf(request);
      const walk = openWalk(pageTokens, request, `ListPlatformPolicies ${project}`, pageSize, 1);
      const policies = await repository.listPolicies({
        signal: context.signal,
        scope: project,
        ...partOf(walk),
      });
      const texts = policies.map((stored) => shown(parseStored(stored).text));
      return formatPage('platformPolicies', policies, texts, walk, ({ id }) => [id]);
    },

    async replacePlatformPolicy(
      request: NameRequest & { platformPolicy?: PlatformPolicy | undefined },
      context: RequestContext,
    ): Promise<string> {
      const key = parsePlatformPolicyName(request.name ?? '', 'name');
      context.access.require('platformPolicies.replace', { project: key.scope });
      const { platformPolicy: policy } = request;
      if (policy === undefined) throw invalidField('platform_policy', 'must be specified');
      checkName(policy, key);
      checkViolations(await violationsOfPlatformPolicy(policy));
      const named = namedByPlatformPolicy(policy, `projects/${key.scope}`);
      const row = await toRow(key, policy, named, context.access);
      await readModifyWrite(
        () => load(key),
        (stored) => {
          checkCurrent(context, policy.etag, parseStored(stored).text);
          return row;
        },
        (expected, next) => repository.replacePolicy(expected, next),
      );
      return shown(parseStored(row).text);
    },

    async deletePlatformPolicy(
      request: NameRequest & { etag?: string | undefined },
      context: RequestContext,
    ): Promise<string> {
      const key = parsePlatformPolicyName(request.name ?? '', 'name');
      context.access.require('platformPolicies.delete', { project: key.scope });
      const stored = await load(key);
      checkCurrent(context, request.etag, parseStored(stored).text);
      const isBound = context.ifMatch !== undefined || (request.etag ?? '') !== '';
      if (!(await repository.deletePolicy(key, isBound ? stored.document : undefined))) {
        await load(key);
        throw etagMismatch();
      }
      return '{}';
    },
  };

  /** Returns false if another request created the policy in the meantime. */
  async function created(row: PolicyRow): Promise<boolean> {
    try {
      await repository.createPolicy(row);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.reason === 'POLICY_EXISTS') return false;
      throw error;
    }
  }
}

function checkName({ name = '' }: PlatformPolicy, key: PolicyKey): void {
  if (name !== '' && name !== formatPolicyName(key))
    throw invalidField('platform_policy.name', `must be ${formatPolicyName(key)}, or nothing`);
}

/** @throws INVALID_POLICY */
function checkViolations(violations: readonly FieldViolation[]): void {
  if (violations.length > 0) throw invalidFields(violations, 'INVALID_POLICY');
}
