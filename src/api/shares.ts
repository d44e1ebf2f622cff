/** What runs longer than other requests, and few at once: uploads of reports, and events whose receivers fetch reports elsewhere. */
export type Lane = 'reports' | 'events';

/** What one caller holds of the shared limits. */
export interface Share {
  requests: number;
  readonly uploads: Record<Lane, number>;
  bodyBytes: number;
  uploadBytes: number;
}

/** Idle callers are removed above this number. */
const maxKnown = 10_000;

/** The shares of callers by principal. Idle ones are kept, so that most requests allocate none. */
export class Shares {
  private readonly shares = new Map<string, Share>();

  of(principal: string): Share {
    const known = this.shares.get(principal);
    if (known !== undefined) return known;
    if (this.shares.size >= maxKnown) this.forgetIdle();
    const share = { requests: 0, uploads: { reports: 0, events: 0 }, bodyBytes: 0, uploadBytes: 0 };
    this.shares.set(principal, share);
    return share;
  }

  private forgetIdle(): void {
    for (const [principal, { requests, uploads }] of this.shares)
      if (requests + uploads.reports + uploads.events === 0) this.shares.delete(principal);
  }
}
