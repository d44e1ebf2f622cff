import { parseAttestorName, parseProjectName } from '../domain/names.js';

/** Reports a rule that is broken: the path of the field, and what is required. */
export type Report = (field: string, description: string) => void;

/** Bounds of one policy. */
export const policyBounds = {
  patterns: 10_000,
  rules: 1000,
  checkSets: 100,
  checks: 100,
  alternatives: 20,
  projects: 10,
  attestors: 100,
  exemptions: 10_000,
  /** Characters. */
  displayName: 256,
} as const;

/** Violations that one error lists. */
export const maxViolations = 20;

export function checkAttestorNames(names: readonly string[], at: string, report: Report): void {
  if (names.length > policyBounds.attestors) {
    report(at, `at most ${policyBounds.attestors} attestors, not ${names.length}`);
    return;
  }
  for (const [index, name] of names.entries())
    if (!parses(() => parseAttestorName(name, '')))
      report(`${at}[${index}]`, 'must be projects/PROJECT/attestors/ATTESTOR');
}

export function checkProjectNames(names: readonly string[], at: string, report: Report): void {
  if (names.length > policyBounds.projects) {
    report(at, `at most ${policyBounds.projects} projects, not ${names.length}`);
    return;
  }
  for (const [index, name] of names.entries())
    if (!parses(() => parseProjectName(name, ''))) report(`${at}[${index}]`, 'must be projects/PROJECT');
}

export function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
