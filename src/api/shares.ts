/** What one caller holds of the shared limits. */
export interface Share {
  requests: number;
  uploads: number;
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
    const share = { requests: 0, uploads: 0, bodyBytes: 0, uploadBytes: 0 };
    this.shares.set(principal, share);
    return share;
  }

  private forgetIdle(): void {
    for (const [principal, { requests, uploads }] of this.shares)
      if (requests + uploads === 0) this.shares.delete(principal);
  }
}
