import type { Assessment, Finding } from './finding.js';

/** What somebody states about vulnerabilities of an image, with the findings that it is about. */
export interface Statement {
  readonly key: string;
  readonly assessment: Assessment;
  /** Ids of the vulnerabilities. */
  readonly ids: readonly string[];
  readonly findings: number;
}

/** @example words('VULNERABLE_CODE_NOT_PRESENT') is `vulnerable code not present` */
export const words = (name: unknown): string =>
  String(name ?? '')
    .replace(/^.*_UNSPECIFIED$/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

/** Whether somebody states that nothing is to be done. The severity of the finding stays what it is. */
export const isStatedHarmless = ({ vex }: Finding): boolean => vex === 'NOT_AFFECTED' || vex === 'FIXED';

/** The statements about findings; one that says the same of several findings is one. */
export function statementsOf(findings: readonly Finding[]): Statement[] {
  const stated = findings.filter(({ vex }) => vex !== '');
  const keyOf = ({ occurrence }: Finding): string => {
    const { cve, vulnerabilityId, ...rest } = occurrence.vulnerability?.vexAssessment ?? {};
    return JSON.stringify(rest);
  };
  return [...Map.groupBy(stated, keyOf)].map(([key, members]) => ({
    key,
    assessment: members[0]?.occurrence.vulnerability?.vexAssessment ?? {},
    ids: [...new Set(members.map(({ id }) => id))],
    findings: members.length,
  }));
}
