import { ApiError, invalidField } from '../../domain/errors.js';
import { isObject } from '../../domain/is-object.js';
import { longJson, readJson, readJsonInSlices } from '../../domain/json.js';
import type { ImportResult } from '../imports.js';
import type { Source } from './source.js';

/** What receivers share. */

export type Members = Readonly<Record<string, unknown>>;

/** An event as it arrived. */
export interface HookRequest {
  /** Where occurrences go: `projects/P`. */
  readonly parent: string;
  /** The body. */
  readonly event: Buffer;
  /** Where notes go; the format's own project where absent. */
  readonly provider?: string | undefined;
  /** Host of the images, where it is not the configured address; for Clair a repository, for images that are not known. */
  readonly repository?: string | undefined;
  readonly distro?: string | undefined;
  /** `X-Hub-Signature-256`. */
  readonly signature?: string | undefined;
}

/** What became of an event. */
export interface HookResult {
  /** Reports that were imported. */
  readonly imported: readonly Imported[];
  /** What was left out, and why. */
  readonly ignored: readonly string[];
}

export interface Imported {
  readonly resource: string;
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
}

/** One report to import, fetched when it is its turn. */
export interface Delivery {
  readonly resource: string | undefined;
  readonly format: string | undefined;
  /** Undefined where there is no report to be had. */
  readonly fetch: () => Promise<Buffer | undefined>;
}

/** The reports that an event announces. `done` is called once all of them are stored. */
export interface Deliveries {
  readonly deliveries: readonly Delivery[];
  readonly ignored: readonly string[];
  readonly done?: () => Promise<void>;
}

export const nothing = (why: string): Deliveries => ({ deliveries: [], ignored: [why] });

/** An event has up to 4 MiB, so a long one is read in slices. @throws INVALID_JSON, INVALID_FIELD */
export async function parseEvent(event: Buffer): Promise<Members> {
  const value = event.length < longJson ? readJson(event) : await readJsonInSlices(event);
  if (!isObject(value)) throw invalidField('event', 'expected a JSON object');
  return value;
}

/** A page of a source, which may be long: read in slices too. @throws SOURCE_UNAVAILABLE */
export async function parsePage(source: string, page: Buffer): Promise<Members> {
  try {
    return await parseEvent(page);
  } catch (cause) {
    throw new ApiError('SOURCE_UNAVAILABLE', `${source} returns something else than a page of JSON`, {
      cause,
    });
  }
}

export function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A digest as events name it; it goes into paths of requests. @throws INVALID_FIELD */
export function digestOf(value: unknown, field: string): string {
  if (typeof value !== 'string' || !/^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/.test(value))
    throw invalidField(field, 'must be a digest such as sha256:4bf5…');
  return value;
}

/** Path of a repository, such as `team/app`; no segment of it is `.` or `..`. @throws INVALID_FIELD */
export function repositoryOf(value: unknown, field: string): string {
  const isPath =
    typeof value === 'string' &&
    value.length <= 512 &&
    value.split('/').every((part) => /^[a-zA-Z0-9](?:[\w.-]*)$/.test(part));
  if (!isPath) throw invalidField(field, 'must be the path of a repository');
  return value;
}

/** @throws SOURCE_UNKNOWN */
export function requireSource(source: Source | undefined, setting: string): Source {
  if (source !== undefined) return source;
  throw new ApiError('SOURCE_UNKNOWN', `${setting} is not set, so reports cannot be fetched`);
}

export function toImported({ resources, occurrences, discovery }: ImportResult): Imported {
  const sum = (change: 'created' | 'updated' | 'removed'): number => occurrences[change] + discovery[change];
  return {
    resource: resources.join(' '),
    created: sum('created'),
    updated: sum('updated'),
    removed: sum('removed'),
  };
}
