import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { splitTexts } from '../../../src/kinds/stored-text.js';
import { workspace } from '../services/import-workspace.js';
import { damaged, damagesOf } from './damages.js';
import { signedBytes, verifies } from './evidence-kit.js';
import { fixture } from './kit.js';
import { evidenceFixtures, resourceFor } from './reports.js';

const seed = Number(process.env.TEST_SEED ?? 1);

type Json = Record<string, unknown>;

/** Texts of what a report brings into a store of its own; undefined where it is refused. */
async function broughtBy(file: string, report: object): Promise<string[] | undefined> {
  const { run, texts } = workspace();
  try {
    await run(report, { resource: resourceFor(file) });
  } catch (error) {
    if (error instanceof ApiError && ['INVALID_REPORT', 'TOO_LARGE'].includes(error.reason)) return undefined;
    throw error;
  }
  return texts();
}

/** What an occurrence is about, by the digest in its resource; a package of npm by the digest of our fixture. */
function digestOf(text: string): string {
  const { v1, v1beta1 } = splitTexts(text);
  const { resource, resourceUri } = { ...JSON.parse(v1beta1), ...JSON.parse(v1 ?? '{}') } as Json;
  const uri = String(resourceUri ?? (resource as Json).uri);
  return /sha(?:256|512):([0-9a-f]+)/.exec(uri)?.[1] ?? '4c'.repeat(64);
}

/** Whether the stored bytes have the digest of what the occurrence is about, in hex or, of TUF, in base64. */
function namesItsArtifact(text: string): boolean {
  const digest = digestOf(text);
  const own = JSON.parse(splitTexts(text).v1beta1) as { build?: { provenanceBytes?: string } };
  const bytes = signedBytes(text) ?? Buffer.from(own.build?.provenanceBytes ?? '');
  const encoded = bytes.toString().split('.')[1];
  const inner = encoded === undefined ? '' : Buffer.from(encoded, 'base64url').toString();
  const forms = [digest, Buffer.from(digest, 'hex').toString('base64')];
  return forms.some((form) => bytes.includes(form) || inner.includes(form));
}

/** What is only said of evidence. */
const isUnsigned = (text: string): boolean => /"kind":"(?:SBOM_REFERENCE|DISCOVERY)"/.test(text);

/** The places of payloads within envelopes, which are damaged as well. */
function payloadsOf(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'payload' && typeof child === 'string' ? [[...path, key]] : payloadsOf(child, [...path, key]),
  );
}

function* damagedPayloads(document: object): Iterable<{ name: string; report: object }> {
  for (const path of payloadsOf(document)) {
    const text = path.reduce<unknown>((value, key) => (value as Json)[key], document);
    const payload = JSON.parse(Buffer.from(String(text), 'base64').toString()) as object;
    for (const damage of damagesOf(payload, seed, false)) {
      const bytes = Buffer.from(JSON.stringify(damaged(payload, damage))).toString('base64');
      const change = (parent: Json, key: string | number): void => {
        parent[key] = bytes;
      };
      yield {
        name: `payload ${damage.path.join('/')} ${damage.name}`,
        report: damaged(document, { path, change: change as never }),
      };
    }
  }
}

describe.each(evidenceFixtures)('%s with any member damaged', (file) => {
  const document = JSON.parse(fixture(file).toString()) as object;

  it('is refused, or stores an occurrence that names its artifact by signed bytes', async () => {
    const reports = [
      ...[...damagesOf(document, seed, false)].map((damage) => ({
        name: `${damage.path.join('/')} ${damage.name}`,
        report: damaged(document, damage),
      })),
      ...damagedPayloads(document),
    ];
    expect(reports.length).toBeGreaterThan(10);
    for (const { name, report } of reports) {
      const texts = await broughtBy(file, report);
      for (const text of texts ?? []) {
        if (isUnsigned(text)) continue;
        expect.soft(namesItsArtifact(text), `${name}: ${text.slice(0, 300)}`).toBe(true);
      }
    }
  });

  it('never verifies with another payload', async () => {
    for (const { name, report } of damagedPayloads(document)) {
      for (const text of (await broughtBy(file, report)) ?? []) {
        const isOther = !fixture(file).includes((signedBytes(text) ?? Buffer.alloc(0)).toString('base64'));
        if (isOther && !isUnsigned(text)) expect.soft(verifies(text), name).not.toBe(true);
      }
    }
  });
});
