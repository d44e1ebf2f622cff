/**
 * Tells those who work in the background that there is something to do. What is to be done is stored: should nobody hear it, it is
 * found later.
 *
 * @example
 * const background = new Background();
 * const stop = background.onWake(() => void look());
 * background.wake(); // look() runs
 */
export class Background {
  private readonly listeners = new Set<() => void>();

  /** Returns what stops listening. */
  onWake(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  wake(): void {
    for (const listener of this.listeners) listener();
  }
}
