import type { Check, PlatformPolicy, ProjectPolicy, VerificationRule } from './documents.js';

/** What a policy reads. Its writer must be allowed to read all of it. Full names, each once. */
export interface Named {
  /** Projects whose occurrences it reads. */
  readonly projects: readonly string[];
  readonly attestors: readonly string[];
  /** Notes that it names by their full names. They are compared, not read. */
  readonly notes: readonly string[];
  /** Whether it looks for attestors in its own project by their notes. */
  readonly listsAttestors: boolean;
}

/** @param project `projects/P` of the policy, which checks read if they name none. */
export function namedByPlatformPolicy({ gkePolicy }: PlatformPolicy, project: string): Named {
  const projects = new Set<string>();
  const attestors = new Set<string>();
  const notes = new Set<string>();
  let listsAttestors = false;
  const add = (set: Set<string>, names: readonly string[] | undefined): void => {
    for (const name of names ?? []) set.add(name);
  };
  const addProjects = (names: readonly string[] | undefined): void =>
    add(projects, names === undefined || names.length === 0 ? [project] : names);
  const visit = (check: Check): void => {
    const { vulnerabilityCheck: vulnerability, simpleSigningAttestationCheck: simple } = check;
    if (vulnerability !== undefined) {
      addProjects(vulnerability.containerAnalysisVulnerabilityProjects);
      add(notes, vulnerability.allowedNotes);
      add(notes, vulnerability.blockedNotes);
    }
    if (simple !== undefined) addProjects(simple.containerAnalysisAttestationProjects);
    if (check.sigstoreSignatureCheck !== undefined || check.imageFreshnessCheck !== undefined)
      addProjects([]);
    listsAttestors ||= check.slsaCheck !== undefined;
    const rules: readonly VerificationRule[] = check.slsaCheck?.rules ?? [];
    for (const { attestationSource } of rules)
      addProjects(attestationSource?.containerAnalysisAttestationProjects);
    add(attestors, check.attestationCheck?.attestors);
    for (const inner of check.anyOf?.checks ?? []) visit(inner);
  };
  for (const { checks = [] } of gkePolicy?.checkSets ?? []) for (const check of checks) visit(check);
  return { projects: [...projects], attestors: [...attestors], notes: [...notes], listsAttestors };
}

export function namedByProjectPolicy(policy: ProjectPolicy): Named {
  const maps = [
    policy.clusterAdmissionRules,
    policy.kubernetesNamespaceAdmissionRules,
    policy.kubernetesServiceAccountAdmissionRules,
    policy.istioServiceIdentityAdmissionRules,
  ];
  const rules = [policy.defaultAdmissionRule ?? {}, ...maps.flatMap((map) => Object.values(map ?? {}))];
  const attestors = new Set(rules.flatMap(({ requireAttestationsBy = [] }) => requireAttestationsBy));
  return { projects: [], attestors: [...attestors], notes: [], listsAttestors: false };
}
