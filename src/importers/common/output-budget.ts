import { ApiError } from '../../domain/errors.js';
import { reportLimits } from './report.js';

/**
 * What one report may become, in characters of JSON: a part that many rows share, such as signed bytes with many subjects,
 * counts for each of them. So a small report never becomes a large result, however its parts refer to each other. What
 * multiplies is charged before it is copied, checked or printed.
 *
 * @example
 * const budget = new OutputBudget(upload.length);
 * budget.charge('the finding of CVE-2024-1', finding); // throws TOO_LARGE once the sum exceeds the limit
 */
export class OutputBudget {
  private readonly most: number;
  private left: number;

  /** @param reportBytes size of the report */
  constructor(reportBytes: number) {
    this.most = reportLimits.outputBytes + reportLimits.outputFactor * reportBytes;
    this.left = this.most;
  }

  /**
   * @param what the part of the report, for the error
   * @param times how often the value goes into the result
   * @throws TOO_LARGE
   */
  charge(what: string, value: unknown, times = 1): void {
    const before = this.left;
    this.take(value);
    if (times > 1) this.left -= (before - this.left) * (times - 1);
    if (this.left >= 0) return;
    throw new ApiError(
      'TOO_LARGE',
      `${what}: with it the report becomes notes and occurrences of more than ${this.most} bytes, the limit for its size`,
    );
  }

  /** Ends early if nothing is left. */
  private take(value: unknown): void {
    if (typeof value === 'string') this.left -= value.length + 3;
    else if (typeof value !== 'object' || value === null) this.left -= 6;
    else if (Array.isArray(value)) {
      this.left -= 2;
      for (const element of value) {
        if (this.left < 0) return;
        this.take(element);
      }
    } else {
      this.left -= 2;
      for (const name in value) {
        if (this.left < 0) return;
        const member = (value as Readonly<Record<string, unknown>>)[name];
        if (member === undefined) continue;
        this.left -= name.length + 3;
        this.take(member);
      }
    }
  }
}
