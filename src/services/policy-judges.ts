import { ApiError } from '../domain/errors.js';
import { formatPolicyName, type PolicyKey } from '../domain/names.js';
import { type Caller, Permits } from '../domain/permits.js';
import { nextTurn } from '../domain/slices.js';
import { Allowlists } from '../policy/allowlists.js';
import type { PlatformPolicy, ProjectPolicy } from '../policy/documents.js';
import type { Facts } from '../policy/facts.js';
import { judgePlatformPolicy, judgeProjectPolicy, type Question } from '../policy/judge.js';
import { placesOfPlatformPolicy, placesOfProjectPolicy } from '../policy/places.js';
import type { ImageVerdict, PolicyVerdict, Reason } from '../policy/verdict.js';
import { VerdictBudget } from '../policy/verdict-budget.js';
import type { StoredPolicy } from '../storage/repository-rows.js';
import type { Stamp } from '../storage/repository-stamps.js';
import { type Access, callerOf, type RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { createEvidence, type ImageEvidence } from './image-evidence.js';
import { openFacts } from './policy-facts.js';
import { defaultPolicy, parseStored } from './policy-rows.js';
import { recordFacts } from './recorded-facts.js';
import { type KeptVerdict, type RecordedAccess, VerdictCache } from './verdict-cache.js';

/** A parsed policy. */
interface OpenPolicy {
  readonly policy: PlatformPolicy | ProjectPolicy;
  readonly writer: string;
  readonly allowlists: Allowlists;
}

/** Images that are judged at once, in all requests: of each, 32 MiB of documents are read at most. */
const maxJudged = 8;

/** Number of cached policies; one may take some MB. */
const maxKept = 8;

/** The most recently used policies, by their whole text: another text is another policy. */
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
    if (this.byText.size > maxKept && oldest !== undefined) this.byText.delete(oldest);
    return opened;
  }
}

function unset(key: PolicyKey): OpenPolicy {
  const policy = JSON.parse(defaultPolicy(key)) as ProjectPolicy;
  return { policy, writer: '', allowlists: new Allowlists() };
}

export type Place = Omit<Question, 'images'>;

/** A policy as one request sees it. */
export interface PolicyJudge {
  judge(question: Question): Promise<PolicyVerdict>;
  /** One of each sort of pods that the policy distinguishes. */
  places(): Promise<readonly Place[]>;
  /** When an occurrence was written that a verdict of this judge names as a reason against an image: RFC 3339. */
  writtenAt(occurrence: string): string | undefined;
}

/**
 * Opens a policy for one request. It is read when it is needed; if there is none, that throws POLICY_NOT_FOUND. A project
 * without a policy has the default one.
 */
export type PolicyJudges = (
  key: PolicyKey,
  context: Pick<RequestContext, 'access' | 'signal'>,
) => Promise<PolicyJudge>;

type Deps = Pick<ServiceDeps, 'repository' | 'filters' | 'clock' | 'keys' | 'verify' | 'readProvenance'>;

/**
 * Caches the verdict of a policy on an image until an input of it is written (docs/adr/0041-verdict-cache.md).
 *
 * @param accessOf the current access of an identity.
 */
export function createPolicyJudges(deps: Deps, accessOf: (identity: string) => Access): PolicyJudges {
  const policies = new KeptPolicies();
  const cache = new VerdictCache();
  const openEvidence = createEvidence(deps);
  const permits = new Permits(maxJudged);
  return async (key, context) => {
    // Taken before anything is read, so that later writes count as changes.
    const stamp = await deps.repository.stamp?.();
    const load = () => {
      // A cached verdict needs no signal, so it is created when it is used.
      const caller = callerOf(context);
      return openPolicy(deps, key, {
        policies,
        accessOf,
        evidence: openEvidence(caller.signal, stamp),
        caller,
      });
    };
    return judgeOf(deps, key, { cache, stamp, load, accessOf, permits });
  };
}

interface LoadedPolicy {
  readonly writer: string;
  readonly places: readonly Place[];
  readonly facts: Facts;
  readonly asked: ReadonlyMap<string, RecordedAccess>;
  readonly caller: Caller;
  readonly evidence: ImageEvidence;
  writtenAt(occurrence: string): string | undefined;
  judge(question: Question, facts: Facts): Promise<PolicyVerdict>;
}

async function openPolicy(
  deps: Deps,
  key: PolicyKey,
  {
    policies,
    accessOf,
    evidence,
    caller,
  }: {
    readonly policies: KeptPolicies;
    readonly accessOf: (identity: string) => Access;
    readonly evidence: ImageEvidence;
    readonly caller: Caller;
  },
): Promise<LoadedPolicy> {
  const stored = await deps.repository.getPolicy(key);
  if (stored === undefined && key.id !== '')
    throw new ApiError('POLICY_NOT_FOUND', `policy "${formatPolicyName(key)}" not found`);
  const { policy, writer, allowlists } = stored === undefined ? unset(key) : policies.open(stored);
  const { scope: project } = key;
  const { access, asked } = recordAccess(accessOf(writer));
  const facts = openFacts(deps, { access, project, evidence, caller });
  const common = { writer, facts, asked, caller, evidence, writtenAt: facts.writtenAt };
  if (key.id !== '')
    return {
      ...common,
      places: placesOfPlatformPolicy(policy as PlatformPolicy),
      judge: (question, read) =>
        judgePlatformPolicy(policy as PlatformPolicy, question, `projects/${project}`, read, allowlists),
    };
  const warnings =
    stored === undefined ? [`No policy is set for projects/${project}, so every image may run.`] : [];
  return {
    ...common,
    places: placesOfProjectPolicy(policy as ProjectPolicy),
    async judge(question, read) {
      const verdict = await judgeProjectPolicy(policy as ProjectPolicy, question, read, allowlists);
      return { ...verdict, warnings: [...warnings, ...verdict.warnings] };
    },
  };
}

function judgeOf(
  { clock }: Deps,
  key: PolicyKey,
  {
    cache,
    stamp,
    load,
    accessOf,
    permits,
  }: {
    readonly cache: VerdictCache;
    readonly stamp: Stamp | undefined;
    readonly load: () => Promise<LoadedPolicy>;
    readonly accessOf: (identity: string) => Access;
    readonly permits: Permits;
  },
): PolicyJudge {
  const name = formatPolicyName(key);
  const written = new Map<string, string>();
  const accesses = new Map<string, Access>();
  let loaded: Promise<LoadedPolicy> | undefined;
  let evaluated = 0;
  const policyOf = (): Promise<LoadedPolicy> => {
    loaded ??= load();
    return loaded;
  };

  function holds(kept: KeptVerdict, now: Stamp): boolean {
    const at = clock.now();
    if (at < kept.from || at > kept.until || !now.isUnchanged(kept.stamp, kept.topics)) return false;
    const access = accesses.get(kept.writer) ?? accessOf(kept.writer);
    accesses.set(kept.writer, access);
    return kept.asked.every(
      ({ permission, target, isAllowed }) => access.allows(permission, target) === isAllowed,
    );
  }

  async function judgeImage(image: string, place: Place): Promise<PolicyVerdict> {
    const { namespace, serviceAccount, cluster } = place;
    const cached = JSON.stringify([name, namespace, serviceAccount, cluster, image]);
    const kept = stamp === undefined ? undefined : cache.get(cached);
    if (kept !== undefined && stamp !== undefined && holds(kept, stamp)) {
      for (const [occurrence, time] of kept.written) written.set(occurrence, time);
      return kept.verdict;
    }
    const policy = await policyOf();
    // A pod may have many images, and other requests wait.
    if (evaluated > 0) await nextTurn();
    evaluated += 1;
    if (permits.isFull(policy.caller)) policy.evidence.release();
    return permits.run(policy.caller, () => evaluate(policy, image, place, cached));
  }

  async function evaluate(
    policy: LoadedPolicy,
    image: string,
    place: Place,
    cached: string,
  ): Promise<PolicyVerdict> {
    const { facts, ground } = recordFacts(policy.facts, key.scope);
    const verdict = await policy.judge({ images: [{ image }], ...place }, facts);
    const times = timesOf(verdict, policy.writtenAt);
    for (const [occurrence, time] of times) written.set(occurrence, time);
    if (stamp !== undefined) {
      const { writer, asked } = policy;
      const from = policy.facts.at.getTime();
      const rest = { stamp, topics: [...ground.topics], from, until: ground.until, writer };
      cache.set(cached, { verdict, written: times, ...rest, asked: [...asked.values()] });
    }
    return verdict;
  }

  return {
    async judge({ images, ...place }) {
      if (images.length === 0) {
        const { judge, facts } = await policyOf();
        return judge({ images, ...place }, facts);
      }
      const verdicts = new Map<string, PolicyVerdict>();
      const budget = new VerdictBudget(images.length);
      for (const { image } of images) {
        const verdict = verdicts.get(image) ?? (await judgeImage(image, place));
        verdicts.set(image, verdict);
        budget.add(verdict.images);
      }
      return joined(images, verdicts);
    },
    places: async () => (await policyOf()).places,
    writtenAt: (occurrence) => written.get(occurrence),
  };
}

/** Joins the verdicts on single images. */
function joined(images: Question['images'], verdicts: ReadonlyMap<string, PolicyVerdict>): PolicyVerdict {
  const all = [...verdicts.values()];
  return {
    verdict: all.every(({ verdict }) => verdict === 'CONFORMANT') ? 'CONFORMANT' : 'NON_CONFORMANT',
    isDryRun: all.some(({ isDryRun }) => isDryRun),
    warnings: [...new Set(all.flatMap(({ warnings }) => warnings))],
    images: images.flatMap(({ image, container }): readonly ImageVerdict[] =>
      (verdicts.get(image)?.images ?? []).map((one) => ({ ...one, container })),
    ),
  };
}

/** The times of the occurrences that are reasons against an image. Nothing prints those of an image that passes. */
function timesOf(
  { images }: PolicyVerdict,
  writtenAt: (occurrence: string) => string | undefined,
): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const { checks } of images)
    for (const { occurrences } of reasonsAgainst(checks))
      for (const occurrence of occurrences) {
        const time = writtenAt(occurrence);
        if (time !== undefined) times.set(occurrence, time);
      }
  return times;
}

/** The reasons of the checks that an image does not pass. */
export function reasonsAgainst(checks: ImageVerdict['checks']): readonly Reason[] {
  return checks.filter(({ verdict }) => verdict !== 'CONFORMANT').flatMap(({ reasons }) => reasons);
}

/** Records the checks of an access. */
function recordAccess(access: Access): {
  readonly access: Access;
  readonly asked: Map<string, RecordedAccess>;
} {
  const asked = new Map<string, RecordedAccess>();
  const recorded: Access = {
    ...access,
    allows(permission, target) {
      const isAllowed = access.allows(permission, target);
      asked.set(JSON.stringify([permission, target]), { permission, target, isAllowed });
      return isAllowed;
    },
  };
  return { access: recorded, asked };
}
