import { ApiError } from '../errors.js';

/**
 * INVALID_FILTER at a position of the text.
 *
 * @param index offset in `text`, in UTF-16 units from 0; the message has the character counted from 1.
 */
export function filterError(text: string, index: number, problem: string): ApiError {
  const position = positionAt(text, index);
  const description = `position ${position}: ${problem}`;
  return new ApiError('INVALID_FILTER', `filter: ${description}`, {
    violations: [{ field: 'filter', description }],
    metadata: { position: String(position) },
  });
}

/** The character of an offset, counted from 1. */
export function positionAt(text: string, index: number): number {
  return Array.from(text.slice(0, index)).length + 1;
}

/** Quotes a piece of the caller's text for a message, truncated. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
