/**
 * Wakes background work. The work itself is stored, so it is found later if nothing listens.
 *
 * @example
 * const background = new Background();
 * const stop = background.onWake(() => void look());
 * background.wake(); // look() runs
 */
export class Background {
  private readonly listeners = new Set<() => void>();

  /** Returns a function that stops listening. */
  onWake(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  wake(): void {
    for (const listener of this.listeners) listener();
  }
}
