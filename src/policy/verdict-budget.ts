import { ApiError } from '../domain/errors.js';
import type { ImageVerdict } from './verdict.js';

/** Characters of the texts of the verdicts of one question: each image may have many checks, and each of them many reasons. */
export const maxVerdictText = 2_000_000;

/** Counts the texts of the verdicts that one question collects, over all its images. */
export class VerdictBudget {
  private characters = 0;

  /** @param images how many the question is about, for the error. */
  constructor(private readonly images: number) {}

  /** @throws TOO_LARGE */
  add(verdicts: readonly Pick<ImageVerdict, 'explanation' | 'checks'>[]): void {
    for (const verdict of verdicts) this.characters += lengthOf(verdict);
    if (this.characters > maxVerdictText)
      throw new ApiError(
        'TOO_LARGE',
        `the verdicts on ${this.images} images take more than ${maxVerdictText} characters: ask about fewer at a time`,
      );
  }
}

function lengthOf({ explanation, checks }: Pick<ImageVerdict, 'explanation' | 'checks'>): number {
  let characters = explanation.length;
  for (const { explanation: why, displayName = '', reasons } of checks) {
    // Names and braces of the members beside.
    characters += why.length + displayName.length + 100;
    for (const { message, occurrences, attestors } of reasons) {
      characters += message.length + 50;
      for (const name of occurrences) characters += name.length;
      for (const name of attestors) characters += name.length;
    }
  }
  return characters;
}
