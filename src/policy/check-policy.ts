import type { FieldViolation } from '../domain/errors.js';
import { openPause } from '../domain/slices.js';
import { checkCheck } from './check-check.js';
import type { AdmissionRule, Check, CheckSet, PlatformPolicy, ProjectPolicy } from './documents.js';
import { typesOf } from './documents.js';
import { problemOfImagePattern } from './patterns.js';
import { checkAttestorNames, maxViolations, policyBounds, type Report } from './policy-rules.js';

/** The rules that a project's policy breaks, as far as the policy itself says it. Paths begin with `policy.`. */
export async function violationsOfProjectPolicy(policy: ProjectPolicy): Promise<readonly FieldViolation[]> {
  return collect(async (report) => {
    const pause = openPause();
    const {
      admissionWhitelistPatterns: allowed = [],
      defaultAdmissionRule,
      globalPolicyEvaluationMode,
    } = policy;
    checkPatterns(
      allowed.map(({ namePattern = '' }) => namePattern),
      (index) => `policy.admission_whitelist_patterns[${index}].name_pattern`,
      'policy.admission_whitelist_patterns',
      report,
    );
    if (typeof globalPolicyEvaluationMode === 'number')
      report('policy.global_policy_evaluation_mode', 'must be ENABLE or DISABLE');
    if (defaultAdmissionRule === undefined) report('policy.default_admission_rule', 'must be specified');
    else checkRule(defaultAdmissionRule, 'policy.default_admission_rule', report);
    const maps = [
      ['cluster_admission_rules', policy.clusterAdmissionRules, clusterForm],
      ['kubernetes_namespace_admission_rules', policy.kubernetesNamespaceAdmissionRules, namespaceForm],
      [
        'kubernetes_service_account_admission_rules',
        policy.kubernetesServiceAccountAdmissionRules,
        accountForm,
      ],
      ['istio_service_identity_admission_rules', policy.istioServiceIdentityAdmissionRules, identityForm],
    ] as const;
    const used = maps.filter(([, map]) => map !== undefined && Object.keys(map).length > 0);
    for (const [name] of used.slice(1))
      report(`policy.${name}`, `only one map of rules may be used, and ${used[0]?.[0]} is`);
    for (const [name, map = {}, form] of maps) {
      const entries = Object.entries(map);
      if (entries.length > policyBounds.rules)
        report(`policy.${name}`, `at most ${policyBounds.rules} rules, not ${entries.length}`);
      for (const [key, rule] of entries.slice(0, policyBounds.rules)) {
        await pause();
        const at = `policy.${name}[${JSON.stringify(key.slice(0, 200))}]`;
        if (!form.test(key)) report(at, `the key must match ${form.source}`);
        checkRule(rule, at, report);
      }
    }
  });
}

const clusterForm = /^[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}$/;
const namespaceForm = /^[a-z0-9.-]{1,253}$/;
const accountForm = /^[a-z0-9.-]{1,253}:[a-z0-9.-]{1,253}$/;
const identityForm = /^(?:spiffe:\/\/)?[^/ ]*\/ns\/[a-z0-9.-]{1,253}\/sa\/[a-z0-9.-]{1,253}$/;

function checkRule(rule: AdmissionRule, at: string, report: Report): void {
  const { evaluationMode, enforcementMode, requireAttestationsBy: attestors = [] } = rule;
  if (!['ALWAYS_ALLOW', 'ALWAYS_DENY', 'REQUIRE_ATTESTATION'].includes(String(evaluationMode)))
    report(`${at}.evaluation_mode`, 'must be ALWAYS_ALLOW, ALWAYS_DENY or REQUIRE_ATTESTATION');
  if (!['ENFORCED_BLOCK_AND_AUDIT_LOG', 'DRYRUN_AUDIT_LOG_ONLY'].includes(String(enforcementMode)))
    report(`${at}.enforcement_mode`, 'must be ENFORCED_BLOCK_AND_AUDIT_LOG or DRYRUN_AUDIT_LOG_ONLY');
  const isNeeded = evaluationMode === 'REQUIRE_ATTESTATION';
  if (isNeeded && attestors.length === 0)
    report(`${at}.require_attestations_by`, 'must name an attestor for REQUIRE_ATTESTATION');
  if (!isNeeded && attestors.length > 0)
    report(`${at}.require_attestations_by`, 'must be empty but for REQUIRE_ATTESTATION');
  checkAttestorNames(attestors, `${at}.require_attestations_by`, report);
}

/** The rules that a platform policy breaks. Paths begin with `platform_policy.`. */
export async function violationsOfPlatformPolicy({
  gkePolicy,
}: PlatformPolicy): Promise<readonly FieldViolation[]> {
  return collect(async (report) => {
    const pause = openPause();
    const root = 'platform_policy.gke_policy';
    if (gkePolicy === undefined) {
      report(root, 'must be specified');
      return;
    }
    checkAllowlist(gkePolicy, root, report);
    const { checkSets = [] } = gkePolicy;
    if (checkSets.length > policyBounds.checkSets) {
      report(`${root}.check_sets`, `at most ${policyBounds.checkSets}, not ${checkSets.length}`);
      return;
    }
    checkScopes(checkSets, `${root}.check_sets`, report);
    for (const [index, set] of checkSets.entries()) {
      const at = `${root}.check_sets[${index}]`;
      checkAllowlist(set, at, report);
      checkDisplayName(set, at, report);
      const { checks = [] } = set;
      if (checks.length > policyBounds.checks)
        report(`${at}.checks`, `at most ${policyBounds.checks}, not ${checks.length}`);
      for (const [place, check] of checks.slice(0, policyBounds.checks).entries())
        await checkOne(check, `${at}.checks[${place}]`, report, pause);
    }
  });
}

async function checkOne(check: Check, at: string, report: Report, pause: () => Promise<void>): Promise<void> {
  await pause();
  checkDisplayName(check, at, report);
  checkAllowlist(check, at, report);
  const types = typesOf(check);
  const [type] = types;
  if (type === undefined || types.length > 1) {
    report(at, `must have exactly one check, not ${types.length === 0 ? 'none' : types.join(' and ')}`);
    return;
  }
  if (type !== 'anyOf') {
    await checkCheck(type, check, at, report);
    return;
  }
  const { checks = [] } = check.anyOf ?? {};
  if (checks.length === 0 || checks.length > policyBounds.alternatives) {
    report(`${at}.any_of.checks`, `1 to ${policyBounds.alternatives}, not ${checks.length}`);
    return;
  }
  for (const [index, inner] of checks.entries()) {
    const place = `${at}.any_of.checks[${index}]`;
    if (inner.anyOf !== undefined) report(`${place}.any_of`, 'must not be within another any_of');
    else await checkOne(inner, place, report, pause);
  }
}

/** The most specific first, and one for every pod last: then the first that applies is the one that is meant. */
function checkScopes(sets: readonly CheckSet[], at: string, report: Report): void {
  const namespaces = new Map<string, number>();
  const accounts = new Map<string, number>();
  for (const [index, { scope = {} }] of sets.entries()) {
    const { kubernetesNamespace: namespace = '', kubernetesServiceAccount: account = '' } = scope;
    const place = `${at}[${index}].scope`;
    const isLast = index === sets.length - 1;
    if (namespace === '' && account === '') {
      if (!isLast) report(place, 'only the last check set may have no scope');
      continue;
    }
    if (isLast) report(place, 'the last check set must have no scope');
    if (namespace !== '' && account !== '')
      report(place, 'must have kubernetes_namespace or kubernetes_service_account, not both');
    const [map, key] = account !== '' ? [accounts, account] : [namespaces, namespace];
    const before = map.get(key) ?? (account === '' ? undefined : namespaces.get(account.split(':')[0] ?? ''));
    if (before !== undefined) report(place, `check set ${before} applies to all of its pods already`);
    map.set(key, map.get(key) ?? index);
    if (account !== '' && !accountForm.test(account))
      report(`${place}.kubernetes_service_account`, 'must have the form NAMESPACE:ACCOUNT');
    if (namespace !== '' && !namespaceForm.test(namespace))
      report(`${place}.kubernetes_namespace`, 'must be a namespace');
  }
}

/** It is repeated with every image that the policy is asked about. */
function checkDisplayName(
  { displayName = '' }: Pick<Check, 'displayName'>,
  at: string,
  report: Report,
): void {
  const { displayName: most } = policyBounds;
  if (displayName.length > most)
    report(`${at}.display_name`, `at most ${most} characters, not ${displayName.length}`);
}

function checkAllowlist({ imageAllowlist }: Pick<Check, 'imageAllowlist'>, at: string, report: Report): void {
  if (imageAllowlist === undefined) return;
  const list = `${at}.image_allowlist.allow_pattern`;
  const { allowPattern = [] } = imageAllowlist;
  if (allowPattern.length === 0) report(list, 'must have a pattern');
  checkPatterns(allowPattern, (index) => `${list}[${index}]`, list, report);
}

function checkPatterns(
  patterns: readonly string[],
  place: (index: number) => string,
  list: string,
  report: Report,
): void {
  if (patterns.length > policyBounds.patterns) {
    report(list, `at most ${policyBounds.patterns} patterns, not ${patterns.length}`);
    return;
  }
  for (const [index, pattern] of patterns.entries()) {
    const problem = problemOfImagePattern(pattern);
    if (problem !== undefined) report(place(index), problem);
  }
}

async function collect(check: (report: Report) => Promise<void>): Promise<readonly FieldViolation[]> {
  const violations: FieldViolation[] = [];
  try {
    await check((field, description) => {
      violations.push({ field, description });
      if (violations.length === maxViolations) throw new Enough();
    });
  } catch (thrown) {
    if (!(thrown instanceof Enough)) throw thrown;
  }
  return violations;
}

/** Ends a check: further violations are not reported, so finding them would only cost time. */
class Enough extends Error {}
