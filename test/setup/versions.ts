import type { Operation } from '../../src/api/operation.js';
import type { ApiVersion } from '../../src/api/version.js';
import { createVersions, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import type { Repository } from '../../src/storage/repository.js';

/** The versions of the API, for suites that run for each: `describe.each(versionNames)`. */
export const versionNames: readonly ContractVersion[] = ['v1beta1', 'v1'];

/** The operations of one version, on a new memory store by default. */
export async function operationsIn(
  name: ContractVersion,
  repository: Repository = openMemory(),
): Promise<readonly Operation[]> {
  const versions: readonly ApiVersion[] = createVersions(await serviceDeps(repository, systemClock()));
  const version = versions.find((one) => one.name === name);
  if (version === undefined) throw new Error(`the server has no ${name}`);
  return version.operations;
}

/** The operations that the matrix of permissions and the order of checks have rows for; the others have tests of their own. */
export function rpcsOf(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter(({ id }) => !['TestIamPermissions', 'ImportReport'].includes(id));
}

type Body = Readonly<Record<string, unknown>>;

/** Bodies of a finding and of a scan in one version; they mean the same in both. */
export interface Bodies {
  /** Of a vulnerability. */
  readonly note: Body;
  occurrence(noteName: string, more?: Body): Body;
  /** Of a discovery. */
  readonly scanNote: Body;
  scan(noteName: string): Body;
}

const uri = 'https://example.com/app@sha256:1';
const scanNote = { discovery: { analysisKind: 'DISCOVERY' } };

export const bodiesIn: Readonly<Record<ContractVersion, Bodies>> = {
  v1beta1: {
    note: { shortDescription: 'a finding', vulnerability: { severity: 'HIGH' } },
    occurrence: (noteName, more = {}) => ({
      resource: { uri },
      noteName,
      vulnerability: {
        packageIssue: [
          { affectedLocation: { cpeUri: 'cpe:/o:x:y', package: 'p', version: { kind: 'MINIMUM' } } },
        ],
      },
      ...more,
    }),
    scanNote,
    scan: (noteName) => ({
      resource: { uri },
      noteName,
      discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } },
    }),
  },
  v1: {
    note: {
      shortDescription: 'a finding',
      vulnerability: {
        severity: 'HIGH',
        details: [{ affectedCpeUri: 'cpe:/o:x:y', affectedPackage: 'p' }],
      },
    },
    occurrence: (noteName, more = {}) => ({
      resourceUri: uri,
      noteName,
      vulnerability: {
        packageIssue: [
          {
            affectedCpeUri: 'cpe:/o:x:y',
            affectedPackage: 'p',
            affectedVersion: { kind: 'MINIMUM' },
            fixedVersion: { kind: 'MAXIMUM' },
          },
        ],
      },
      ...more,
    }),
    scanNote,
    scan: (noteName) => ({
      resourceUri: uri,
      noteName,
      discovery: { analysisStatus: 'FINISHED_SUCCESS' },
    }),
  },
};
