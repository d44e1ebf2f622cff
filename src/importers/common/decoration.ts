import { ApiError } from '../../domain/errors.js';
import { isObject } from '../../domain/is-object.js';
import type { Warn } from '../types.js';
import {
  listIn,
  numberIn,
  pointerTo,
  textIn,
  textOf,
  typeProblem,
  type View,
  viewIn,
  viewOf,
} from './json-view.js';

const leftOut = '; this member was left out';
const isText = (value: unknown): boolean => typeof value === 'string';

export type Decorations = ReturnType<typeof decorationsOf>;

/**
 * Readers of members that only describe a finding, such as its title. A member of another type is left out with a
 * warning, and the finding stays. Members that decide which finding it is, how severe it is or where it is fixed
 * are read with the strict readers of `json-view.ts`.
 */
export function decorationsOf(warn: Warn) {
  const soft = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ApiError) || error.reason !== 'INVALID_REPORT') throw error;
      const [violation] = error.violations;
      warn(violation?.field ?? '', `${violation?.description ?? error.message}${leftOut}`);
      return undefined;
    }
  };
  // Without an error for each: a list may have a hundred thousand elements of another type.
  const elements = (view: View, member: string, expected: string, fits: (value: unknown) => boolean) => {
    const pointer = pointerTo(view, member);
    const list = soft(() => listIn(view, member)) ?? [];
    return list.flatMap((value, index) => {
      const at = `${pointer}/${index}`;
      if (fits(value)) return [{ value, at }];
      warn(at, `${typeProblem(expected, value)}${leftOut}`);
      return [];
    });
  };
  return {
    text: (view: View, member: string): string | undefined => soft(() => textIn(view, member)),
    number: (view: View, member: string): number | undefined => soft(() => numberIn(view, member)),
    view: (view: View, member: string): View | undefined => soft(() => viewIn(view, member)),
    texts: (view: View, member: string): string[] =>
      elements(view, member, 'a string', isText).flatMap(({ value, at }) => textOf(value, at) ?? []),
    views: (view: View, member: string): View[] =>
      elements(view, member, 'an object', isObject).map(({ value, at }) => viewOf(value, at)),
  };
}
