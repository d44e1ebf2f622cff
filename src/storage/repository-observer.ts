/** Receives events of a store that callers do not see. Its functions must be cheap and must not throw. */
export interface StoreObserver {
  /** Writes of this number of calls were committed together, in one transaction or statement. */
  onCommit(calls: number): void;
  /** The store has a pool of connections; `read` returns its current state. */
  onPool(read: () => PoolState): void;
  /** One of the two databases served a get or list. Called only if there is a replica. */
  onRead(by: 'primary' | 'replica'): void;
}

export interface PoolState {
  readonly used: number;
  readonly free: number;
  /** Calls that wait for a connection. */
  readonly waiting: number;
}
