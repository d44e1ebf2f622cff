import type { PlatformPolicy, ProjectPolicy } from './documents.js';
import type { Question } from './judge.js';

/** Where a pod runs: the properties that select rules of a policy. */
type Place = Omit<Question, 'images'>;

/** No check set or rule names it. */
const elsewhere: Place = { namespace: '', serviceAccount: '' };

/**
 * A place for each check set of a policy that can apply. If it is unknown where an image runs, it has to pass in all of them.
 *
 * @example placesOfPlatformPolicy({ gkePolicy: { checkSets: [{ scope: { kubernetesNamespace: 'shop' } }, {}] } })
 * // [{ namespace: 'shop', serviceAccount: '' }, { namespace: '', serviceAccount: '' }]
 */
export function placesOfPlatformPolicy({ gkePolicy }: PlatformPolicy): readonly Place[] {
  const places = (gkePolicy?.checkSets ?? []).map(({ scope = {} }): Place => {
    const { kubernetesNamespace: namespace = '', kubernetesServiceAccount: account = '' } = scope;
    return account === '' ? { namespace, serviceAccount: '' } : ofAccount(account);
  });
  return distinct([...places, elsewhere]);
}

/** A place for each rule of a project's policy. */
export function placesOfProjectPolicy(policy: ProjectPolicy): readonly Place[] {
  const keys = (map: object | undefined): readonly string[] => Object.keys(map ?? {});
  return distinct([
    ...keys(policy.clusterAdmissionRules).map((cluster): Place => ({ ...elsewhere, cluster })),
    ...keys(policy.istioServiceIdentityAdmissionRules).map((identity) => {
      const [, namespace = '', account = ''] = /\/ns\/([^/]*)\/sa\/([^/]*)$/.exec(identity) ?? [];
      return { namespace, serviceAccount: account };
    }),
    ...keys(policy.kubernetesServiceAccountAdmissionRules).map(ofAccount),
    ...keys(policy.kubernetesNamespaceAdmissionRules).map((namespace) => ({ ...elsewhere, namespace })),
    elsewhere,
  ]);
}

/** `NAMESPACE:ACCOUNT`. */
function ofAccount(account: string): Place {
  const [namespace = '', serviceAccount = ''] = account.split(':');
  return { namespace, serviceAccount };
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** `namespace shop`, for people; empty if it is none in particular. */
export function formatPlace({ namespace, serviceAccount, cluster }: Place): string {
  if (cluster !== undefined) return `cluster ${cluster}`;
  if (serviceAccount !== '') return `service account ${namespace}:${serviceAccount}`;
  return namespace === '' ? '' : `namespace ${namespace}`;
}
