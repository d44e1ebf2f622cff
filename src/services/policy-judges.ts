import { ApiError } from '../domain/errors.js';
import { formatPolicyName, type PolicyKey } from '../domain/names.js';
import { Allowlists } from '../policy/allowlists.js';
import type { PlatformPolicy, ProjectPolicy } from '../policy/documents.js';
import { judgePlatformPolicy, judgeProjectPolicy, type Question } from '../policy/judge.js';
import { placesOfPlatformPolicy, placesOfProjectPolicy } from '../policy/places.js';
import type { PolicyVerdict } from '../policy/verdict.js';
import type { StoredPolicy } from '../storage/repository-rows.js';
import type { Access, RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { openFacts } from './policy-facts.js';
import { defaultPolicy, parseStored } from './policy-rows.js';

/** A policy ready to be asked. */
interface OpenPolicy {
  readonly policy: PlatformPolicy | ProjectPolicy;
  readonly writer: string;
  readonly allowlists: Allowlists;
}

/** Policies that are kept ready; one may take some MB. */
const mostKept = 8;

/** The policies that were asked last, by their whole text: another text is another policy. */
class KeptPolicies {
  private readonly byText = new Map<string, OpenPolicy>();

  open(stored: StoredPolicy): OpenPolicy {
    const { document } = stored;
    let opened = this.byText.get(document);
    if (opened === undefined) {
      const { text, writer } = parseStored(stored);
      opened = { policy: JSON.parse(text) as PlatformPolicy, writer, allowlists: new Allowlists() };
    }
    this.byText.delete(document);
    this.byText.set(document, opened);
    const [oldest] = this.byText.keys();
    if (this.byText.size > mostKept && oldest !== undefined) this.byText.delete(oldest);
    return opened;
  }
}

function unset(key: PolicyKey): OpenPolicy {
  const policy = JSON.parse(defaultPolicy(key)) as ProjectPolicy;
  return { policy, writer: '', allowlists: new Allowlists() };
}

/** A policy that was read once, and what it says. */
export interface PolicyJudge {
  judge(question: Question): Promise<PolicyVerdict>;
  /** One question of each sort of pods that the policy distinguishes, without images. */
  readonly places: readonly Omit<Question, 'images'>[];
  /** When an occurrence was written that a verdict rests on: RFC 3339. */
  writtenAt(occurrence: string): string | undefined;
}

/**
 * Opens a policy for one request.
 *
 * @throws POLICY_NOT_FOUND; a project without a policy has the default one
 */
export type PolicyJudges = (key: PolicyKey, context: Pick<RequestContext, 'signal'>) => Promise<PolicyJudge>;

/** @param accessOf what somebody may do now, by the identity of an Access */
export function createPolicyJudges(
  deps: Pick<ServiceDeps, 'repository' | 'filters' | 'clock' | 'keys'>,
  accessOf: (identity: string) => Access,
): PolicyJudges {
  const kept = new KeptPolicies();
  return async (key, { signal }) => {
    const stored = await deps.repository.getPolicy(key);
    const name = formatPolicyName(key);
    if (stored === undefined && key.id !== '')
      throw new ApiError('POLICY_NOT_FOUND', `policy "${name}" not found`);
    const { policy, writer, allowlists } = stored === undefined ? unset(key) : kept.open(stored);
    const { scope: project } = key;
    const facts = openFacts(deps, { access: accessOf(writer), project, signal });
    const { writtenAt } = facts;
    if (key.id !== '')
      return {
        judge: (question) =>
          judgePlatformPolicy(policy as PlatformPolicy, question, `projects/${project}`, facts, allowlists),
        places: placesOfPlatformPolicy(policy as PlatformPolicy),
        writtenAt,
      };
    const warnings =
      stored === undefined ? [`No policy is set for projects/${project}, so every image may run.`] : [];
    return {
      async judge(question) {
        const verdict = await judgeProjectPolicy(policy as ProjectPolicy, question, facts, allowlists);
        return { ...verdict, warnings: [...warnings, ...verdict.warnings] };
      },
      places: placesOfProjectPolicy(policy as ProjectPolicy),
      writtenAt,
    };
  };
}
