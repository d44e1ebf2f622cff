import type { PackageKey } from '../domain/packages.js';
import type { Signed } from '../domain/signed.js';
import type { Message } from '../schema/message.js';

/** Search columns of an occurrence, besides its names and times. */
export interface SearchColumns {
  /** Number of the effective severity, 0 to 5. */
  readonly severity?: number;
  /** Whether at least one package issue has a fix. */
  readonly fixable?: boolean;
  /** Whether an assessment that is named says that the artifact is not affected. */
  readonly notAffected?: boolean;
}

/** What a note says of the occurrences of other notes (docs/adr/0040). */
export interface Assessment {
  /** Id of those notes, of whatever provider. */
  readonly noteId: string;
  /** The artifact as the writer spells it. */
  readonly product: string;
  /** Package URLs of the parts of the artifact that alone are meant; all of it where there are none. */
  readonly parts: readonly string[];
  /** Whether it makes occurrences look better: then it has to be about all of an occurrence, else about something of it. */
  readonly clears: boolean;
  /** What each of the occurrences gets, but for the name of the note. */
  readonly gives: Readonly<Record<string, unknown>>;
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
  /** The search column that is compared. Without one, the document is read, which is correct but slower. */
  readonly column?: 'severity' | 'fixable';
  /** Each of its values is the name of one of `packages`, so the package index finds it. */
  readonly isPackageName?: true;
  /** Other names that filters may use. */
  readonly aliases?: readonly string[];
}

/** One kind: everything the server knows about it. Code outside kinds/ and importers/ names no kind. */
export interface Kind<N = unknown, O = unknown> {
  /** Value name in NoteKind. */
  readonly name: string;
  /** Number in NoteKind of its version of the contract. */
  readonly number: number;
  /** The server's own id, stored in rows. It is the same in every version and never changes. */
  readonly id: number;
  readonly doc: string;
  /** Names from v1alpha1 that filters still use. */
  readonly aliases?: readonly string[];
  /** JSON name and field number of the note's member of `type`, and its message. */
  readonly note: Member<N>;
  /** The occurrence's member of `details`; kinds without occurrences have none. */
  readonly occurrence?: Member<O>;
  readonly searchable?: readonly SearchableField[];
  /** Search columns of the occurrence's details. */
  readonly columns?: (details: O) => SearchColumns;
  /** The packages that the occurrence's details name. They are indexed for search. */
  readonly packages?: (details: O) => readonly PackageKey[];
  /** Names of the packages that have a known fix. An occurrence is fixable if there is one. */
  readonly fixedPackages?: (details: O) => readonly string[];
  /** Whether the store counts the occurrences of each resource by severity and fix (docs/adr/0015). */
  readonly counted?: true;
  /** Members that the server fills in occurrences, in the order of filling (docs/adr/0022). */
  readonly derived?: readonly DerivedMember<N, O>[];
  /**
   * Whether occurrences are findings. Findings stay valid when their note is deleted and created again, as scanners do.
   * Other occurrences are evidence, which never counts for a later note of the same name (docs/adr/0023).
   */
  readonly findings?: true;
  /** What the kind's note says of the occurrences of other notes; undefined where it says nothing that can be applied. */
  readonly assesses?: (note: N) => Assessment | undefined;
  /** The signed parts of the occurrence's details; absent for kinds without signatures. */
  readonly signed?: (details: O) => readonly Signed[];
  readonly examples: {
    readonly notes: readonly Example[];
    readonly occurrences: readonly Example[];
    readonly invalid: readonly InvalidExample[];
  };
}

/**
 * A member of the occurrence's details that the server fills if the client omits it, for example
 * `{ path: ['effectiveSeverity'], own: ({ severity }) => severity, note: ({ details }) => details.severity }`.
 */
export interface DerivedMember<N = unknown, O = unknown> {
  /** Its path within the details, in JSON names. It is filled only if its parent is present. */
  readonly path: readonly string[];
  /** Its stored name, if that differs from its path: v1 has some members at other paths than v1beta1. */
  readonly name?: string;
  /** Its value from other members of the occurrence; those declared before it are filled. Takes precedence over `note`. */
  readonly own?: (details: O) => unknown;
  /** Its value from the note. */
  readonly note?: (note: NoteSource<N>) => unknown;
  /** Its value comes from the assessment that applies to the occurrence, with `noteName`. */
  readonly assessed?: true;
}

/** The parts of a note that its occurrences derive from. */
export interface NoteSource<N = unknown> {
  readonly shortDescription?: string | undefined;
  readonly longDescription?: string | undefined;
  readonly relatedUrl?: readonly unknown[] | undefined;
  /** The kind's member of the note. */
  readonly details: N;
}

/**
 * Derived members that have the same name in the note. `within` is the path of their parent in the occurrence's details,
 * and `stored` is that path in v1beta1.
 */
export function sameAsNote<N>(
  names: readonly (keyof N & string)[],
  within: readonly string[] = [],
  stored = within,
): readonly DerivedMember<N>[] {
  return names.map((name) => ({
    path: [...within, name],
    name: [...stored, name].join('.'),
    note: ({ details }) => details[name],
  }));
}

/** The member of a note or occurrence that holds the kind's message. */
export interface Member<T> {
  readonly member: string;
  /** Its name in v1beta1, if that differs. Update masks may use it, as Terraform's provider does. */
  readonly formerName?: string;
  readonly number: number;
  readonly message: Message<T>;
}

/**
 * Declares a kind; types are inferred from its messages. `id` defaults to the number, as for kinds of v1beta1. Kinds that
 * only v1 has get ids from 1000.
 *
 * @example defineKind({ name: 'SECRET', number: 15, doc, note, occurrence, findings: true, examples })
 */
export function defineKind<N, O>(kind: Omit<Kind<N, O>, 'id'> & { readonly id?: number }): Kind {
  return { id: kind.number, ...kind } as Kind;
}
