/** A system that events come from, at its one configured address; requests go nowhere else. */
export interface Source {
  /** Host and port of the address, such as `registry.example:8443`. */
  readonly host: string;
  /**
   * The body of a JSON resource. `path` names it beneath the address, each segment as it is to be read there.
   *
   * @throws SOURCE_UNAVAILABLE; undefined where it is not there
   */
  get(path: readonly string[], options?: SourceOptions): Promise<Fetched | undefined>;
  /** Deletes a resource; one that is not there is no error. @throws SOURCE_UNAVAILABLE */
  remove(path: readonly string[], options?: SourceOptions): Promise<void>;
}

export interface Fetched {
  readonly body: Buffer;
  /** The Link header; empty where there is none. */
  readonly link: string;
}

export interface SourceOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** Those that are configured. */
export interface Sources {
  readonly harbor?: Source | undefined;
  readonly clair?: Source | undefined;
  readonly github?: Source | undefined;
}
