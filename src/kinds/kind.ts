import type { Message } from './message.js';

/** What the search columns of an occurrence hold beside its names and times. */
export interface SearchColumns {
  /** Number of the effective severity, 0 to 5. */
  readonly severity?: number;
  /** Whether at least one package issue has a fix. */
  readonly fixable?: boolean;
}

export interface Example {
  /** The whole note or occurrence in JSON, without what the server sets. */
  readonly value: Readonly<Record<string, unknown>>;
}

export interface InvalidExample extends Example {
  /** Which of the two the value is meant for. */
  readonly of: 'note' | 'occurrence';
  /** The path the error must name. */
  readonly path: string;
}

/** A path worth searching, beneath the kind's member. */
export interface SearchableField {
  /** Path within the note or occurrence in JSON names, such as `vulnerability.effectiveSeverity`. */
  readonly path: string;
  readonly of: 'note' | 'occurrence';
  /** The search column that answers it by comparison; without one the document is read, correct but slower. */
  readonly column?: keyof SearchColumns;
  /** Other names it answers to. */
  readonly aliases?: readonly string[];
}

/** One kind: everything the server knows of it. Code outside kinds/ and importers/ never names one. */
export interface Kind<N = unknown, O = unknown> {
  /** Value name in NoteKind. */
  readonly name: string;
  /** Number in NoteKind. */
  readonly number: number;
  readonly doc: string;
  /** Names of the v1alpha1 API that filters still use. */
  readonly aliases?: readonly string[];
  /** JSON name and field number of the note's member of `type`, and its message. */
  readonly note: Member<N>;
  /** The occurrence's member of `details`; kinds without occurrences have none. */
  readonly occurrence?: Member<O>;
  readonly searchable?: readonly SearchableField[];
  /** Search columns of the occurrence's details. */
  readonly columns?: (details: O) => SearchColumns;
  /** Whether `derive` needs the note's details for these; where not, the note's text is never parsed. */
  readonly derivesFromNote?: (details: O) => boolean;
  /** Fills what the server owes on create and update; `note` is given when derivesFromNote asked for it. */
  readonly derive?: (details: O, note: N | undefined) => O;
  readonly examples: {
    readonly notes: readonly Example[];
    readonly occurrences: readonly Example[];
    readonly invalid: readonly InvalidExample[];
  };
}

export interface Member<T> {
  readonly member: string;
  readonly number: number;
  readonly message: Message<T>;
}

/** Declares a kind; only here so that types are inferred from its messages. */
export function defineKind<N, O>(kind: Kind<N, O>): Kind {
  return kind as Kind;
}
