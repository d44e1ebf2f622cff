import { createHash } from 'node:crypto';
import { formatNoteName } from '../../domain/names.js';
import { timestampToMicros } from '../../domain/timestamp.js';
import type { NoteDocument } from '../../kinds/registry.js';
import { partLabel } from '../../kinds/vulnerability-assessment/assesses.js';
import { isCve } from '../common/note-id.js';
import { parsePurl } from '../common/purl.js';
import type { Reading } from '../common/reading.js';
import { cutText } from '../common/text.js';
import { optional } from '../common/vulnerability-note.js';

export type VexState = 'AFFECTED' | 'NOT_AFFECTED' | 'FIXED' | 'UNDER_INVESTIGATION';

export type VexRemediation = 'MITIGATION' | 'NO_FIX_PLANNED' | 'NONE_AVAILABLE' | 'VENDOR_FIX' | 'WORKAROUND';

/** A publisher's statement about a vulnerability in one product. */
export interface VexStatement {
  readonly publisher: string;
  /** URL that is the publisher's own. */
  readonly namespace?: string | undefined;
  readonly product: {
    readonly name: string;
    readonly id?: string | undefined;
    readonly uri?: string | undefined;
    /** Whether the statement is about less than the URI and the parts name: some of their versions, or a part of the product. */
    readonly isPart?: boolean | undefined;
  };
  /** Parts of the product, if the statement is only about them. */
  readonly parts?: readonly string[] | undefined;
  /** Name and aliases. */
  readonly vulnerability: readonly [string, ...string[]];
  readonly title?: string | undefined;
  readonly state: VexState;
  readonly justification?: string | undefined;
  /** The reason, in prose. */
  readonly details?: string | undefined;
  readonly impacts?: readonly string[] | undefined;
  readonly remediations?: readonly { readonly type: VexRemediation; readonly details?: string | undefined }[];
  /** The document of the statement, and its canonical time. */
  readonly document: string;
  readonly time: string | undefined;
}

/**
 * Adds the VULNERABILITY_ASSESSMENT note of a statement: one for each publisher, product with its parts, and
 * vulnerability. Of several in one document the last by time is used, of those without times the last one.
 */
export function addStatement(
  statement: VexStatement,
  statements: Map<string, VexStatement>,
  reading: Reading,
): void {
  reading.charge(`the statement about ${vulnerabilityOf(statement)}`, statement);
  const key = JSON.stringify([
    statement.namespace ?? statement.publisher,
    statement.product.id ?? statement.product.name,
    [...(statement.parts ?? [])].sort(),
    vulnerabilityOf(statement),
  ]);
  const before = statements.get(key);
  if (before === undefined || !isOlder(statement.time, before.time)) statements.set(key, statement);
}

export function isOlder(time: string | undefined, than: string | undefined): boolean {
  return time !== undefined && than !== undefined && timestampToMicros(time) < timestampToMicros(than);
}

export function writeStatements(statements: ReadonlyMap<string, VexStatement>, reading: Reading): void {
  for (const [key, statement] of statements) {
    const id = `vex-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
    reading.note(formatNoteName({ scope: reading.options.provider, id }), noteOf(statement));
  }
}

function vulnerabilityOf({ vulnerability }: VexStatement): string {
  return vulnerability.find(isCve)?.toUpperCase() ?? vulnerability[0];
}

const longText = 16 * 1024;

function noteOf(statement: VexStatement): NoteDocument {
  const {
    publisher,
    namespace,
    product,
    state,
    justification,
    details,
    impacts = [],
    document,
    time,
  } = statement;
  const vulnerabilityId = vulnerabilityOf(statement);
  const { parts = [], remediations = [] } = statement;
  // What is said of less clears nothing else; that less is affected is true of the whole.
  const isOfLess = product.isPart === true && (state === 'NOT_AFFECTED' || state === 'FIXED');
  const uri = isOfLess ? undefined : product.uri;
  const title = statement.title ?? `${vulnerabilityId} in ${product.name}`;
  return {
    shortDescription: cutText(title, 200),
    vulnerabilityAssessment: {
      title: cutText(title, 1000),
      publisher: { name: publisher, ...optional('publisherNamespace', namespace) },
      product: { name: product.name, ...optional('id', product.id), ...optional('genericUri', uri) },
      assessment: {
        vulnerabilityId,
        state,
        ...(parts.length === 0
          ? {}
          : { longDescription: cutText(`Of its parts only ${parts.join(', ')}.`, longText) }),
        // The time of the statement: another document replaces it if that is not older.
        relatedUris: [
          { url: document, ...optional('label', time) },
          ...parts.map((url) => ({ url, label: partLabel })),
        ],
        ...(impacts.length === 0 ? {} : { impacts: impacts.map((text) => cutText(text, longText)) }),
        ...(justification === undefined && details === undefined
          ? {}
          : {
              justification: {
                ...optional('justificationType', justification),
                ...optional('details', details === undefined ? undefined : cutText(details, longText)),
              },
            }),
        ...(remediations.length === 0
          ? {}
          : {
              remediations: remediations.map(({ type, details: how }) => ({
                remediationType: type,
                ...optional('details', how === undefined ? undefined : cutText(how, longText)),
              })),
            }),
      },
    },
  };
}

/**
 * Whether a URI names all versions of a product.
 *
 * @example isOfAllVersions('pkg:oci/app?repository_url=ghcr.io/org/app'); // true
 */
export function isOfAllVersions(uri: string): boolean {
  const purl = parsePurl(uri);
  if (purl === undefined) return !/@|:[^/]*$/.test(uri.replace(/^[a-z]+:\/\//i, ''));
  return purl.version === undefined && (purl.qualifiers.get('tag') ?? '') === '';
}

/** The words that OpenVEX and CSAF share, and Grafeas in capitals. */
export function justificationOf(word: string | undefined): string | undefined {
  return word !== undefined && justifications.has(word) ? word.toUpperCase() : undefined;
}

const justifications = new Set([
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
]);
