import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inV1, serviceDeps } from '../../src/compose.js';
import { formatOccurrenceName, parsePolicyName } from '../../src/domain/names.js';
import { parseForms } from '../../src/kinds/stored-text.js';
import { Allowlists } from '../../src/policy/allowlists.js';
import { severityLimits, toFindingFact } from '../../src/policy/checks/findings.js';
import type { PlatformPolicy } from '../../src/policy/documents.js';
import { type Facts, kindsOfChecks, type Members, type OccurrenceFact } from '../../src/policy/facts.js';
import { resourceUrls } from '../../src/policy/image.js';
import { judgePlatformPolicy } from '../../src/policy/judge.js';
import { openAccess } from '../../src/services/context.js';
import { createNoteService } from '../../src/services/notes.js';
import { createOccurrenceService } from '../../src/services/occurrences.js';
import { createPolicyService } from '../../src/services/policies.js';
import { createPolicyJudges } from '../../src/services/policy-judges.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { templates } from '../setup/administer.js';
import { image } from '../setup/attestations.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { finding, scan, scanner, weakness } from '../setup/policies.js';
import { temporaryFolder } from '../setup/temporary.js';

/** What a policy says by the parts of documents that it reads is what it says by whole documents. */

const context = { access: openAccess, requestId: 'r' };
const bare = image.replace('https://', '');
const scopes = ['p', 'p/locations/eu', 'p/locations/us', 'q'];
const [notes, severities] = [
  ['CVE-1', 'CVE-2', 'CVE-3'],
  ['LOW', 'HIGH', undefined],
];

const severity = fc.constantFrom(undefined, 'LOW', 'MEDIUM', 'CRITICAL');
const found = fc.record({
  scope: fc.constantFrom(...scopes),
  uri: fc.constantFrom(image, bare, image.replace('@', ':1@'), image.replace(/.$/, '0')),
  note: fc.nat(2),
  remediation: fc.constantFrom(undefined, ',"vulnerability":{}', 'see "https://example.com"'),
  effectiveSeverity: severity,
  packages: fc.array(fc.tuple(severity, fc.boolean()), { minLength: 1, maxLength: 3 }),
  isV1: fc.boolean(),
});
type Given = typeof found extends fc.Arbitrary<infer T> ? T : never;

const ids = fc.subarray(notes);
const limit = fc.constantFrom(...severityLimits);
const check = fc.record({
  maximumFixableSeverity: limit,
  maximumUnfixableSeverity: limit,
  allowedCves: ids,
  blockedCves: ids,
  containerAnalysisVulnerabilityProjects: fc.subarray(['projects/p', 'projects/q'], { minLength: 1 }),
});

/** In either version of the API. */
function occurrenceOf({ uri, note, remediation, effectiveSeverity, packages, isV1 }: Given): object {
  const [location] = (finding() as { vulnerability: { packageIssue: object[] } }).vulnerability.packageIssue;
  const { affectedLocation, fixedLocation } = location as Record<
    string,
    { cpeUri: string; package: string; version: object }
  >;
  const issue = ([own, isFixed]: readonly [string | undefined, boolean]): object => ({
    ...(own === undefined ? {} : { effectiveSeverity: own }),
    ...(isV1
      ? {
          affectedCpeUri: affectedLocation?.cpeUri,
          affectedPackage: affectedLocation?.package,
          affectedVersion: affectedLocation?.version,
          fixedCpeUri: affectedLocation?.cpeUri,
          fixedPackage: affectedLocation?.package,
          fixedVersion: isFixed ? fixedLocation?.version : { kind: 'MAXIMUM' },
        }
      : { affectedLocation, ...(isFixed ? { fixedLocation } : {}) }),
  });
  return {
    ...(isV1 ? { resourceUri: uri } : { resource: { uri } }),
    noteName: `projects/s/notes/${notes[note]}`,
    ...(remediation === undefined ? {} : { remediation }),
    vulnerability: {
      ...(effectiveSeverity === undefined ? {} : { effectiveSeverity }),
      packageIssue: packages.map(issue),
    },
  };
}

/** Reads all there is, and parses all of it. */
function wholeFacts(repository: Repository): Facts {
  const none = (): never => {
    throw new TypeError('no policy here asks that');
  };
  const facts: Partial<Facts> = {
    at: new Date(0),
    pause: async () => {},
    isOver: none,
    underOtherUrl: async () => undefined,
    async project(name, asked) {
      const urls = resourceUrls(asked);
      const occurrences: OccurrenceFact[] = [];
      for (const scope of scopes.filter((each) => `projects/${each}/`.startsWith(`${name}/`)))
        for (const { id, document } of await repository.listOccurrences({ scope, limit: 1000 })) {
          const { v1beta1 } = parseForms<Members>(document);
          const { noteName, kind, createTime, resource, vulnerability } = v1beta1 as Record<string, string>;
          const resourceUri = (resource as unknown as { uri: string }).uri;
          if (!urls.includes(resourceUri) || !(kindsOfChecks as readonly unknown[]).includes(kind)) continue;
          occurrences.push({
            name: formatOccurrenceName({ scope, id }),
            noteName: noteName ?? '',
            resourceUri,
            kind: kind ?? '',
            createTime: createTime ?? '',
            v1beta1,
            finding: vulnerability === undefined ? undefined : toFindingFact(vulnerability),
            analysisKind: kind === 'DISCOVERY' ? 'VULNERABILITY' : undefined,
          });
        }
      occurrences.sort((a, b) => Date.parse(a.createTime) - Date.parse(b.createTime));
      return { name, state: 'read', occurrences };
    },
  };
  // Nothing else is asked.
  return facts as Facts;
}

async function compare(repository: Repository, numRuns: number): Promise<void> {
  let now = Date.parse('2026-05-01T00:00:00Z');
  const tick = (): number => (now += 1000);
  const clock = { now: tick, elapsed: tick };
  const deps = await serviceDeps(repository, clock);
  const noteService = createNoteService(deps);
  const [before, after] = [createOccurrenceService(deps), createOccurrenceService(inV1(deps))];
  const policies = createPolicyService(deps);
  const judges = createPolicyJudges(inV1(deps), () => openAccess);
  const noteOf = (noteId: string, note: object) =>
    noteService.createNote({ parent: 'projects/s', noteId, note } as never, context);
  await noteOf('scan', scanner);
  for (const [index, id] of notes.entries()) await noteOf(id, weakness(severities[index]));
  let made = 0;
  let denied = 0;
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(found, { maxLength: 12 }),
      fc.array(check, { minLength: 3, maxLength: 3 }),
      async (givens, checks) => {
        for (const scope of scopes)
          for (const { id } of await repository.listOccurrences({ scope, limit: 1000 }))
            await repository.deleteOccurrence({ scope, id });
        const scanned = { resource: { uri: image }, noteName: 'projects/s/notes/scan', ...scan() };
        for (const scope of ['p', 'q'])
          await before.createOccurrence(
            { parent: `projects/${scope}`, occurrence: scanned } as never,
            context,
          );
        for (const given of givens) {
          const request = { parent: `projects/${given.scope}`, occurrence: occurrenceOf(given) };
          await (given.isV1 ? after : before).createOccurrence(request as never, context);
        }
        for (const vulnerabilityCheck of checks) {
          made += 1;
          const platformPolicy = { gkePolicy: { checkSets: [{ checks: [{ vulnerabilityCheck }] }] } };
          const parent = 'projects/p/platforms/gke';
          await policies.createPlatformPolicy(
            { parent, policyId: `p${made}`, platformPolicy } as never,
            context,
          );
          const question = { images: [{ image: bare }], namespace: 'shop', serviceAccount: 'default' };
          const { judge } = await judges(parsePolicyName(`${parent}/policies/p${made}`, 'name'), {
            access: openAccess,
          });
          const verdict = await judge(question);
          const expected = await judgePlatformPolicy(
            platformPolicy as PlatformPolicy,
            question,
            'projects/p',
            wholeFacts(repository),
            new Allowlists(),
          );
          expect(JSON.parse(JSON.stringify(verdict))).toEqual(JSON.parse(JSON.stringify(expected)));
          if (verdict.verdict === 'CONFORMANT') passed += 1;
          else denied += 1;
        }
      },
    ),
    { numRuns },
  );
  // Else all verdicts were alike.
  expect(Math.min(passed, denied)).toBeGreaterThan(0);
}

describe('a verdict by parts of documents', () => {
  const folder = temporaryFolder();

  it('equals that by whole documents, over a store in memory', () => compare(openMemory(), 100));

  it('equals that by whole documents, over SQLite', async () => {
    const repository = await openSqlite({ file: join(folder.path, 'a.db'), migrate: true });
    try {
      await compare(repository, 30);
    } finally {
      await repository.close();
      folder.remove();
    }
  });

  describePostgres('over PostgreSQL', (serverUrl) => {
    it('equals that by whole documents', async () => {
      const database = await createDatabase(serverUrl, templates.plain.name);
      const repository = await openPostgres({ url: database.url, migrate: false });
      try {
        await compare(repository, 20);
      } finally {
        await repository.close();
        await database.drop();
      }
    });
  });
});
