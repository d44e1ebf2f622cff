import { type Access, openAccess, type Permission } from '../../../src/services/context.js';

export interface TrivyImage {
  CreatedAt?: string;
  Results: { Class: string; Vulnerabilities?: { VulnerabilityID: string; [member: string]: unknown }[] }[];
}

export function without(report: TrivyImage, ids: readonly string[]): TrivyImage {
  const Results = report.Results.map((result) => ({
    ...result,
    Vulnerabilities: (result.Vulnerabilities ?? []).filter(
      ({ VulnerabilityID }) => !ids.includes(VulnerabilityID),
    ),
  }));
  return { ...report, Results };
}

export const counts = (created: number, updated: number, unchanged: number, removed = 0) => ({
  created,
  updated,
  unchanged,
  removed,
});

/** Everything but the given permissions. */
export function accessWithout(...denied: readonly string[]): Access {
  const allows = (permission: Permission, { project }: { project: string }): boolean =>
    !denied.includes(`${permission} ${project}`);
  return {
    ...openAccess,
    allows,
    require(permission, target) {
      if (!allows(permission, target)) throw new Error(`denied ${permission} ${target.project}`);
    },
  };
}
