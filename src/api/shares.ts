/** What one caller holds of what all callers share. */
export interface Share {
  requests: number;
  uploads: number;
  bodyBytes: number;
  uploadBytes: number;
}

/** Callers without anything are forgotten once so many are known. */
const maxKnown = 10_000;

/** The shares of callers by principal. Kept while callers come and go, so that a request makes none. */
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
