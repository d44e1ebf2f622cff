import { useEffect, useRef, useState } from 'preact/hooks';

/** How far a list has been read. Only `done` means that counts are of the whole list. */
export type Progress = 'loading' | 'done' | 'paused' | 'failed';

export interface Rows<T> {
  readonly rows: readonly T[];
  readonly progress: Progress;
  readonly error?: unknown;
  /** Whether it is read at all; without, it stays `loading`. */
  readonly asked: boolean;
  /** Goes on where the list was paused. */
  resume(): void;
}

/** Items before the page is first updated, where the list has no pages of its own size. */
const usualStep = 1000;
/** How much a list grows between two updates, so that sorting and counting it again costs little in all. */
const growth = 1.25;
/** Items after which the reader is asked whether to go on. */
const pauseAfter = 100_000;

interface State<T> {
  readonly key: string;
  readonly rows: readonly T[];
  readonly progress: Progress;
  readonly error?: unknown;
}

/**
 * Reads a list to its end and shows it as it grows. Reads again when `key` changes; without a key nothing is read.
 * `firstStep` is the number of items after which it is first shown.
 *
 * @example const findings = useRows(uri, () => client.occurrences.list(parent, { filter }));
 */
export function useRows<T>(
  key: string | undefined,
  open: () => AsyncIterable<T>,
  firstStep = usualStep,
): Rows<T> {
  const begin = (): State<T> => ({ key: key ?? '', rows: [], progress: 'loading' });
  const [state, setState] = useState<State<T>>(begin);
  const wake = useRef(() => {});
  useEffect(() => {
    if (key === undefined) return;
    let stopped = false;
    const rows: T[] = [];
    const show = (progress: Progress, error?: unknown): void => {
      if (!stopped) setState({ key, rows: [...rows], progress, error });
    };
    const read = async (): Promise<void> => {
      let next = firstStep;
      for await (const row of open()) {
        if (stopped) return;
        if (rows.length > 0 && rows.length % pauseAfter === 0) {
          show('paused');
          await new Promise<void>((resolve) => {
            wake.current = resolve;
          });
          show('loading');
        }
        rows.push(row);
        if (rows.length < next) continue;
        show('loading');
        next = Math.ceil(rows.length * growth);
      }
      show('done');
    };
    show('loading');
    read().catch((error: unknown) => show('failed', error));
    return () => {
      stopped = true;
      wake.current();
    };
  }, [key]);
  // What was read for another key is never shown under this one.
  const current = state.key === (key ?? '') ? state : begin();
  return { ...current, asked: key !== undefined, resume: () => wake.current() };
}

export interface Value<T> {
  readonly value?: T;
  readonly error?: unknown;
}

/** One value, read again when `key` changes. */
export function useValue<T>(key: string | undefined, read: () => Promise<T>): Value<T> {
  const [state, setState] = useState<Value<T> & { key: string | undefined }>({ key });
  useEffect(() => {
    if (key === undefined) return;
    let stopped = false;
    read().then(
      (value) => stopped || setState({ key, value }),
      (error: unknown) => stopped || setState({ key, error }),
    );
    return () => {
      stopped = true;
    };
  }, [key]);
  return state.key === key ? state : {};
}

/** Requests of a list that are open at the same time. */
const atOnce = 4;

/**
 * What is read for each item, in order, a few at a time.
 *
 * @example for await (const count of eachOf(projects, (project) => countOf(project))) …
 */
export async function* eachOf<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  read: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  let next: T[] = [];
  for await (const item of items) {
    next.push(item);
    if (next.length < atOnce) continue;
    yield* await Promise.all(next.map(read));
    next = [];
  }
  yield* await Promise.all(next.map(read));
}

/** Reads each item once, however often it is asked for. */
export function onceEach<R>(read: (name: string) => Promise<R>): (name: string) => Promise<R> {
  const known = new Map<string, Promise<R>>();
  return (name) => {
    const asked = known.get(name) ?? read(name);
    known.set(name, asked);
    return asked;
  };
}

/** The text for a list without items. Only a list that was read to its end may say that nothing is stored. */
export function textIfEmpty(progress: Progress, none: string): string {
  if (progress === 'done') return none;
  return progress === 'loading' ? 'Loading…' : 'Unknown: the list is not complete.';
}

/** The worst progress of several lists. */
export function together(...lists: readonly Rows<unknown>[]): Progress {
  const order: readonly Progress[] = ['failed', 'paused', 'loading'];
  return order.find((progress) => lists.some((list) => list.progress === progress)) ?? 'done';
}
