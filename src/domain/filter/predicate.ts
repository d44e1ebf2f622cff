import type { PackageKey } from '../packages.js';

/**
 * A filter after parsing and checking: every field exists, every value has the field's type. Backends
 * translate or evaluate it; they never see filter text.
 */
export type Predicate =
  | { readonly op: 'and' | 'or'; readonly terms: readonly Predicate[] }
  | { readonly op: 'not'; readonly term: Predicate }
  | { readonly op: 'constant'; readonly value: boolean }
  /** A missing field compares false with everything but `!=`, which is true. Repeated: true if any element matches (`!=`: if none equals). */
  | {
      readonly op: 'compare';
      readonly field: FilterField;
      readonly comparator: Comparator;
      readonly value: FilterValue;
    }
  /** The field is in the document (proto3: set and not the default), or the map has the key. Columns: not 0 or empty. */
  | { readonly op: 'present'; readonly field: FilterField }
  /** The text contains the value; case matters. */
  | { readonly op: 'contains'; readonly field: FilterField; readonly value: string }
  /** Names a package that holds. Stands beside other terms of a conjunction only. */
  | {
      readonly op: 'package';
      readonly name: string;
      readonly holds: (found: Pick<PackageKey, 'type' | 'version'>) => boolean;
    }
  | { readonly op: 'prefix' | 'suffix'; readonly field: FilterField; readonly value: string };

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * Values by field type: text and bytes (base64) as string, enums as their number, times as nanoseconds since the
 * epoch (bigint), 64-bit integers as bigint, other numbers as number.
 */
export type FilterValue = string | number | bigint | boolean;

export type FilterFieldType =
  | 'text'
  | 'bytes'
  | 'enum'
  | 'int32'
  | 'int64'
  | 'float'
  | 'bool'
  | 'time'
  | 'message';

/** Columns every backend has for a note or an occurrence. `id` is the last part of the name. */
export type CoreColumn =
  | 'scope'
  | 'id'
  | 'kind'
  | 'noteScope'
  | 'noteId'
  | 'resourceUri'
  | 'createTime'
  | 'updateTime'
  | 'severity'
  | 'fixable';

export interface FilterField {
  /** As the catalogue prints it, such as `vulnerability.effectiveSeverity`. */
  readonly name: string;
  readonly type: FilterFieldType;
  /** Enum names by number, for fields of type enum: documents hold names (numbers for unknown values). */
  readonly enumNames?: ReadonlyMap<number, string>;
  /**
   * The value of an absent leaf of a present message, since proto3 stores no defaults. Without it (members of a oneof, list
   * elements, map values, times, messages) the value is missing.
   */
  readonly defaultValue?: FilterValue;
  /** The column of the field; without one the path is followed in the document. */
  readonly column?: CoreColumn;
  readonly path: readonly PathStep[];
  /** Each value is the name of a package of the object. */
  readonly isPackageName?: true;
}

export type PathStep =
  | { readonly step: 'field'; readonly name: string }
  /** Every element of the list reached so far. */
  | { readonly step: 'each' }
  /** One value of the map reached so far. */
  | { readonly step: 'key'; readonly key: string };
