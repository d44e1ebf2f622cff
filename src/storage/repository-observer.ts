/** Told by a store of what no caller sees. Its functions must be cheap and must not throw. */
export interface StoreObserver {
  /** Writes of so many calls were committed together, in one transaction or statement. */
  onCommit(calls: number): void;
  /** The store has a pool of connections; `read` tells how it stands at any time. */
  onPool(read: () => PoolState): void;
  /** A get or list was answered by one of two databases; told only where there is a replica. */
  onRead(by: 'primary' | 'replica'): void;
}

export interface PoolState {
  readonly used: number;
  readonly free: number;
  /** Calls that wait for a connection. */
  readonly waiting: number;
}
