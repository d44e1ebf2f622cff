import { formatNoteName } from '../../domain/names.js';
import { noteId } from './note-id.js';
import type { Reading } from './reading.js';
import { optional } from './vulnerability-note.js';

/** A bill of materials that was uploaded. */
export interface Sbom {
  /** `cyclonedx` or `spdx`. */
  readonly format: string;
  readonly version: string;
  readonly mimeType: string;
  /** What it describes. */
  readonly uri: string;
  /** Name of the described artifact, as in the document. */
  readonly name: string;
  /** The document's own URI. */
  readonly location: string | undefined;
  /** SHA-256 of the document in hex. */
  readonly digest: string;
}

/**
 * Adds the SBOM_REFERENCE of a document, with its digest. Two documents of one artifact are two
 * occurrences; the same document again is the same occurrence. Its signatures and its text are not kept.
 */
export function addSbom(sbom: Sbom, reading: Reading): void {
  const { format, version, mimeType, uri, name, location, digest } = sbom;
  const noteName = formatNoteName({
    scope: reading.options.provider,
    id: noteId(`sbom-${format}-${version}`),
  });
  const subject = /@(sha256):([0-9a-f]{64})$/.exec(uri);
  reading.about(uri);
  addStatus(uri, reading);
  reading.note(noteName, {
    shortDescription: `Bills of materials in ${format} ${version}.`,
    sbomReference: { format, version },
  });
  reading.occurrence({
    resource: { uri },
    noteName,
    sbomReference: {
      payloadType: 'application/vnd.in-toto+json',
      payload: {
        _type: 'https://in-toto.io/Statement/v0.1',
        predicateType: 'https://bcid.corp.google.com/reference/v0.1',
        subject: [
          { name, ...(subject === null ? {} : { digest: { [subject[1] ?? '']: subject[2] ?? '' } }) },
        ],
        predicate: {
          referrerId: reading.tool,
          ...optional('location', location),
          mimeType,
          digest: { sha256: digest },
        },
      },
    },
  });
}

/** The DISCOVERY that a bill of materials exists. It is not a scan: it has no status of an analysis. */
function addStatus(uri: string, reading: Reading): void {
  const noteName = formatNoteName({ scope: reading.options.provider, id: 'sbom-status' });
  reading.note(noteName, {
    shortDescription: 'Whether there is a bill of materials.',
    discovery: { analysisKind: 'SBOM_REFERENCE' },
  });
  const discovered = { discovered: { sbomStatus: { sbomState: 'COMPLETE' } } };
  reading.discovered({
    occurrence: { resource: { uri }, noteName, discovered },
    timed: false,
    copy: false,
  });
}
