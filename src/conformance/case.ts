import type { WireRequest, WireResponse } from './http-client.js';

/** One requirement on a Grafeas server, and why clients need it. */
export interface Case {
  /** Stable: the group and a name, such as `paths.colon-in-id`. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** The only version that it applies to; both by default. */
  readonly only?: Version;
  /** @throws Difference if the server behaves otherwise. */
  run(session: Session): Promise<void>;
}

/** What the server did instead of what the case requires. */
export class Difference extends Error {
  constructor(readonly seen: string) {
    super(seen);
    this.name = 'Difference';
  }
}

export type Json = Readonly<Record<string, unknown>>;

export type Version = 'v1beta1' | 'v1';

/**
 * The server under test. Paths of the short forms start after the version, such as `/projects/p/notes`. Bodies that are
 * objects are of v1beta1: a session of v1 converts them.
 */
export interface Session {
  readonly version: Version;
  /** Converts a body of v1beta1 for a path to the version of the session. */
  toVersion(path: string, body: Json): Json;
  /** Sends a request. The path is one of v1beta1 and is changed to the session's version; the body is sent unchanged. */
  send(request: WireRequest): Promise<WireResponse>;
  get(path: string): Promise<WireResponse>;
  /** Objects are converted and sent as JSON, texts unchanged. */
  post(path: string, body?: unknown): Promise<WireResponse>;
  patch(path: string, body?: unknown): Promise<WireResponse>;
  remove(path: string): Promise<WireResponse>;
  /** Returns the id of an unused project. */
  newProject(): string;
}

/**
 * Declares the cases of one group.
 *
 * @example
 * const { cases, add } = caseGroup('names');
 * add('absent', 'absent objects are 404', 'clients create them then', async (s) => { … }); // names.absent
 */
export function caseGroup(id: string): {
  readonly cases: Case[];
  /** `only` is the only version that the case applies to. */
  add(name: string, title: string, why: string, run: Case['run'], only?: Version): void;
} {
  const cases: Case[] = [];
  return {
    cases,
    add(name, title, why, run, only) {
      const about = only === undefined ? {} : { only };
      cases.push({ id: `${id}.${name}`, title, why, run, ...about });
    },
  };
}
