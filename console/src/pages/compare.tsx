import { and, eq, has } from 'grafeas-ts/client';
import { useMemo } from 'preact/hooks';
import { SeverityBar } from '../bars.js';
import { type Finding, toFindings } from '../finding.js';
import { Findings } from '../findings.js';
import { parseImage, repositoryOf } from '../image-name.js';
import { imageFacts, toImageRows } from '../images.js';
import { type Rows, useRows } from '../load.js';
import { ImageLink, ListProgress, SameAs, Section } from '../parts.js';
import { type Route, setOptions } from '../route.js';
import { type AnOccurrence, everywhere, listUnder, type Session } from '../session.js';
import { countSeverities } from '../severity.js';
import { number, Text } from '../text.js';
import { PackageChanges } from './compare-packages.js';

const identity = ({ id, package: name, source }: Finding): string => [source, id, name].join('\n');

/** What is only in the second list, only in the first, and in both. */
export function difference(before: readonly Finding[], after: readonly Finding[]) {
  const old = new Set(before.map(identity));
  const now = new Set(after.map(identity));
  return {
    added: after.filter((finding) => !old.has(identity(finding))),
    gone: before.filter((finding) => !now.has(identity(finding))),
    both: after.filter((finding) => old.has(identity(finding))),
  };
}

const titles = { added: 'Added', gone: 'Gone', both: 'Still there' } as const;

/** Two digests of a repository side by side. */
export function ComparePage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { a = '', b = '', in: parent = everywhere, show = 'added', packages = '' } = route.query;
  const before = useFindings(session, parent, a);
  const after = useFindings(session, parent, b);
  const parts = useMemo(
    () => difference(before.rows.flatMap(toFindings), after.rows.flatMap(toFindings)),
    [before.rows, after.rows],
  );
  if (b === '') return <Choose session={session} a={a} parent={parent} />;
  const complete = before.progress === 'done' && after.progress === 'done';
  const part = show === 'gone' || show === 'both' ? show : 'added';
  const shown = parts[part];
  return (
    <>
      <h1>What changed?</h1>
      <div class="sides">
        <Side title="Before" uri={a} parent={parent} rows={before} />
        <Side title="After" uri={b} parent={parent} rows={after} />
      </div>
      <p class="actions">
        <button type="button" onClick={() => setOptions({ a: b, b: a })}>
          Swap sides
        </button>
        <button type="button" onClick={() => setOptions({ b: '' })}>
          Choose another digest
        </button>
      </p>
      {!complete && <p class="warn">The lists are not complete; the difference is not final.</p>}
      {complete && (before.rows.length === 0 || after.rows.length === 0) && (
        <p class="warn">
          At least one of these images has no stored findings. It may not have been scanned: open its page to
          check.
        </p>
      )}
      <fieldset class="facets" aria-label="Part of the difference">
        {(['added', 'gone', 'both'] as const).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={part === each}
            onClick={() => setOptions({ show: each })}
          >
            {titles[each]} <b>{number(parts[each].length)}</b>
          </button>
        ))}
      </fieldset>
      <Section title={titles[part]} count={shown.length}>
        <Findings
          session={session}
          findings={shown}
          options={route.query}
          none="No finding is in this part."
        />
        <SameAs
          session={session}
          curl={{ path: `${parent}/occurrences`, query: { filter: filterOf(b), pageSize: '1000' } }}
          cli={['list', 'occurrences', parent, '--filter', filterOf(b)]}
        />
      </Section>
      <PackageChanges session={session} parent={parent} a={a} b={b} sort={packages} />
    </>
  );
}

const filterOf = (uri: string): string => and(eq('resourceUrl', uri), eq('kind', 'VULNERABILITY')).text;

function useFindings(session: Session, parent: string, uri: string): Rows<AnOccurrence> {
  return useRows(uri === '' ? undefined : `${parent} ${uri}`, () =>
    listUnder(session, parent, (under) =>
      session.client.occurrences.list(under, { filter: filterOf(uri), pageSize: 1000 }),
    ),
  );
}

interface SideProps {
  readonly title: string;
  readonly uri: string;
  readonly parent: string;
  readonly rows: Rows<AnOccurrence>;
}

function Side({ title, uri, parent, rows }: SideProps) {
  const findings = rows.rows.flatMap(toFindings);
  return (
    <div class="card">
      <p class="label">{title}</p>
      <ImageLink uri={uri} parent={parent === everywhere ? undefined : parent} />
      <p>
        <b>{number(findings.length)}</b> findings
      </p>
      <SeverityBar counts={countSeverities(findings.map(({ severity }) => severity))} />
      <ListProgress list={rows} what="findings" />
    </div>
  );
}

/** Asks for the second digest, from the images of the same repository. */
function Choose({
  session,
  a,
  parent,
}: {
  readonly session: Session;
  readonly a: string;
  readonly parent: string;
}) {
  const repository = repositoryOf(a);
  const { part } = parseImage(repository);
  const filter = has('resourceUrl', part).text;
  const facts = useRows(`${parent} ${repository}`, () => imageFacts(session, parent, part));
  const images = toImageRows(facts.rows).filter(({ uri }) => uri !== a && repositoryOf(uri) === repository);
  return (
    <>
      <h1>Compare with which digest?</h1>
      <p>
        <ImageLink uri={a} />
      </p>
      <ListProgress list={facts} what="facts" />
      {facts.progress === 'done' && images.length === 0 && (
        <p>No other digest of this repository is stored. Scan another one and import the report.</p>
      )}
      <ul class="plain">
        {images.map(({ uri, total }) => (
          <li key={uri}>
            <button type="button" class="link" onClick={() => setOptions({ b: uri })}>
              <Text>{uri}</Text>
            </button>{' '}
            <span class="muted">{number(total)} findings</span>
          </li>
        ))}
      </ul>
      <SameAs
        session={session}
        curl={{ path: `${parent}/occurrences:vulnerabilitySummary`, query: { filter } }}
        cli={['list', 'occurrences', parent, '--filter', filter]}
      />
    </>
  );
}
