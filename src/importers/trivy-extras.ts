import { formatNoteName, type Scope } from '../domain/names.js';
import type { OccurrenceDocument } from '../kinds/registry.js';
import { pointerTo, textIn, type View, viewsIn } from './common/json-view.js';
import { noteId } from './common/note-id.js';
import type { Reading } from './common/reading.js';
import type { Scan } from './common/scan.js';
import { severityOf } from './common/severity.js';
import { cutText } from './common/text.js';
import type { TrivyResult } from './trivy-subjects.js';

/** Findings of Trivy other than vulnerabilities; imported only on request. */

/** Misconfigurations have a provider of their own, so that no gate takes a failed check for a CVE. */
export function misconfigProvider(provider: Scope): Scope {
  return `${provider}-misconfig`;
}

const knownStatuses: ReadonlySet<string> = new Set(['FAIL', 'PASS', 'EXCEPTION']);

/** The failed checks of a result. */
export function failedChecks(result: TrivyResult): View[] {
  return viewsIn(result.view, 'Misconfigurations').filter(
    (row) => (textIn(row, 'Status') ?? 'FAIL') === 'FAIL',
  );
}

/** Reads the failed checks of a result: the check is the note, the target the package. */
export function readMisconfigurations(result: TrivyResult, scan: Scan, { warn, decorations }: Reading): void {
  for (const row of viewsIn(result.view, 'Misconfigurations'))
    if (!knownStatuses.has(textIn(row, 'Status') ?? 'FAIL'))
      scan.doubt(pointerTo(row, 'Status'), 'the status of the check is not known');
  for (const row of failedChecks(result)) {
    const own = textIn(row, 'ID');
    const alias = textIn(row, 'AVDID');
    const { target } = result;
    if (target === undefined) {
      scan.skip(row, 'the misconfiguration names no target', own);
      continue;
    }
    if (own === undefined && alias !== undefined)
      scan.doubt(row, 'the misconfiguration has no ID of its own');
    const word = textIn(row, 'Severity');
    const primary = decorations.text(row, 'PrimaryURL');
    scan.add({
      uri: scan.uri,
      id: own ?? alias ?? '',
      aliases: alias === undefined || alias === own ? [] : [alias],
      package: {
        name: target,
        type: 'MISCONFIGURATION',
        version: undefined,
        scheme: 'opaque',
        cpeUri: `misconf:${result.ecosystem ?? 'unknown'}`,
      },
      fixes: [],
      severityName: word,
      ...severityOf(word, pointerTo(row, 'Severity'), warn),
      cvss: [],
      title: decorations.text(row, 'Title'),
      description: decorations.text(row, 'Description'),
      urls: [...(primary === undefined ? [] : [primary]), ...decorations.texts(row, 'References')],
      cwes: [],
      status: textIn(row, 'Status'),
      details: {},
    });
  }
}

/** Reads the secrets of a result: each rule is a note. Returns the names of these notes. The matched text is never imported. */
export function readSecrets(result: TrivyResult, scan: Scan, reading: Reading): Set<string> {
  const names = new Set<string>();
  for (const row of viewsIn(result.view, 'Secrets')) {
    const rule = textIn(row, 'RuleID');
    if (rule === undefined || result.target === undefined) {
      scan.skip(row, 'the secret names no rule or file', rule === undefined ? undefined : `secret-${rule}`);
      continue;
    }
    scan.checkNames([rule]);
    const name = formatNoteName({ scope: scan.target.provider, id: noteId(`secret-${rule}`) });
    const title = reading.decorations.text(row, 'Title') ?? rule;
    reading.note(name, { shortDescription: cutText(title, 200), secret: {} });
    names.add(name);
  }
  return names;
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
