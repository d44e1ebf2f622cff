import {
  type Check,
  type CheckType,
  checkTypes,
  type PlatformPolicy,
  type ProjectPolicy,
} from './documents.js';

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

interface Reader {
  /** The named projects, or that of the policy if none is named. */
  projects(names: readonly string[] | undefined): void;
  attestors(names: readonly string[] | undefined): void;
  notes(names: readonly string[] | undefined): void;
  attestorsByNote(): void;
}

/** What a check of each type reads. A type that is missing here does not compile. */
const readBy: { readonly [T in CheckType]: (check: NonNullable<Check[T]>, reader: Reader) => void } = {
  alwaysDeny: () => {},
  trustedDirectoryCheck: () => {},
  imageFreshnessCheck: (_, reader) => reader.projects([]),
  simpleSigningAttestationCheck: ({ containerAnalysisAttestationProjects: projects }, reader) =>
    reader.projects(projects),
  sigstoreSignatureCheck: (_, reader) => reader.projects([]),
  slsaCheck({ rules = [] }, reader) {
    reader.attestorsByNote();
    for (const { attestationSource } of rules)
      reader.projects(attestationSource?.containerAnalysisAttestationProjects);
  },
  vulnerabilityCheck(check, reader) {
    reader.projects(check.containerAnalysisVulnerabilityProjects);
    reader.notes(check.allowedNotes);
    reader.notes(check.blockedNotes);
  },
  attestationCheck: ({ attestors }, reader) => reader.attestors(attestors),
  anyOf({ checks = [] }, reader) {
    for (const inner of checks) readCheck(inner, reader);
  },
};

/** Also if several types are set, which a policy must not have. */
function readCheck(check: Check, reader: Reader): void {
  for (const type of checkTypes) readPart(type, check, reader);
}

function readPart<T extends CheckType>(type: T, check: Check, reader: Reader): void {
  const part = check[type];
  if (part !== undefined) readBy[type](part, reader);
}

/** @param project `projects/P` of the policy, which checks read if they name none. */
export function namedByPlatformPolicy({ gkePolicy }: PlatformPolicy, project: string): Named {
  const [projects, attestors, notes] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let listsAttestors = false;
  const reader: Reader = {
    projects(names = []) {
      for (const name of names.length === 0 ? [project] : names) projects.add(name);
    },
    attestors(names = []) {
      for (const name of names) attestors.add(name);
    },
    notes(names = []) {
      for (const name of names) notes.add(name);
    },
    attestorsByNote() {
      listsAttestors = true;
    },
  };
  for (const { checks = [] } of gkePolicy?.checkSets ?? [])
    for (const check of checks) readCheck(check, reader);
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
