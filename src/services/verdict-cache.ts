import type { PolicyVerdict } from '../policy/verdict.js';
import type { Stamp, Topic } from '../storage/repository-stamps.js';
import type { Permission, Target } from './context.js';

/** The verdict of a policy on one image, with its inputs. */
export interface KeptVerdict {
  readonly verdict: PolicyVerdict;
  /** When the occurrences were written that it names: RFC 3339, by name. */
  readonly written: ReadonlyMap<string, string>;
  /** Taken before anything was read. */
  readonly stamp: Stamp;
  readonly topics: readonly Topic[];
  /** Valid from `from` until `until`: milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
  /** The writer of the policy, and the checks of the writer's access. */
  readonly writer: string;
  readonly asked: readonly RecordedAccess[];
}

export interface RecordedAccess {
  readonly permission: Permission;
  readonly target: Target;
  readonly isAllowed: boolean;
}

/** Verdicts; each has some KB. */
const maxKept = 4096;
/** Characters of the key, and of the explanation, beyond which a verdict is not kept. */
const maxKey = 4096;
const maxExplained = 16_384;

/** The most recently used verdicts. The caller checks whether one is still valid. */
export class VerdictCache {
  private readonly kept = new Map<string, KeptVerdict>();

  get(key: string): KeptVerdict | undefined {
    const found = this.kept.get(key);
    if (found !== undefined) {
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found;
  }

  set(key: string, verdict: KeptVerdict): void {
    const explained = verdict.verdict.images.reduce((sum, { explanation }) => sum + explanation.length, 0);
    this.kept.delete(key);
    if (key.length > maxKey || explained > maxExplained) return;
    this.kept.set(key, verdict);
    const [oldest] = this.kept.keys();
    if (this.kept.size > maxKept && oldest !== undefined) this.kept.delete(oldest);
  }
}
