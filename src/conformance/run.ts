import { type Case, Difference } from './case.js';
import { openSession, type Target } from './session.js';

export interface Outcome {
  readonly case: Case;
  /** What the server did instead; undefined if the case holds. */
  readonly seen: string | undefined;
}

/**
 * Runs cases one after the other. `report` is called with the outcome of each. A request that fails is an outcome, too.
 *
 * @example const outcomes = await runCases({ server: new URL('http://127.0.0.1:8080') }, casesOf('v1beta1'));
 */
export async function runCases(
  target: Target,
  cases: readonly Case[],
  report: (outcome: Outcome) => void = () => {},
): Promise<readonly Outcome[]> {
  const session = openSession(target);
  const outcomes: Outcome[] = [];
  try {
    for (const one of cases) {
      const outcome = { case: one, seen: await seenBy(() => one.run(session)) };
      outcomes.push(outcome);
      report(outcome);
    }
  } finally {
    session.close();
  }
  return outcomes;
}

async function seenBy(run: () => Promise<void>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (error instanceof Difference) return error.seen;
    const text =
      error instanceof Error ? error.message || String((error as { code?: unknown }).code) : String(error);
    return `no response: ${text}`;
  }
}

/** Cases whose id is `only`, or starts with it and a dot. Without it, all cases. */
export function selectCases(cases: readonly Case[], only: string | undefined): readonly Case[] {
  if (only === undefined) return cases;
  return cases.filter(({ id }) => id === only || id.startsWith(`${only}.`));
}
