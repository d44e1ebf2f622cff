import { formatOccurrenceName, type OccurrenceKey } from '../domain/names.js';
import { parseForms, v1beta1Text } from '../kinds/stored-text.js';
import { toFindingFact } from '../policy/checks/findings.js';
import { type FindingFact, kindOfFindings, type Members, type OccurrenceFact } from '../policy/facts.js';

/** An occurrence as a list returns it. */
export interface Found extends OccurrenceKey {
  readonly document: string;
}

/** Before the details of a finding, which the other members of a document precede. */
const detailsOfFinding = ',"vulnerability":';

/**
 * The text of a finding up to its details, and from there on. Undefined for other occurrences. As the texts have no white space, what is found is the
 * name of a member; it is that of the document itself if the second text, as an object, is JSON.
 */
function splitFinding(document: string): { readonly head: string; readonly details: string } | undefined {
  const text = v1beta1Text(document);
  const at = text.indexOf(detailsOfFinding);
  return at < 0 ? undefined : { head: text.slice(0, at), details: text.slice(at + 1) };
}

/** Characters of documents, in one of two generations, and of one of them. */
const maxKept = 8 * 1024 * 1024;
const maxText = 16 * 1024;

/**
 * The facts of findings about their packages, by the text of their details. Images that share a layer share these texts. Parsing is a
 * pure function, so entries are never outdated. Documents that were not used in the last `maxKept` characters are dropped.
 */
export class KeptFindings {
  private recent = new Map<string, FindingFact>();
  private before = new Map<string, FindingFact>();
  private characters = 0;

  /** Undefined if the text is not the end of the document of a finding. */
  read(details: string): FindingFact | undefined {
    const known = this.recent.get(details);
    if (known !== undefined) return known;
    const finding = this.before.get(details) ?? parseDetails(details);
    if (finding !== undefined && details.length <= maxText) this.keep(details, finding);
    return finding;
  }

  private keep(details: string, finding: FindingFact): void {
    // The text is part of its document, which stays in memory with it.
    this.characters += details.length * 2;
    if (this.characters > maxKept) {
      this.before = this.recent;
      this.recent = new Map();
      this.characters = details.length * 2;
    }
    this.recent.set(details, finding);
  }
}

function parseDetails(details: string): FindingFact | undefined {
  try {
    const { vulnerability } = JSON.parse(`{${details}`) as Members;
    return toFindingFact(vulnerability);
  } catch {
    // The member is one of a member.
    return undefined;
  }
}

/**
 * A finding whose document is parsed only if more is needed than the facts about its packages: a policy reads hundreds of findings and
 * names a few.
 */
class StoredFinding implements OccurrenceFact {
  readonly kind = kindOfFindings;
  private parsedHead: Members | undefined;

  constructor(
    private readonly found: Found,
    private readonly head: string,
    readonly finding: FindingFact,
  ) {}

  get name(): string {
    return formatOccurrenceName(this.found);
  }
  get noteName(): string {
    return textOf(this.members.noteName);
  }
  get createTime(): string {
    return textOf(this.members.createTime);
  }
  get resourceUri(): string {
    return uriOf(this.members);
  }
  get v1beta1(): Members {
    return parseForms<Members>(this.found.document).v1beta1;
  }
  get v1(): Members | undefined {
    return parseForms<Members>(this.found.document).v1;
  }

  private get members(): Members {
    this.parsedHead ??= JSON.parse(`${this.head}}`) as Members;
    return this.parsedHead;
  }
}

/** @param analysisOf the `analysisKind` of the note of a scan. */
export function toFact(
  found: Found,
  kept: KeptFindings,
  analysisOf: (noteName: string) => Promise<string | undefined>,
): OccurrenceFact | Promise<OccurrenceFact> {
  const parts = splitFinding(found.document);
  const finding = parts === undefined ? undefined : kept.read(parts.details);
  if (parts !== undefined && finding !== undefined) return new StoredFinding(found, parts.head, finding);
  return parseFact(found, analysisOf);
}

async function parseFact(
  found: Found,
  analysisOf: (noteName: string) => Promise<string | undefined>,
): Promise<OccurrenceFact> {
  const { v1beta1, v1 } = parseForms<Members>(found.document);
  const shown = v1 ?? v1beta1;
  const noteName = textOf(shown.noteName);
  const isScan = 'discovered' in v1beta1 || 'discovery' in shown;
  return {
    name: formatOccurrenceName(found),
    noteName,
    resourceUri: textOf(v1?.resourceUri) || uriOf(v1beta1),
    kind: textOf(shown.kind),
    createTime: textOf(shown.createTime),
    v1beta1,
    v1,
    finding: 'vulnerability' in v1beta1 ? toFindingFact(v1beta1.vulnerability) : undefined,
    analysisKind: isScan ? await analysisOf(noteName) : undefined,
  };
}

function uriOf({ resource }: Members): string {
  return textOf((resource as { readonly uri?: unknown } | undefined)?.uri);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
