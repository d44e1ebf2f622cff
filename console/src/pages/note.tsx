import { useMemo } from 'preact/hooks';
import { SeverityTag } from '../bars.js';
import { formatVersion, noteParts, toFindings } from '../finding.js';
import { Findings } from '../findings.js';
import { useRows, useValue } from '../load.js';
import { ImageLink, ListProgress, Problem, SameAs, Section } from '../parts.js';
import { formatRoute, type Route } from '../route.js';
import type { ANote, Session } from '../session.js';
import { toSeverity } from '../severity.js';
import { Fields, Links, Raw, Text, Time } from '../text.js';

/** A note with its fields readable, and the occurrences under it. */
export function NotePage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { name = '' } = route.query;
  const { client } = session;
  const note = useValue(name, () => client.notes.get(name));
  const found = useRows(name, () => client.notes.occurrences(name, { pageSize: 1000 }));
  const findings = useMemo(() => found.rows.flatMap(toFindings), [found.rows]);
  const { source, id } = noteParts(name);
  const others = found.rows.filter(({ vulnerability }) => vulnerability === undefined);
  return (
    <>
      <p class="crumbs">
        <a href={formatRoute('/project', { name: `projects/${source}` })}>
          <Text>{source}</Text>
        </a>
      </p>
      <h1>
        <Text>{id}</Text>
      </h1>
      {note.error !== undefined && <Problem error={note.error} />}
      {note.value !== undefined && <About note={note.value} id={id} />}
      <ListProgress list={found} what="occurrences" />
      {(findings.length > 0 || note.value?.vulnerability !== undefined) && (
        <Section title="Found in" count={findings.length}>
          <Findings
            session={session}
            findings={findings}
            options={route.query}
            images
            none={found.progress === 'done' ? 'It is stored for no image that you may read.' : 'Reading…'}
          />
        </Section>
      )}
      {others.length > 0 && (
        <Section title="Occurrences" count={others.length}>
          <ul class="plain">
            {others.slice(0, 200).map((occurrence) => (
              <li key={occurrence.name}>
                <ImageLink uri={occurrence.resourceUri ?? ''} /> <Time at={occurrence.createTime} />
              </li>
            ))}
            {others.length > 200 && <li class="muted">and {others.length - 200} more</li>}
          </ul>
        </Section>
      )}
      <SameAs
        session={session}
        curl={{ path: `${name}/occurrences`, query: { pageSize: '1000' } }}
        cli={['list', 'occurrences', name]}
      />
    </>
  );
}

function About({ note, id }: { readonly note: ANote; readonly id: string }) {
  const { vulnerability, attestation, build, discovery, vulnerabilityAssessment } = note;
  const cvss = vulnerability?.cvssV4 ?? vulnerability?.cvssV3 ?? vulnerability?.cvssV2;
  const details = vulnerability?.details ?? [];
  return (
    <>
      <p class="lead">
        <Text limit={1000}>{note.shortDescription}</Text>
      </p>
      <Fields
        rows={[
          [
            'Kind',
            String(note.kind ?? '')
              .replaceAll('_', ' ')
              .toLowerCase(),
          ],
          [
            'Severity',
            vulnerability !== undefined && <SeverityTag severity={toSeverity(vulnerability.severity)} />,
          ],
          ['CVSS score', vulnerability?.cvssScore === undefined ? '' : String(vulnerability.cvssScore)],
          [
            'Published',
            vulnerability?.advisoryPublishTime && <Time key="p" at={vulnerability.advisoryPublishTime} />,
          ],
          ['Authority', attestation?.hint?.humanReadableName],
          ['Builder version', build?.builderVersion],
          ['Analyses', discovery === undefined ? '' : String(discovery.analysisKind)],
          ['VEX state', String(vulnerabilityAssessment?.assessment?.state ?? '')],
          ['Product', vulnerabilityAssessment?.product?.name],
          ['Expires', note.expirationTime && <Time key="e" at={note.expirationTime} />],
          ['Changed', <Time key="u" at={note.updateTime} />],
        ]}
      />
      {cvss !== undefined && <Vector cvss={cvss} />}
      <p>
        <Text lines limit={5000}>
          {note.longDescription}
        </Text>
      </p>
      {vulnerability !== undefined && (
        <p class="actions">
          <a href={formatRoute('/who', { cve: id })}>Who has it, by any scanner?</a>
        </p>
      )}
      {details.length > 0 && (
        <details>
          <summary>Affected packages ({details.length})</summary>
          <ul class="plain">
            {details.slice(0, 200).map((detail, index) => (
              <li key={index}>
                <Text>{detail.affectedPackage}</Text>
                {formatVersion(detail.fixedVersion) !== '' && (
                  <span class="muted">
                    {' '}
                    fixed in <Text>{formatVersion(detail.fixedVersion)}</Text>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Links urls={note.relatedUrl ?? []} />
      <Raw value={note} />
    </>
  );
}

/** A CVSS vector in words: `attackVector: ATTACK_VECTOR_NETWORK` is "Attack vector: network". */
function Vector({ cvss }: { readonly cvss: Readonly<Record<string, unknown>> }) {
  const metrics = Object.entries(cvss).filter(
    ([, value]) => typeof value === 'string' && !value.endsWith('UNSPECIFIED'),
  );
  if (metrics.length === 0) return null;
  const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return (
    <ul class="vector" aria-label="CVSS vector">
      {metrics.map(([name, value]) => {
        const plain = String(value).split('_').at(-1)?.toLowerCase();
        return (
          <li key={name} data-value={plain}>
            <span>{words(name)}</span> <b>{plain}</b>
          </li>
        );
      })}
    </ul>
  );
}
