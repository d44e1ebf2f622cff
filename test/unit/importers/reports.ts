import { existsSync, readdirSync } from 'node:fs';
import { importers } from '../../../src/importers/registry.js';

const folder = new URL('../../fixtures/', import.meta.url);

/** Every report of our own, as `format/name.json`; each format has a folder of its name. */
export const fixtures: readonly string[] = importers.flatMap(({ format }) => {
  const reports = new URL(`${format}/`, folder);
  if (!existsSync(reports))
    throw new Error(`test/fixtures/${format} is missing: no report of this format is tested`);
  return readdirSync(reports)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `${format}/${name}`);
});

/** Verdicts on manifests: a DISCOVERY each, and no findings. */
const policyFormats = /^(?:conftest|gatekeeper)\//;

const evidenceFormats = /^(?:dsse|sigstore|in-toto|cloud-build|cosign|notary|notation)\//;

/** Signed facts about artifacts, which no scan finds and no report removes. */
export const evidenceFixtures: readonly string[] = fixtures.filter((file) => evidenceFormats.test(file));
/** Broken rules and upgrades, which v1 alone can express; see compliance.test.ts. */
const v1Formats = /^(?:kube-bench|trivy-compliance|os-inventory)\//;
export const v1Fixtures: readonly string[] = fixtures.filter((file) => v1Formats.test(file));
/** Reports of what was found. */
export const reportFixtures: readonly string[] = fixtures.filter(
  (file) => !evidenceFormats.test(file) && !policyFormats.test(file) && !v1Formats.test(file),
);
export const policyFixtures: readonly string[] = fixtures.filter((file) => policyFormats.test(file));

const image = `https://registry.example.com/sample@sha256:${'5c'.repeat(32)}`;

/** What is given for a report of ours or a sample; nothing where it says itself what it is about. */
export function resourceFor(file: string): string | undefined {
  if (/^trivy\/k8s|^grype/.test(file)) return undefined;
  if (/^(?:notary|notation)/.test(file)) return 'registry.example.com/shop/cart';
  if (/^(?:clair|harbor)/.test(file)) return 'registry.example.com/sample';
  if (/^gatekeeper/.test(file)) return 'k8s://staging';
  if (/^kube-bench/.test(file)) return 'k8s://staging/nodes/n1';
  if (/^trivy-compliance/.test(file)) return image;
  if (/^conftest/.test(file)) return `git+https://git.example.com/shop/cart@${'aa'.repeat(20)}`;
  if (file === 'trivy-operator/list.json') return 'k8s://kind';
  if (/^ecr\/basic/.test(file)) return '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart';
  if (/^(?:osv-scanner|prisma)/.test(file)) return image;
  if (/^sarif\/(?:grype|scout|snyk)/.test(file)) return image;
  return fixtures.includes(file) ? undefined : image;
}
