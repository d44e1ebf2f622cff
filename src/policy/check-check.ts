import { parseNoteName } from '../domain/names.js';
import { severityLimits } from './checks/findings.js';
import { secondsOf } from './checks/scans.js';
import { problemOfConstraint } from './constraints.js';
import type { Check, CheckType, SlsaCheck, VerificationRule, VulnerabilityCheck } from './documents.js';
import { keysOfSigstore, keysOfSimpleSigning, type PolicyKeys } from './keys.js';
import { problemOfDirectoryPattern, problemOfRepositoryPattern } from './patterns.js';
import { checkAttestorNames, checkProjectNames, parses, policyBounds, type Report } from './policy-rules.js';

type Rules<T extends CheckType> = (
  check: NonNullable<Check[T]>,
  at: string,
  report: Report,
) => void | Promise<void>;

/** `anyOf` has checks of its own: check-policy.ts. */
type RuledType = Exclude<CheckType, 'anyOf'>;

/**
 * The field of a check of each type, and what its values must be. A type that is missing here does not compile. A value that says
 * nothing, such as an empty list, must be refused: otherwise the check may pass every image.
 */
const rulesOf: { readonly [T in RuledType]: { readonly field: string; readonly rules: Rules<T> } } = {
  alwaysDeny: { field: 'always_deny', rules: () => {} },
  trustedDirectoryCheck: {
    field: 'trusted_directory_check',
    rules: ({ trustedDirPatterns = [] }, at, report) =>
      checkList(trustedDirPatterns, `${at}.trusted_dir_patterns`, problemOfDirectoryPattern, report),
  },
  imageFreshnessCheck: {
    field: 'image_freshness_check',
    rules({ maxUploadAgeDays = 0 }, at, report) {
      if (!(maxUploadAgeDays > 0)) report(`${at}.max_upload_age_days`, 'must be greater than 0');
    },
  },
  simpleSigningAttestationCheck: {
    field: 'simple_signing_attestation_check',
    async rules(check, at, report) {
      const { containerAnalysisAttestationProjects: projects = [], attestationAuthenticators = [] } = check;
      checkProjectNames(projects, `${at}.container_analysis_attestation_projects`, report);
      if (attestationAuthenticators.length === 0)
        report(`${at}.attestation_authenticators`, 'must have an authenticator');
      checkKeys(await keysOfSimpleSigning(check), at, report);
    },
  },
  sigstoreSignatureCheck: {
    field: 'sigstore_signature_check',
    async rules(check, at, report) {
      if ((check.sigstoreAuthorities ?? []).length === 0)
        report(`${at}.sigstore_authorities`, 'must have an authority');
      checkKeys(await keysOfSigstore(check), at, report);
    },
  },
  slsaCheck: { field: 'slsa_check', rules: checkSlsaRules },
  vulnerabilityCheck: { field: 'vulnerability_check', rules: checkLimits },
  attestationCheck: {
    field: 'attestation_check',
    rules({ attestors = [], require }, at, report) {
      if (attestors.length === 0) report(`${at}.attestors`, 'must name an attestor');
      checkAttestorNames(attestors, `${at}.attestors`, report);
      if (typeof require === 'number') report(`${at}.require`, 'must be ALL or ANY');
    },
  },
};

/** Checks the one check that is set, of this type. */
export async function checkCheck<T extends RuledType>(
  type: T,
  check: Check,
  at: string,
  report: Report,
): Promise<void> {
  const part = check[type];
  const { field, rules } = rulesOf[type];
  if (part !== undefined) await rules(part, `${at}.${field}`, report);
}

function checkKeys({ sets, problems }: PolicyKeys, at: string, report: Report): void {
  for (const { field, description } of problems) report(`${at}.${field}`, description);
  for (const [index, set] of sets.entries())
    if (set.length === 0 && problems.length === 0) report(at, `authority ${index} must have a key`);
}

function checkList(
  patterns: readonly string[],
  at: string,
  problemOf: (pattern: string) => string | undefined,
  report: Report,
): void {
  if (patterns.length === 0) report(at, 'must have a pattern');
  if (patterns.length > policyBounds.patterns) {
    report(at, `at most ${policyBounds.patterns} patterns, not ${patterns.length}`);
    return;
  }
  for (const [index, pattern] of patterns.entries()) {
    const problem = problemOf(pattern);
    if (problem !== undefined) report(`${at}[${index}]`, problem);
  }
}

function checkSlsaRules({ rules = [] }: SlsaCheck, at: string, report: Report): void {
  if (rules.length === 0 || rules.length > policyBounds.checks) {
    report(`${at}.rules`, `1 to ${policyBounds.checks} rules, not ${rules.length}`);
    return;
  }
  for (const [index, rule] of rules.entries()) checkSlsaRule(rule, `${at}.rules[${index}]`, report);
}

function checkSlsaRule(rule: VerificationRule, at: string, report: Report): void {
  const { trustedBuilder, trustedBuilderIds = [], customConstraints = '' } = rule;
  const isNamed = trustedBuilder === 'GOOGLE_CLOUD_BUILD' || trustedBuilderIds.length > 0;
  if (!isNamed || typeof trustedBuilder === 'number')
    report(`${at}.trusted_builder`, 'must be GOOGLE_CLOUD_BUILD, unless trusted_builder_ids names builders');
  for (const [index, id] of trustedBuilderIds.entries())
    if (id === '') report(`${at}.trusted_builder_ids[${index}]`, 'must be the id of a builder');
  const { containerAnalysisAttestationProjects: projects = [] } = rule.attestationSource ?? {};
  checkProjectNames(projects, `${at}.attestation_source.container_analysis_attestation_projects`, report);
  const { trustedSourceRepoPatterns: patterns } = rule;
  if (patterns !== undefined)
    checkList(patterns, `${at}.trusted_source_repo_patterns`, problemOfRepositoryPattern, report);
  const problem = customConstraints === '' ? undefined : problemOfConstraint(customConstraints);
  if (problem !== undefined) report(`${at}.custom_constraints`, problem);
}

function checkLimits(check: VulnerabilityCheck, at: string, report: Report): void {
  const limits: readonly unknown[] = severityLimits;
  if (!limits.includes(check.maximumFixableSeverity))
    report(`${at}.maximum_fixable_severity`, `must be one of ${severityLimits.join(', ')}`);
  if (!limits.includes(check.maximumUnfixableSeverity))
    report(`${at}.maximum_unfixable_severity`, `must be one of ${severityLimits.join(', ')}`);
  const { containerAnalysisVulnerabilityProjects: projects = [] } = check;
  checkProjectNames(projects, `${at}.container_analysis_vulnerability_projects`, report);
  const lists = [
    ['allowed_cves', check.allowedCves],
    ['blocked_cves', check.blockedCves],
    ['allowed_notes', check.allowedNotes],
    ['blocked_notes', check.blockedNotes],
  ] as const;
  for (const [name, list = []] of lists) {
    if (list.length > policyBounds.exemptions)
      report(`${at}.${name}`, `at most ${policyBounds.exemptions}, not ${list.length}`);
    for (const [index, each] of list.slice(0, policyBounds.exemptions).entries()) {
      const isRight = name.endsWith('cves')
        ? each !== '' && !each.includes('/')
        : parses(() => parseNoteName(each, ''));
      if (!isRight)
        report(
          `${at}.${name}[${index}]`,
          name.endsWith('cves')
            ? 'must be the id of a note, such as CVE-2021-20305'
            : 'must be projects/PROVIDER/notes/NOTE',
        );
    }
  }
  const age = secondsOf(check.maximumScanAge);
  if (age !== undefined && !(age > 0)) report(`${at}.maximum_scan_age`, 'must be greater than 0s');
}
