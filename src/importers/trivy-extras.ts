import { formatNoteName, type Scope } from '../domain/names.js';
import type { NoteDocument, OccurrenceDocument } from '../kinds/registry.js';
import type { Finding } from './common/finding.js';
import { noteId } from './common/note-id.js';
import { severityOf } from './common/severity.js';
import { cutText } from './common/text.js';
import { pointerTo, textIn, textsIn, type View, viewsIn } from './common/view.js';
import type { TrivyResult, TrivySubject } from './trivy-subjects.js';
import type { Warn } from './types.js';

/** What Trivy finds beside vulnerabilities; imported only when asked for. */

/** Misconfigurations have a provider of their own, so that no gate takes a failed check for a CVE. */
export function misconfigProvider(provider: Scope): Scope {
  return `${provider}-misconfig`;
}

/** The failed checks of a result. */
export function failedChecks(result: TrivyResult): View[] {
  return viewsIn(result.view, 'Misconfigurations').filter(
    (row) => (textIn(row, 'Status') ?? 'FAIL') === 'FAIL',
  );
}

/** Failed checks as findings: the check is the note, the target the package. */
export function misconfigFindings(result: TrivyResult, subject: TrivySubject, warn: Warn): Finding[] {
  return failedChecks(result).flatMap((row) => {
    const id = textIn(row, 'ID') ?? textIn(row, 'AVDID');
    const target = result.target;
    if (id === undefined || target === undefined) {
      warn(row, 'the misconfiguration names no check or target and was left out');
      return [];
    }
    const word = textIn(row, 'Severity');
    const primary = textIn(row, 'PrimaryURL');
    const alias = textIn(row, 'AVDID');
    return {
      uri: subject.uri,
      id,
      aliases: alias === undefined || alias === id ? [] : [alias],
      package: {
        name: target,
        type: 'MISCONFIGURATION',
        version: undefined,
        scheme: 'opaque',
        cpeUri: `misconf:${result.ecosystem ?? 'unknown'}`,
      },
      fixes: [],
      severityName: word,
      severity: severityOf(word, pointerTo(row, 'Severity'), warn),
      cvss: [],
      title: textIn(row, 'Title'),
      description: textIn(row, 'Description'),
      urls: [...(primary === undefined ? [] : [primary]), ...textsIn(row, 'References')],
      cwes: [],
      status: textIn(row, 'Status'),
      details: {},
    };
  });
}

/** The notes of a result's secrets by name, one for each rule. What matched never leaves the report. */
export function secretsOf(result: TrivyResult, provider: Scope, warn: Warn): Map<string, NoteDocument> {
  const notes = new Map<string, NoteDocument>();
  for (const row of viewsIn(result.view, 'Secrets')) {
    const rule = textIn(row, 'RuleID');
    if (rule === undefined || result.target === undefined) {
      warn(row, 'the secret names no rule or file and was left out');
      continue;
    }
    const name = formatNoteName({ scope: provider, id: noteId(`secret-${rule}`) });
    notes.set(name, { shortDescription: cutText(textIn(row, 'Title') ?? rule, 200), secret: {} });
  }
  return notes;
}

/** One occurrence of a rule on a resource, with every file it matched in. */
export function secretOccurrence(uri: string, noteName: string, files: Iterable<string>): OccurrenceDocument {
  const paths = [...new Set(files)].sort();
  return {
    resource: { uri },
    noteName,
    secret: {
      kind: 'SECRET_KIND_UNKNOWN',
      locations: paths.map((filePath) => ({ fileLocation: { filePath } })),
    },
  };
}
