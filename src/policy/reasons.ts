import { shownText } from '../domain/text.js';
import type { CheckVerdict, Outcome, Reason, ReasonCode } from './verdict.js';

/** Names of occurrences that one reason lists. */
const maxNames = 20;

export function reason(
  code: ReasonCode,
  message: string,
  rest: { readonly occurrences?: readonly string[]; readonly attestors?: readonly string[] } = {},
): Reason {
  return {
    code,
    message,
    occurrences: (rest.occurrences ?? []).slice(0, maxNames),
    attestors: rest.attestors ?? [],
  };
}

/** What a check makes of an image, before it is given its place in the policy. */
export interface CheckOutcome {
  readonly verdict: Outcome;
  readonly reasons: readonly Reason[];
  readonly warnings?: readonly string[] | undefined;
  readonly alternatives?: readonly CheckVerdict[] | undefined;
}

export function passed(...reasons: readonly Reason[]): CheckOutcome {
  return { verdict: 'CONFORMANT', reasons };
}

export function failed(...reasons: readonly Reason[]): CheckOutcome {
  return { verdict: 'NON_CONFORMANT', reasons };
}

/** The reasons as one text, with the names of occurrences and attestors. */
export function explain(reasons: readonly Reason[]): string {
  return reasons
    .map(({ message, occurrences, attestors }) => {
      const names = [...attestors, ...occurrences].filter((name) => !message.includes(name));
      return names.length === 0 ? message : `${message} (${names.join(', ')})`;
    })
    .join(' ');
}

/** A text of the store or the policy as a message may show it. */
export function quoted(text: string): string {
  return JSON.stringify(shownText(text, 200));
}
