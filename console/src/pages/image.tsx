import { and, eq, ne, or } from 'grafeas-ts/client';
import { useMemo } from 'preact/hooks';
import { projectOf, toFindings } from '../finding.js';
import { Findings } from '../findings.js';
import { parseImage, repositoryOf, shortImage } from '../image-name.js';
import { onceEach, textIfEmpty, together, useRows, useValue } from '../load.js';
import { Coverage, ListProgress, SameAs, Section } from '../parts.js';
import { formatRoute, type Route } from '../route.js';
import { toScans, vulnerabilityScans } from '../scan.js';
import { everywhere, listUnder, type Session } from '../session.js';
import { number, Text, visible } from '../text.js';
import { readVerification } from '../verification.js';
import { Header } from './image-header.js';
import { Attestations, Builds, Deployments, Others, Packages } from './image-sections.js';
import { Vex } from './vex-section.js';

/** Everything that is stored of one image. */
export function ImagePage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { uri = '', in: parent = everywhere } = route.query;
  const { client, v1beta1 } = session;
  const { exact } = parseImage(uri);
  const spellings = exact.includes(uri) ? exact : [uri];
  const image = or(...spellings.map((spelling) => eq('resourceUrl', spelling)));
  const list = (filter: string) =>
    listUnder(session, parent, (under) => client.occurrences.list(under, { filter, pageSize: 1000 }));
  const facts = and(image, ne('kind', 'VULNERABILITY')).text;
  const key = `${parent} ${uri}`;
  const found = useRows(key, () => list(and(image, eq('kind', 'VULNERABILITY')).text));
  const other = useRows(key, () => list(facts));
  const spdx = useRows(key, () =>
    listUnder(session, parent, (under) =>
      v1beta1.occurrences.list(under, { filter: and(image, eq('kind', 'SPDX_PACKAGE')), pageSize: 1000 }),
    ),
  );
  const findings = useMemo(() => found.rows.flatMap(toFindings), [found.rows]);
  const ofKind = (...kinds: readonly string[]) =>
    other.rows.filter(({ kind }) => kinds.includes(String(kind)));
  const discoveries = ofKind('DISCOVERY');
  const counted = useValue(other.progress === 'loading' ? undefined : `${key} ${discoveries.length}`, () =>
    vulnerabilityScans(client, discoveries),
  );
  const attested = ofKind('ATTESTATION', 'DSSE_ATTESTATION');
  const verificationOf = useMemo(() => onceEach((name: string) => readVerification(client, name)), [key]);
  const scans = counted.value === undefined ? undefined : toScans(discoveries, counted.value);
  const projects =
    parent === everywhere
      ? [...new Set([...found.rows, ...other.rows].map((row) => projectOf(row.name ?? '')))]
      : [parent];
  const { name, digest } = shortImage(uri);
  const progress = together(found, other);
  const nothing = textIfEmpty(
    scans === undefined && progress === 'done' ? 'loading' : progress,
    scans?.state === 'scanned'
      ? 'A scan has finished, and no finding is stored.'
      : 'No finding is stored, and no scan has finished. The image may have vulnerabilities: scan it and import the report.',
  );
  return (
    <>
      <p class="crumbs">
        {parent !== everywhere && (
          <a href={formatRoute('/project', { name: parent })}>
            <Text>{parent.replace('projects/', '')}</Text>
          </a>
        )}
        <a href={formatRoute('/find', { text: repositoryOf(uri).replace(/^https?:\/\//, '') })}>Repository</a>
        <a href={formatRoute('/compare', { a: uri, in: parent === everywhere ? undefined : parent })}>
          Compare with another digest
        </a>
        <a href={formatRoute('/run', { image: uri, in: parent === everywhere ? undefined : parent })}>
          Would it run?
        </a>
      </p>
      <h1 title={visible(uri)}>
        <Text>{name}</Text> {digest !== '' && <code>{digest}</code>}
      </h1>
      <Header
        findings={findings}
        progress={progress}
        otherProgress={other.progress}
        scans={scans}
        attested={attested}
        verificationOf={verificationOf}
        builds={ofKind('BUILD')}
        deployed={ofKind('DEPLOYMENT')}
      />
      <Section title="Findings" count={findings.length}>
        {parent === everywhere && <Coverage session={session} />}
        <ListProgress list={found} what="findings" />
        {found.rows.length !== findings.length && (
          <p class="muted">
            A vulnerability in several packages has a row for each. Lists of images count it once:{' '}
            {number(found.rows.length)}.
          </p>
        )}
        {(found.progress !== 'loading' || findings.length > 0) && (
          <Findings session={session} findings={findings} options={route.query} none={nothing} />
        )}
        <SameAs
          session={session}
          curl={{
            path: `${parent}/occurrences`,
            query: { filter: and(image, eq('kind', 'VULNERABILITY')).text, pageSize: '1000' },
          }}
          cli={
            projects.length === 0
              ? ['list', 'occurrences', parent, '--filter', image.text]
              : ['check', uri, ...projects.flatMap((project) => ['--in', project])]
          }
        />
      </Section>
      <Vex session={session} findings={findings} progress={found.progress} />
      <ListProgress list={other} what="other facts" />
      <Attestations occurrences={attested} progress={other.progress} read={verificationOf} />
      <Builds occurrences={ofKind('BUILD')} progress={other.progress} />
      <Packages
        progress={together(other, spdx)}
        occurrences={ofKind('PACKAGE')}
        spdx={spdx.rows}
        references={ofKind('SBOM_REFERENCE')}
      />
      <ListProgress list={spdx} what="packages" />
      <Deployments occurrences={ofKind('DEPLOYMENT')} progress={other.progress} />
      <Others
        occurrences={other.rows.filter(
          ({ kind }) =>
            !['ATTESTATION', 'DSSE_ATTESTATION', 'BUILD', 'PACKAGE', 'SBOM_REFERENCE', 'DEPLOYMENT'].includes(
              String(kind),
            ),
        )}
      />
      <SameAs
        session={session}
        curl={{ path: `${parent}/occurrences`, query: { filter: facts, pageSize: '1000' } }}
        cli={['list', 'occurrences', parent, '--filter', facts]}
      />
    </>
  );
}
