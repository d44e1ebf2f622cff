import { parseReportTime } from '../common/discovery.js';
import { textIn, textsIn, type View, viewIn, viewsIn } from '../common/json-view.js';
import { parsePurl } from '../common/purl.js';
import type { Reading } from '../common/reading.js';
import { formatImage } from '../common/resource-uri.js';
import {
  addStatement,
  isOfAllVersions,
  type VexRemediation,
  type VexState,
  type VexStatement,
  writeStatements,
} from '../vex/statement.js';
import { localRef, purlOfRef } from './components.js';
import { aliasesOf } from './findings.js';
import { subjectOf } from './subject.js';

const states: Readonly<Record<string, VexState>> = {
  exploitable: 'AFFECTED',
  false_positive: 'NOT_AFFECTED',
  in_triage: 'UNDER_INVESTIGATION',
  not_affected: 'NOT_AFFECTED',
  resolved: 'FIXED',
  resolved_with_pedigree: 'FIXED',
};

/** The closest words of Grafeas. */
function justificationOf(word: string | undefined): string | undefined {
  if (word === 'code_not_present') return 'VULNERABLE_CODE_NOT_PRESENT';
  if (word === 'code_not_reachable') return 'VULNERABLE_CODE_NOT_IN_EXECUTE_PATH';
  if (word?.startsWith('requires_') === true) return 'VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY';
  return word?.startsWith('protected_') === true ? 'INLINE_MITIGATIONS_ALREADY_EXIST' : undefined;
}

const responses: Readonly<Record<string, VexRemediation | undefined>> = {
  can_not_fix: 'NONE_AVAILABLE',
  rollback: 'MITIGATION',
  update: 'VENDOR_FIX',
  will_not_fix: 'NO_FIX_PLANNED',
  workaround_available: 'WORKAROUND',
};

/** The analysis of each vulnerability that has one, as VEX statements. */
export function readAnalyses(
  head: View,
  rows: readonly View[],
  components: ReadonlyMap<string, View>,
  reading: Reading,
): void {
  const statements = new Map<string, VexStatement>();
  const images = (subjectOf(head).images ?? []).flatMap(({ repository, digest }) =>
    digest === undefined ? [] : formatImage(repository, digest),
  );
  const metadata = viewIn(head, 'metadata');
  const supplier = metadata === undefined ? undefined : viewIn(metadata, 'supplier');
  const publisher = (supplier === undefined ? undefined : textIn(supplier, 'name')) ?? 'unknown';
  const created = metadata === undefined ? undefined : textIn(metadata, 'timestamp');
  for (const row of rows) {
    const analysis = viewIn(row, 'analysis');
    if (analysis === undefined) continue;
    const id = textIn(row, 'id');
    const word = textIn(analysis, 'state') ?? '';
    const state = Object.hasOwn(states, word) ? states[word] : undefined;
    const refs = viewsIn(row, 'affects').flatMap((affected) => {
      const ref = textIn(affected, 'ref');
      return ref === undefined ? [] : { ref, isOfVersions: viewsIn(affected, 'versions').length > 0 };
    });
    if (id === undefined || state === undefined || refs.length === 0) {
      reading.warn(analysis, 'the analysis names no vulnerability, state or component and was left out');
      continue;
    }
    const reason = textIn(analysis, 'justification');
    for (const affected of refs.flatMap((ref) => affectedBy(ref, components, images))) {
      addStatement(
        {
          publisher,
          ...affected,
          vulnerability: [id, ...aliasesOf(row)],
          state,
          justification: justificationOf(reason),
          details: textIn(analysis, 'detail') ?? reason,
          remediations: textsIn(analysis, 'response').flatMap((response) => {
            const type = Object.hasOwn(responses, response) ? responses[response] : undefined;
            return type === undefined ? [] : { type };
          }),
          document: textIn(head, 'serialNumber') ?? 'cyclonedx',
          time: parseReportTime(
            textIn(analysis, 'lastUpdated') ?? textIn(analysis, 'firstIssued') ?? created,
          ),
        },
        statements,
        reading,
      );
    }
  }
  writeStatements(statements, reading);
}

/**
 * What an analysis is about: a component of the image that the document describes is a part of it, and each digest of the image a
 * product. Any other component is a product itself.
 */
function affectedBy(
  { ref, isOfVersions }: { readonly ref: string; readonly isOfVersions: boolean },
  components: ReadonlyMap<string, View>,
  images: readonly string[],
): readonly Pick<VexStatement, 'product' | 'parts'>[] {
  const component = components.get(ref) ?? components.get(localRef(ref));
  const purl = component === undefined ? purlOfRef(ref) : textIn(component, 'purl');
  const name = component === undefined ? undefined : textIn(component, 'name');
  const isPart = isOfVersions && purl !== undefined && isOfAllVersions(purl);
  if (component !== undefined && purl !== undefined && !isImagePurl(purl) && images.length > 0)
    return images.map((uri) => ({ product: { name: uri, id: uri, uri, isPart }, parts: [purl] }));
  return [{ product: { name: name ?? purl ?? ref, id: purl ?? ref, uri: purl, isPart } }];
}

function isImagePurl(text: string): boolean {
  return /^(?:oci|docker)$/.test(parsePurl(text)?.type ?? '');
}
