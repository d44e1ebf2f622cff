import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severityLimits } from '../../../src/policy/checks/findings.js';
import type { Check, CheckType } from '../../../src/policy/documents.js';
import type { OccurrenceFact } from '../../../src/policy/facts.js';

import {
  ask,
  attestation,
  attestor,
  type FindingOf,
  finding,
  limits,
  occurrence,
  publicKeyPem,
  scanOf,
  severity,
  toFinding,
} from './unknown-kit.js';

/** Facts that are unknown, or known to be worse, never make a verdict better. */

describe('unknown facts never make a verdict better', () => {
  it('an additional finding never makes a verdict better', async () => {
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.array(finding, { maxLength: 4 }),
        finding,
        async (vulnerabilityCheck, some, more) => {
          const before = await ask({ vulnerabilityCheck }, [
            scanOf('FINISHED_SUCCESS'),
            ...some.map(toFinding),
          ]);
          const after = await ask({ vulnerabilityCheck }, [
            scanOf('FINISHED_SUCCESS'),
            ...[...some, more].map(toFinding),
          ]);
          if (after.passes) expect(before.passes).toBe(true);
        },
      ),
    );
  });

  it('a severity or fix that cannot be read never makes a verdict better than any possible value', async () => {
    const severities = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
    await fc.assert(
      fc.asyncProperty(limits, finding, fc.boolean(), async (vulnerabilityCheck, some, isOfPackage) => {
        const passesWith = async (effectiveSeverity: unknown, fixedLocation: unknown): Promise<boolean> => {
          const packages = [
            { effectiveSeverity: isOfPackage ? effectiveSeverity : undefined, fixedLocation },
          ];
          const one = {
            ...some,
            effectiveSeverity: isOfPackage ? some.effectiveSeverity : effectiveSeverity,
            packages,
          };
          const facts = [scanOf('FINISHED_SUCCESS'), toFinding(one as FindingOf)];
          return (await ask({ vulnerabilityCheck }, facts)).passes;
        };
        const normal = { version: { kind: 'NORMAL', name: '2' } };
        const none = { version: { kind: 'MAXIMUM' } };
        for (const unread of [9, 'LATER', -1, {}])
          if (await passesWith(unread, normal))
            for (const each of severities)
              expect(await passesWith(each, normal), `${unread} ${each}`).toBe(true);
        for (const unread of [
          {},
          { version: {} },
          { version: { kind: 7 } },
          { version: { kind: 'MINIMUM' } },
        ])
          if (await passesWith('MEDIUM', unread))
            for (const each of [normal, none]) expect(await passesWith('MEDIUM', each)).toBe(true);
      }),
    );
  });

  it('the worst stated severity counts, and an unreadable one is unknown', async () => {
    const words: readonly unknown[] = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
    const isStated = (value: unknown): boolean => value !== undefined && value !== 'SEVERITY_UNSPECIFIED';
    const allowed = fc.constantFrom(...severityLimits);
    await fc.assert(
      fc.asyncProperty(allowed, finding, severity, fc.boolean(), async (most, some, own, isLenient) => {
        const { effectiveSeverity, packages } = some;
        const stated = [effectiveSeverity, own].find(isStated);
        const all = [...packages.map((each) => each.effectiveSeverity).filter(isStated), stated];
        const [worst] = all.map((each) => words.indexOf(each) + 1).sort((a, b) => b - a);
        const isUnknown =
          all.some((each) => isStated(each) && !words.includes(each)) ||
          (stated === undefined &&
            (packages.length === 0 || packages.some((each) => !isStated(each.effectiveSeverity))));
        const vulnerability = { effectiveSeverity, severity: own, packageIssue: packages };
        const vulnerabilityCheck = {
          maximumFixableSeverity: most,
          maximumUnfixableSeverity: most,
          allowUnknownSeverity: isLenient,
        };
        const { passes } = await ask({ vulnerabilityCheck }, [
          scanOf('FINISHED_SUCCESS'),
          occurrence('VULNERABILITY', `projects/s/notes/${some.id}`, { vulnerability }),
        ]);
        const isBelow = most !== 'BLOCK_ALL' && (worst ?? 0) <= words.indexOf(most) + 1;
        expect(passes).toBe(most === 'ALLOW_ALL' || (isBelow && (isLenient || !isUnknown)));
      }),
      { numRuns: 1000 },
    );
  });

  it('a scan with errors is not finished, whatever the error is and wherever it is stated', async () => {
    const allowAll = { maximumFixableSeverity: 'ALLOW_ALL', maximumUnfixableSeverity: 'ALLOW_ALL' } as const;
    const status = fc.record({
      code: fc.constantFrom(undefined, 0, 3, 9, 'LATER'),
      message: fc.constantFrom(undefined, '', 'the feed could not be read'),
      details: fc.constantFrom(undefined, [], [{ '@type': 'x' }]),
    });
    const scan = (members: object, isV1: boolean): OccurrenceFact => {
      const done = { analysisStatus: 'FINISHED_SUCCESS', ...members };
      return isV1
        ? { ...scanOf('FINISHED_SUCCESS'), v1: { discovery: done } }
        : { ...scanOf('FINISHED_SUCCESS'), v1beta1: { discovered: { discovered: done } } };
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(status, { maxLength: 2 }),
        fc.option(status, { nil: undefined }),
        fc.boolean(),
        async (analysisError, analysisStatusError, isV1) => {
          const { code, message, details } = analysisStatusError ?? {};
          const isFine =
            analysisError.length === 0 &&
            !code &&
            !message &&
            (details === undefined || details.length === 0);
          const found = scan({ analysisError, analysisStatusError }, isV1);
          const { passes, codes } = await ask({ vulnerabilityCheck: allowAll }, [found]);
          expect(passes).toBe(isFine);
          expect(codes.includes('SCAN_WITH_ERRORS')).toBe(!isFine);
          const allowed = { ...allowAll, allowUnscanned: true };
          expect((await ask({ vulnerabilityCheck: allowed }, [found])).passes).toBe(true);
          // Another scan without errors is one.
          const both = [found, scanOf('FINISHED_SUCCESS')];
          expect((await ask({ vulnerabilityCheck: allowAll }, both)).passes).toBe(true);
        },
      ),
    );
  });

  it('an archived scan does not count, and a blocked id is blocked in any spelling', async () => {
    const allowAll = { maximumFixableSeverity: 'ALLOW_ALL', maximumUnfixableSeverity: 'ALLOW_ALL' } as const;
    const archived = {
      ...scanOf('FINISHED_SUCCESS'),
      v1: { discovery: { analysisStatus: 'FINISHED_SUCCESS', archiveTime: '2026-01-01T00:00:00Z' } },
    };
    expect((await ask({ vulnerabilityCheck: allowAll }, [archived])).codes).toEqual(['SCAN_UNFINISHED']);
    const found = toFinding({ id: 'CVE-1', effectiveSeverity: 'LOW', packages: [] });
    const vulnerabilityCheck = { ...allowAll, blockedCves: ['cve-1'] };
    expect((await ask({ vulnerabilityCheck }, [scanOf('FINISHED_SUCCESS'), found])).codes).toContain(
      'CVE_BLOCKED',
    );
  });

  it('nothing passes without a finished scan, beside a running one, or with a stricter limit if the looser one fails', async () => {
    const status = fc.constantFrom('SCANNING', 'PENDING', 'FINISHED_FAILED', 'FINISHED_UNSUPPORTED', '');
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.array(finding, { maxLength: 3 }),
        status,
        async (vulnerabilityCheck, some, other) => {
          const found = some.map(toFinding);
          expect((await ask({ vulnerabilityCheck }, found)).passes).toBe(false);
          expect((await ask({ vulnerabilityCheck }, [scanOf(other), ...found])).passes).toBe(false);
          const both = [scanOf('FINISHED_SUCCESS'), scanOf('SCANNING'), ...found];
          expect((await ask({ vulnerabilityCheck }, both)).passes).toBe(false);
          const scanned = [scanOf('FINISHED_SUCCESS'), ...found];
          const looser = {
            ...vulnerabilityCheck,
            maximumFixableSeverity: 'ALLOW_ALL',
            maximumUnfixableSeverity: 'ALLOW_ALL',
          };
          if ((await ask({ vulnerabilityCheck }, scanned)).passes)
            expect((await ask({ vulnerabilityCheck: looser }, scanned)).passes).toBe(true);
        },
      ),
    );
  });

  it('an unspecified severity passes ALLOW_ALL only', async () => {
    await fc.assert(
      fc.asyncProperty(limits, finding, async (vulnerabilityCheck, some) => {
        const unknown = { ...some, effectiveSeverity: undefined, packages: [] };
        const { passes } = await ask({ vulnerabilityCheck }, [
          scanOf('FINISHED_SUCCESS'),
          toFinding(unknown),
        ]);
        const {
          maximumFixableSeverity,
          maximumUnfixableSeverity,
          allowedCves = [],
          blockedCves = [],
        } = vulnerabilityCheck;
        const isAllowed = maximumFixableSeverity === 'ALLOW_ALL' && maximumUnfixableSeverity === 'ALLOW_ALL';
        expect(passes).toBe(!blockedCves.includes(some.id) && (allowedCves.includes(some.id) || isAllowed));
      }),
    );
  });

  /** A check of each type that passes by what is there, or why there is none here. */
  const checks: Readonly<Record<CheckType, Check | string>> = {
    alwaysDeny: 'reads nothing',
    trustedDirectoryCheck: 'reads nothing',
    slsaCheck: 'needs a signed statement: test/policy/attestations.test.ts',
    anyOf: 'has other checks',
    vulnerabilityCheck: {
      vulnerabilityCheck: { maximumFixableSeverity: 'ALLOW_ALL', maximumUnfixableSeverity: 'ALLOW_ALL' },
    },
    imageFreshnessCheck: { imageFreshnessCheck: { maxUploadAgeDays: 1000 } },
    simpleSigningAttestationCheck: {
      simpleSigningAttestationCheck: {
        attestationAuthenticators: [
          {
            pkixPublicKeySet: { pkixPublicKeys: [{ publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' }] },
          },
        ],
      },
    },
    sigstoreSignatureCheck: {
      sigstoreSignatureCheck: { sigstoreAuthorities: [{ publicKeySet: { publicKeys: [{ publicKeyPem }] } }] },
    },
    attestationCheck: { attestationCheck: { attestors: [attestor.name] } },
  };

  it.each(Object.values(checks).filter((check) => typeof check !== 'string'))(
    '%o passes by existing evidence only, and in no project that is missing or cannot be read',
    async (check) => {
      expect((await ask(check, [scanOf('FINISHED_SUCCESS'), attestation])).passes).toBe(true);
      for (const state of ['no-access', 'unknown', 'too-much'] as const) {
        const { passes, codes } = await ask(check, [], state);
        expect(passes).toBe(false);
        expect(codes).toContain(
          { 'no-access': 'NO_ACCESS', unknown: 'PROJECT_UNKNOWN', 'too-much': 'TOO_MUCH_TO_READ' }[state],
        );
      }
      expect((await ask(check, [])).passes).toBe(false);
    },
  );

  it('a check of a later release is an error', async () => {
    const unknown = { somethingNew: {} } as Check;
    expect(await ask(unknown, [])).toEqual({ passes: false, codes: ['CHECK_UNKNOWN'] });
    const inside = { anyOf: { checks: [unknown] } };
    expect((await ask(inside, [])).passes).toBe(false);
  });
});
