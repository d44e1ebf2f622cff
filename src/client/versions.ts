import type { Filter } from './filter.js';
import type * as binaryauthorization from './generated/grafeas.binaryauthorization.v1.js';
import type * as v1 from './generated/grafeas.v1.js';
import type * as v1beta1 from './generated/grafeas.v1beta1.js';

type V1beta1 = v1beta1.components['schemas'];
type V1 = v1.components['schemas'];

/** The messages of each version of the API, generated from its OpenAPI document. */
interface Messages {
  v1beta1: {
    project: V1beta1['project.Project'];
    note: V1beta1['Note'];
    occurrence: V1beta1['Occurrence'];
    summary: V1beta1['VulnerabilityOccurrencesSummary'];
    totals: V1beta1['grafeas_ts.v1beta1.VulnerabilityTotals'];
    history: V1beta1['grafeas_ts.v1beta1.VulnerabilityHistory'];
  };
  v1: {
    project: V1['project.Project'];
    note: V1['Note'];
    occurrence: V1['Occurrence'];
    summary: V1['google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary'];
    totals: V1['grafeas_ts.v1.VulnerabilityTotals'];
    history: V1['grafeas_ts.v1.VulnerabilityHistory'];
  };
}

export type Version = keyof Messages;

/** The operations of each version, generated from its OpenAPI documents. */
interface Operations {
  v1beta1: v1beta1.operations;
  v1: v1.operations & Omit<binaryauthorization.operations, keyof v1.operations>;
}

export type OperationId<V extends Version = 'v1beta1'> = keyof Operations[V];

type Parameters<Operation> = Operation extends { parameters: infer P }
  ? { [Part in keyof P as Part extends 'path' | 'query' | 'header' ? Part : never]: P[Part] }
  : unknown;
type Body<Operation> = Operation extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : unknown;

/** The request of an operation: `path`, `query`, `header` and `body`, as far as it has them. */
export type CallRequest<V extends Version, Id extends OperationId<V>> = Parameters<Operations[V][Id]> &
  Body<Operations[V][Id]>;

/** The body of an operation's response. */
export type CallResponse<V extends Version, Id extends OperationId<V>> = Operations[V][Id] extends {
  responses: { 200: { content: { 'application/json': infer R } } };
}
  ? R
  : never;
export type Project<V extends Version = 'v1beta1'> = Messages[V]['project'];
export type Note<V extends Version = 'v1beta1'> = Messages[V]['note'];
export type Occurrence<V extends Version = 'v1beta1'> = Messages[V]['occurrence'];
export type Summary<V extends Version = 'v1beta1'> = Messages[V]['summary'];
export type Totals<V extends Version = 'v1beta1'> = Messages[V]['totals'];
export type History<V extends Version = 'v1beta1'> = Messages[V]['history'];

/** Paths without their version prefix. */
type PathsOf<Paths, V extends Version> = {
  [Path in keyof Paths as Path extends `/${V}${infer Rest}` ? Rest : never]: Paths[Path];
};
export type SharedPaths = PathsOf<v1beta1.paths, 'v1beta1'> & {
  [Path in keyof PathsOf<v1.paths, 'v1'>]: unknown;
};

export interface ListOptions {
  readonly filter?: Filter | string;
  /** Items per page. The iterator requests further pages itself. */
  readonly pageSize?: number;
}

export interface TotalsOptions {
  /** Projects per page. The iterator requests further pages itself. */
  readonly pageSize?: number;
  /** Days of history of each project, today among them; none by default. */
  readonly days?: number;
  /** How many packages to update and notes to fix of each project; none by default. */
  readonly fixes?: number;
  /** Only these of all projects, `projects/PROJECT`; 100 at most. */
  readonly projects?: readonly string[];
}

export interface UpdateOptions {
  /** Paths to change; by default the members that the given object has. */
  readonly mask?: readonly string[];
  /** Change only if the entity tag is still this one. */
  readonly ifMatch?: string;
}

/** The typed client. Methods are the same in every version; their messages are of version `V`. */
export interface GrafeasClient<V extends Version = 'v1beta1'> {
  /**
   * Any operation of the version, by its id in the OpenAPI document.
   *
   * @example await client.call('ListNotes', { path: { project: 'team' }, query: { pageSize: 10 } });
   */
  call<Id extends OperationId<V>>(id: Id, request: CallRequest<V, Id>): Promise<CallResponse<V, Id>>;
  readonly projects: {
    create(name: string): Promise<Project<V>>;
    get(name: string): Promise<Project<V>>;
    delete(name: string): Promise<void>;
    list(list?: ListOptions): AsyncGenerator<Project<V>>;
  };
  readonly notes: {
    create(parent: string, noteId: string, note: Note<V>): Promise<Note<V>>;
    batchCreate(parent: string, notes: Readonly<Record<string, Note<V>>>): Promise<Note<V>[]>;
    get(name: string): Promise<Note<V>>;
    update(name: string, note: Note<V>, update?: UpdateOptions): Promise<Note<V>>;
    delete(name: string): Promise<void>;
    list(parent: string, list?: ListOptions): AsyncGenerator<Note<V>>;
    /** Occurrences of a note in all projects. */
    occurrences(name: string, list?: ListOptions): AsyncGenerator<Occurrence<V>>;
  };
  readonly occurrences: {
    create(parent: string, occurrence: Occurrence<V>): Promise<Occurrence<V>>;
    batchCreate(parent: string, occurrences: readonly Occurrence<V>[]): Promise<Occurrence<V>[]>;
    get(name: string): Promise<Occurrence<V>>;
    /** The note of an occurrence. */
    note(name: string): Promise<Note<V>>;
    update(name: string, occurrence: Occurrence<V>, update?: UpdateOptions): Promise<Occurrence<V>>;
    delete(name: string): Promise<void>;
    /** Occurrences of a project, of one of its locations, or of all locations with `projects/PROJECT/locations/-`. */
    list(parent: string, list?: ListOptions): AsyncGenerator<Occurrence<V>>;
    summary(parent: string, filter?: Filter | string): Promise<Summary<V>>;
    /** What a project has in findings, or with `projects/-` each one; with the history of the last `days`. */
    totals(parent: string, options?: TotalsOptions): AsyncGenerator<Totals<V>>;
    /** How many findings a project had at the beginning of each of the last `days`. */
    history(parent: string, days?: number): Promise<History<V>>;
  };
}
