import type { Answer, WireRequest } from './http-client.js';

/** One thing a Grafeas server does, and why clients need it. */
export interface Case {
  /** Stable, such as `paths.colon-in-id`. */
  readonly id: string;
  /** Section of the contract the case is from, such as `1.2`. */
  readonly section: string;
  readonly title: string;
  readonly why: string;
  /** The one version it is about; both where it is left out. */
  readonly only?: Version;
  /** @throws Difference where the server does something else. */
  run(session: Session): Promise<void>;
}

/** What the server did instead. */
export class Difference extends Error {
  constructor(readonly seen: string) {
    super(seen);
    this.name = 'Difference';
  }
}

export type Json = Readonly<Record<string, unknown>>;

export type Version = 'v1beta1' | 'v1';

/**
 * The server under test. Paths of the short forms begin behind the version, and objects are bodies of v1beta1: a session
 * of v1 sends what is said so there.
 */
export interface Session {
  readonly version: Version;
  /** What is sent of a body of v1beta1 to a path. */
  said(path: string, body: Json): Json;
  /** The path is one of v1beta1, and is sent to the version; a body is sent as it is. */
  send(request: WireRequest): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Objects are sent as JSON, texts as they are. */
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  remove(path: string): Promise<Answer>;
  /** The id of a project nobody has used. */
  fresh(): string;
}

interface Group {
  readonly id: string;
  readonly section: string;
}

/** Declares the cases of one section: `add(name, title, why, run)`. */
export function caseGroup({ id, section }: Group): {
  readonly cases: Case[];
  /** `only` is the one version that a case is about. */
  add(name: string, title: string, why: string, run: Case['run'], only?: Version): void;
} {
  const cases: Case[] = [];
  return {
    cases,
    add(name, title, why, run, only) {
      const about = only === undefined ? {} : { only };
      cases.push({ id: `${id}.${name}`, section, title, why, run, ...about });
    },
  };
}
