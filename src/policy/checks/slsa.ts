import { append } from '../../domain/append.js';
import { shownText } from '../../domain/text.js';
import { isRefusal } from '../../signatures/results.js';
import type { SlsaCheck, VerificationRule } from '../documents.js';
import type { Facts, OccurrenceFact, Provenance } from '../facts.js';
import type { Image } from '../image.js';
import { type RepositoryMatcher, toRepositoryMatcher } from '../patterns.js';
import { type CheckOutcome, failed, passed, quoted, reason } from '../reasons.js';
import type { Reason } from '../verdict.js';
import { addRefusal, noTime } from './attestation.js';
import { problemOfProject } from './projects.js';
import { envelopeOf } from './provenance.js';

/** Builders by the names that the API has for them. */
const builders: Readonly<Record<string, string>> = {
  GOOGLE_CLOUD_BUILD: 'https://cloudbuild.googleapis.com/GoogleHostedWorker',
};

/** Statements about one image that are looked at. */
const maxStatements = 100;
/** Sources of one build that are compared with patterns. */
const maxSources = 1000;
/** Sources that a message names, and characters of each. */
const maxNamed = 5;
const maxShown = 200;

/** Whether one of the rules holds of a verified provenance of the image. */
export async function checkSlsa(
  { rules = [] }: SlsaCheck,
  image: Image,
  project: string,
  facts: Facts,
): Promise<CheckOutcome> {
  const reasons: Reason[] = [];
  for (const rule of rules) {
    const { containerAnalysisAttestationProjects: named = [] } = rule.attestationSource ?? {};
    for (const name of new Set(named.length > 0 ? named : [project])) {
      const read = await facts.project(name, image);
      const problem = problemOfProject(read);
      if (problem !== undefined) reasons.push(problem);
      const statements = read.occurrences
        .filter(({ kind }) => kind === 'BUILD' || kind === 'DSSE_ATTESTATION')
        .slice(0, maxStatements);
      if (statements.length === 0)
        reasons.push(reason('NO_PROVENANCE', `${name} holds no provenance of the image.`));
      for (const statement of statements) {
        const outcome = await judgeStatement(rule, statement, image, facts);
        if (outcome.verdict === 'CONFORMANT') return outcome;
        append(reasons, outcome.reasons);
      }
    }
  }
  return failed(...reasons.slice(0, 20));
}

async function judgeStatement(
  rule: VerificationRule,
  occurrence: OccurrenceFact,
  image: Image,
  facts: Facts,
): Promise<CheckOutcome> {
  const occurrences = [occurrence.name];
  const unverified = (text: string, attestors: readonly string[] = []): CheckOutcome =>
    failed(
      reason('PROVENANCE_UNVERIFIED', `${quoted(occurrence.name)}: ${text}`, { occurrences, attestors }),
    );
  const envelope = envelopeOf(occurrence);
  if (envelope === undefined) return unverified('it has no signed envelope.');
  const refused: string[] = [];
  const tried: string[] = [];
  for await (const { name, keys } of facts.attestorsOfNote(occurrence.noteName)) {
    tried.push(name);
    await facts.pause();
    const results = await facts.verify([{ form: 'dsse', envelope }], keys, image.digest, noTime);
    if (results.some(({ verified }) => verified)) {
      await facts.pause();
      const provenance = await facts.provenance(envelope, rule.customConstraints ?? '');
      if (isRefusal(provenance)) return unverified(provenance.message, [name]);
      await facts.pause();
      const problem = failureOf(rule, provenance);
      const rest = { occurrences, attestors: [name] };
      if (problem !== undefined) return failed(reason(problem[0], problem[1], rest));
      const message = `${shownText(provenance.builderId, maxShown)} built the image from ${formatSources(provenance.sources)}.`;
      return passed(reason('PROVENANCE_PASSES', message, rest));
    }
    for (const result of results) if (!result.verified) addRefusal(refused, result, '');
  }
  if (tried.length === 0)
    return unverified(
      `no attestor of the policy's project is of its note ${occurrence.noteName}, so no key verifies it. The keys of a builder belong in an attestor.`,
    );
  return unverified(refused.join(' '), tried);
}

function failureOf(rule: VerificationRule, provenance: Provenance): [Reason['code'], string] | undefined {
  const { builderId, sources, hasUnreadableSource, isConfigBased, failedConstraint } = provenance;
  if (!isTrustedBuilder(rule, builderId))
    return ['BUILDER_UNTRUSTED', `The builder ${quoted(builderId)} is not one of the rule.`];
  const { trustedSourceRepoPatterns: patterns = [] } = rule;
  if (patterns.length > 0) {
    if (hasUnreadableSource)
      return ['SOURCE_UNTRUSTED', 'The provenance names a source that cannot be read.'];
    if (sources.length === 0) return ['SOURCE_UNTRUSTED', 'The provenance names no source.'];
    if (sources.length > maxSources)
      return ['SOURCE_UNTRUSTED', `The provenance names more than ${maxSources} sources.`];
    const isTrusted = matcherOf(patterns);
    const other = sources.find((source) => !isTrusted(source));
    if (other !== undefined)
      return ['SOURCE_UNTRUSTED', `The source ${quoted(other)} is not one of the rule.`];
  }
  if (rule.configBasedBuildRequired === true && !isConfigBased)
    return ['SOURCE_UNTRUSTED', 'The build was not described by a file of its sources.'];
  return failedConstraint === undefined
    ? undefined
    : ['CONSTRAINT_FAILED', `Of the provenance ${failedConstraint}.`];
}

/** Compiled once, since a policy is evaluated for many images. */
const matchers = new WeakMap<readonly string[], RepositoryMatcher>();

function matcherOf(patterns: readonly string[]): RepositoryMatcher {
  const matcher = matchers.get(patterns) ?? toRepositoryMatcher(patterns);
  matchers.set(patterns, matcher);
  return matcher;
}

function formatSources(sources: readonly string[]): string {
  if (sources.length === 0) return 'sources it does not name';
  const more = sources.length > maxNamed ? ` and ${sources.length - maxNamed} more` : '';
  const named = sources.slice(0, maxNamed).map((source) => shownText(source, maxShown));
  return `${named.join(', ')}${more}`;
}

/** Google writes the version of a builder after an `@`. */
function isTrustedBuilder({ trustedBuilder, trustedBuilderIds = [] }: VerificationRule, id: string): boolean {
  if (id === '') return false;
  if (trustedBuilderIds.includes(id)) return true;
  const known = typeof trustedBuilder === 'string' ? builders[trustedBuilder] : undefined;
  return known !== undefined && (id === known || id.startsWith(`${known}@`));
}
