import { and, eq } from 'grafeas-ts/client';
import { useMemo } from 'preact/hooks';
import { toFindings } from '../finding.js';
import { Findings } from '../findings.js';
import { deployedImages } from '../images.js';
import { useRows } from '../load.js';
import { Coverage, ListProgress, SameAs, Section } from '../parts.js';
import { formatRoute, noteRoute, projectRoute, type Route } from '../route.js';
import { everywhere, listUnder, type Session } from '../session.js';
import { number, plural, Text } from '../text.js';

/** The same in v1beta1, which the command line speaks. */
const packageFilter = (name: string): string =>
  and(eq('kind', 'VULNERABILITY'), eq('vulnerability.packageIssue.affectedLocation.package', name)).text;

/** Which images have a vulnerability, or a package, in all projects that the caller may read. */
export function WhoPage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { cve = '', package: name = '', in: parent = everywhere } = route.query;
  const { client } = session;
  const what = cve === '' ? eq('vulnerability.packageIssue.affectedPackage', name) : eq('noteId', cve);
  const filter = and(eq('kind', 'VULNERABILITY'), what).text;
  const asked = cve === '' ? name : cve;
  const place = parent.replace('projects/', '');
  const found = useRows(`${parent} ${filter}`, () =>
    listUnder(session, parent, (under) => client.occurrences.list(under, { filter, pageSize: 1000 })),
  );
  const running = useRows(parent, () => deployedImages(session, parent));
  const deployed = useMemo(() => new Set(running.rows), [running.rows]);
  const findings = useMemo(
    () => found.rows.flatMap(toFindings).filter((finding) => cve !== '' || finding.package === name),
    [found.rows, cve, name],
  );
  const images = new Set(findings.map(({ image }) => image));
  const fixable = new Set(findings.filter((finding) => finding.fixable).map(({ image }) => image));
  const live = [...images].filter((image) => deployed.has(image)).length;
  const notes = [...new Set(found.rows.map(({ noteName = '' }) => noteName))];
  const soFar = found.progress === 'done' ? '' : ' so far';
  return (
    <>
      <p class="crumbs">
        <a href="#/">All projects</a>
        {parent !== everywhere && (
          <>
            <a href={projectRoute(parent)}>
              <Text>{place}</Text>
            </a>
            <a href={formatRoute('/who', { cve, package: name })}>Who has it in all projects?</a>
          </>
        )}
      </p>
      <h1>
        Who {parent === everywhere ? '' : <Text>{`in ${place} `}</Text>}has {cve === '' ? 'the package ' : ''}
        <Text>{asked}</Text>?
      </h1>
      <p>
        <b>{plural(images.size, 'images')}</b>
        {soFar}, {number(fixable.size)} with a fix, {number(live)} known to run now.{' '}
        {cve !== '' &&
          notes.slice(0, 5).map((note) => (
            <a key={note} href={noteRoute(note)} class="source">
              <Text>{`About ${note.replace('projects/', '').replace('/notes/', ' / ')}`}</Text>
            </a>
          ))}
      </p>
      <Coverage session={session} />
      <ListProgress list={found} what="findings" />
      <ListProgress list={running} what="deployments" />
      <Section title="Findings" count={findings.length}>
        <Findings
          session={session}
          findings={findings}
          options={route.query}
          images
          deployed={deployed}
          none={
            found.progress === 'done'
              ? `No finding of this ${cve === '' ? 'package' : 'vulnerability'} is stored in the projects that you may read. Images that were not scanned may still have it.`
              : 'Nothing found yet.'
          }
        />
        <SameAs
          session={session}
          curl={{ path: `${parent}/occurrences`, query: { filter, pageSize: '1000' } }}
          cli={
            cve === ''
              ? ['list', 'occurrences', parent, '--filter', packageFilter(name), '--limit', '1000']
              : ['who', cve, ...(parent === everywhere ? [] : ['--in', parent])]
          }
        />
      </Section>
    </>
  );
}
