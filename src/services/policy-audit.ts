import { invalidField } from '../domain/errors.js';
import { printJson } from '../domain/json-print.js';
import { type OccurrenceKey, parsePolicyName, parseProjectName, type Scope } from '../domain/names.js';
import { nextTurn, openPause } from '../domain/slices.js';
import { parseFormsInSlices } from '../kinds/stored-text.js';
import { type Deployment, deploymentOf, deploymentsFilter } from '../policy/deployments.js';
import type { Members } from '../policy/facts.js';
import { formatPlace } from '../policy/places.js';
import type { Reason } from '../policy/verdict.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { openWalk, pageSizeOf } from './pages.js';
import { formatReason } from './policy-evaluation.js';
import { type PolicyJudge, type PolicyJudges, reasonsAgainst } from './policy-judges.js';
import type { ListRequest, NameRequest } from './requests.js';
import { behind, locationsOf } from './scopes.js';

/** What runs and would be denied now. */
export type PolicyAudit = ReturnType<typeof createPolicyAudit>;

export interface AuditRequest extends NameRequest, ListRequest {
  /** `projects/P` whose deployments are looked at; that of the policy if empty. */
  readonly project?: string | undefined;
  readonly kubernetesNamespace?: string | undefined;
  readonly kubernetesServiceAccount?: string | undefined;
}

/** Characters after which a page ends, some more than it has: an explanation is about as long as the reasons beside it. */
const maxText = 4_000_000;

/** Characters of the reasons against one image: a policy may have other rules for many places. Further ones are left out. */
const maxImageText = 1_000_000;

/** Deployments that are read at once. */
const chunk = 100;

type Deps = Pick<ServiceDeps, 'repository' | 'filters' | 'clock' | 'pageTokens'>;

/** @param pageTime milliseconds after which a page ends, though it is not full; a deployment that was begun is finished. */
export function createPolicyAudit(deps: Deps, open: PolicyJudges, pageTime = 5000) {
  const { repository, filters, clock, pageTokens } = deps;
  const where = filters.occurrence(deploymentsFilter);

  /** Up to a chunk of the deployments after one, of the project and then of each of its locations. */
  async function readDeployments(
    project: string,
    after: OccurrenceKey | undefined,
    limit: number,
    signal: AbortSignal | undefined,
  ): Promise<{ rows: readonly (OccurrenceKey & { document: string })[]; next: OccurrenceKey | undefined }> {
    const scope = after?.scope ?? project;
    let stopped: string | undefined;
    const listed = await repository.listOccurrences({
      signal,
      scope,
      where,
      after: after?.id === '' ? undefined : after?.id,
      limit,
      onStop: (id) => {
        stopped = id;
      },
    });
    const rows = listed.map(({ id, document }) => ({ scope, id, document }));
    const last = stopped ?? (listed.length < limit ? undefined : listed.at(-1)?.id);
    if (last !== undefined) return { rows, next: { scope, id: last } };
    const following: Scope | undefined = await locationsOf(repository, project).next(
      scope === project ? undefined : behind(scope),
    );
    return { rows, next: following === undefined ? undefined : { scope: following, id: '' } };
  }

  return {
    /**
     * Evaluates a page of deployments. Requires `platformPolicies.evaluatePolicy` on the project of the policy, and
     * `occurrences.list` on that of the deployments, since their names are listed.
     *
     * @throws PERMISSION_DENIED, INVALID_NAME, INVALID_PAGE_TOKEN, POLICY_NOT_FOUND
     */
    async auditPolicy(request: AuditRequest, context: RequestContext): Promise<string> {
      const key = parsePolicyName(request.name ?? '', 'name');
      const { project: named = '', kubernetesNamespace: namespace = '' } = request;
      const project = named === '' ? key.scope : parseProjectName(named, 'project');
      context.access.require('platformPolicies.evaluatePolicy', { project: key.scope });
      context.access.require('occurrences.list', { project });
      const { kubernetesServiceAccount: account = '' } = request;
      if (account !== '' && namespace === '')
        throw invalidField('kubernetes_service_account', 'only with kubernetes_namespace');
      const pageSize = pageSizeOf(request);
      const list = JSON.stringify(['AuditPolicy', request.name, project, namespace, account]);
      const walk = openWalk(pageTokens, request, list, pageSize, 2);
      const [scope = '', id = ''] = walk.after ?? [];
      let next: OccurrenceKey | undefined = walk.after === undefined ? undefined : { scope, id };
      const opened = await open(key, context);
      const serviceAccount = account === '' ? 'default' : account;
      const places = namespace === '' ? await opened.places() : [{ namespace, serviceAccount }];
      const judge = judgeEachOnce(opened, places);
      const at = new Date(clock.now());
      const denied: object[] = [];
      const warnings = new Set<string>();
      const pause = openPause();
      const started = performance.now();
      let looked = 0;
      let audited = 0;
      let characters = 0;
      const isOver = (): boolean =>
        looked >= pageSize || characters >= maxText || performance.now() - started >= pageTime;
      do {
        const limit = Math.min(chunk, pageSize - looked);
        const read = await readDeployments(project, next, limit, context.signal);
        next = read.next;
        for (const [index, row] of read.rows.entries()) {
          looked += 1;
          await pause();
          const deployment = deploymentOf(await parseFormsInSlices<Members>(row.document), at);
          if (deployment === undefined) continue;
          audited += 1;
          const denial = await judge(deployment, warnings);
          if (denial !== undefined) {
            denied.push(denial);
            characters += denial.explanation.length * 3;
          }
          if (!isOver() || index === read.rows.length - 1) continue;
          next = { scope: row.scope, id: row.id };
          break;
        }
      } while (next !== undefined && !isOver());
      return printJson({
        denied: some(denied),
        nextPageToken: next === undefined ? undefined : walk.next([next.scope, next.id]),
        audited: audited === 0 ? undefined : audited,
        warnings: some([...warnings]),
      });
    },
  };
}

type Places = Awaited<ReturnType<PolicyJudge['places']>>;

type Judge = (deployment: Deployment, warnings: Set<string>) => Promise<Denial | undefined>;

interface Denial {
  readonly deniedSince: string | undefined;
  readonly dryRun: true | undefined;
  readonly explanation: string;
  readonly reasons: readonly object[] | undefined;
}

/** What is denied of a deployment in any of the places; undefined if it passes in all of them. An image is judged once a page. */
function judgeEachOnce(opened: PolicyJudge, places: Places): Judge {
  const known = new Map<string, Denial | undefined>();
  return async ({ name, image, deployTime }, warnings) => {
    if (!known.has(image)) {
      await nextTurn();
      known.set(image, await judgeImage(opened, places, image, warnings));
    }
    const denial = known.get(image);
    return denial === undefined ? undefined : { deployment: name, imageUri: image, deployTime, ...denial };
  };
}

async function judgeImage(
  { judge, writtenAt }: PolicyJudge,
  places: Places,
  image: string,
  warnings: Set<string>,
): Promise<Denial | undefined> {
  const pause = openPause();
  const explanations = new Map<string, string[]>();
  const reasons = new Map<string, Reason>();
  let deniedSince: string | undefined;
  let left = maxImageText;
  let isCut = false;
  const isKnown = (texts: ReadonlyMap<string, unknown>, text: string): boolean => {
    if (texts.has(text)) return true;
    isCut ||= left <= 0;
    left -= text.length;
    return isCut;
  };
  let isDenied = false;
  let isEnforced = false;
  for (const place of places) {
    await pause();
    const verdict = await judge({ images: [{ image }], ...place });
    for (const warning of verdict.warnings) warnings.add(warning);
    if (verdict.verdict === 'CONFORMANT') continue;
    isDenied = true;
    isEnforced ||= !verdict.isDryRun;
    for (const { explanation, checks } of verdict.images) {
      if (!isKnown(explanations, explanation)) explanations.set(explanation, []);
      explanations.get(explanation)?.push(formatPlace(place));
      for (const each of reasonsAgainst(checks)) {
        await pause();
        for (const time of each.occurrences.map(writtenAt)) deniedSince = earlier(deniedSince, time);
        const text = JSON.stringify(each);
        if (!isKnown(reasons, text)) reasons.set(text, each);
      }
    }
  }
  if (!isDenied) return undefined;
  const told = [...explanations].map(([text, where]) => {
    const named = where.filter((place) => place !== '').slice(0, 5);
    return where.length === places.length || named.length === 0 ? text : `${named.join(', ')}: ${text}`;
  });
  if (isCut) told.push('There are further reasons.');
  return {
    deniedSince,
    dryRun: isEnforced ? undefined : true,
    explanation: told.join(' '),
    reasons: some([...reasons.values()].map(formatReason)),
  };
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(other) < Date.parse(one) ? other : one;
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
