import { readFileSync } from 'node:fs';

/** Memory of processes, sampled while something runs. */
export interface Peaks {
  /** Kilobytes that each process has had at most (`VmHWM`), by name. */
  readonly most: Readonly<Record<string, number>>;
  /** The most kilobytes that processes had at the same time, by name of the sum: pages that several share count once (`Pss`). */
  readonly together: Readonly<Record<string, number>>;
}

/** The processes at one time, by name; several may have one name. */
export type Watched = Readonly<Record<string, readonly number[]>>;

/** Kilobytes of a member of a file of /proc; 0 where the process is gone. */
function kilobytes(pid: number, file: string, member: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, 'utf8');
    return Number(new RegExp(`^${member}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Child processes of all threads. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/**
 * Samples the processes every `every` milliseconds. `sums` names the processes that are added up.
 *
 * @example
 * const stop = watchMemory(() => ({ server: [pid], job: childrenOf(pid) }), { all: ['server', 'job'] });
 */
export function watchMemory(
  watched: () => Watched,
  sums: Readonly<Record<string, readonly string[]>>,
  every = 50,
): () => Peaks {
  const most: Record<string, number> = {};
  const together: Record<string, number> = {};
  const sample = (): void => {
    const now = new Map<string, number>();
    for (const [name, pids] of Object.entries(watched()))
      for (const pid of pids) {
        most[name] = Math.max(most[name] ?? 0, kilobytes(pid, 'status', 'VmHWM'));
        now.set(name, (now.get(name) ?? 0) + kilobytes(pid, 'smaps_rollup', 'Pss'));
      }
    for (const [sum, names] of Object.entries(sums)) {
      const total = names.reduce((all, name) => all + (now.get(name) ?? 0), 0);
      together[sum] = Math.max(together[sum] ?? 0, total);
    }
  };
  const timer = setInterval(sample, every);
  return () => {
    clearInterval(timer);
    sample();
    return { most, together };
  };
}
