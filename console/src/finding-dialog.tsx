import { useEffect, useRef } from 'preact/hooks';
import { SeverityTag } from './bars.js';
import type { Finding } from './finding.js';
import { SameAs } from './parts.js';
import { formatRoute, noteRoute } from './route.js';
import type { Session } from './session.js';
import { Fields, Links, Raw, Text, Time, visible } from './text.js';
import { words } from './vex.js';

interface DialogProps {
  readonly session: Session;
  readonly finding: Finding;
  close(): void;
}

/** One finding with all that is stored of it. */
export function FindingDialog({ session, finding, close }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { occurrence, id, package: name, installed, fixedIn, fixable, severity, source } = finding;
  const { vulnerability, name: path = '', noteName = '' } = occurrence;
  const vex = vulnerability?.vexAssessment;
  return (
    <dialog ref={dialog} onClose={close} aria-label={`Finding ${visible(id)}`}>
      <form method="dialog">
        <button type="submit" class="close" aria-label="Close">
          ×
        </button>
      </form>
      <h2>
        <SeverityTag severity={severity} /> <Text>{id}</Text>
      </h2>
      <p>
        <Text limit={500}>{vulnerability?.shortDescription}</Text>
      </p>
      <Fields
        rows={[
          ['Package', name],
          ['Installed', installed],
          ['Fixed in', fixable ? (fixedIn === '' ? 'a fix exists' : fixedIn) : 'no fix known'],
          ['CVSS score', vulnerability?.cvssScore === undefined ? '' : String(vulnerability.cvssScore)],
          ['Found by', source],
          ['Stored since', <Time key="t" at={occurrence.createTime} />],
          ['VEX', vex === undefined ? '' : vexText(vex)],
        ]}
      />
      <p class="lines">
        <Text lines limit={2000}>
          {vulnerability?.longDescription}
        </Text>
      </p>
      <p class="actions">
        <a href={noteRoute(noteName)}>About this note</a>
        <a href={formatRoute('/who', { cve: id })} onClick={close}>
          Who else has it?
        </a>
        <a href={formatRoute('/who', { package: name })} onClick={close}>
          Who has this package?
        </a>
      </p>
      <Links urls={vulnerability?.relatedUrls ?? []} />
      <Raw value={occurrence} />
      <SameAs session={session} curl={{ path, query: {} }} cli={['get', path]} />
    </dialog>
  );
}

function vexText(vex: {
  state?: unknown;
  justification?: { justificationType?: unknown; details?: string };
}): string {
  const { justificationType, details } = vex.justification ?? {};
  return [words(vex.state), words(justificationType), details ?? '']
    .filter((part) => part !== '')
    .join(' – ');
}
