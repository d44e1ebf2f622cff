import { ApiError } from '../../domain/errors.js';
import type { Warn } from '../types.js';
import { listIn, numberIn, pointerTo, textIn, textOf, type View, viewIn, viewOf } from './json-view.js';

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
      warn(violation?.field ?? '', `${violation?.description ?? error.message}; this member was left out`);
      return undefined;
    }
  };
  const elements = <T>(
    view: View,
    member: string,
    read: (value: unknown, pointer: string) => T,
  ): NonNullable<T>[] =>
    (soft(() => listIn(view, member)) ?? []).flatMap(
      (value, index) => soft(() => read(value, `${pointerTo(view, member)}/${index}`)) ?? [],
    );
  return {
    text: (view: View, member: string): string | undefined => soft(() => textIn(view, member)),
    number: (view: View, member: string): number | undefined => soft(() => numberIn(view, member)),
    view: (view: View, member: string): View | undefined => soft(() => viewIn(view, member)),
    texts: (view: View, member: string): string[] => elements(view, member, textOf),
    views: (view: View, member: string): View[] => elements(view, member, viewOf),
  };
}
