import { eq } from 'grafeas-ts/client';
import { useState } from 'preact/hooks';
import { SeverityBar, SeverityTag } from '../bars.js';
import { projectOf } from '../finding.js';
import { toImageRows } from '../images.js';
import { eachOf, useRows } from '../load.js';
import { Command, Coverage, ListProgress, SameAs, Section } from '../parts.js';
import { projectRoute } from '../route.js';
import { type Client, everywhere, projectNames, type Session } from '../session.js';
import { type Counts, rankOf, type Severity, sumCounts, toSeverity, worstCounted } from '../severity.js';
import { quote } from '../shell.js';
import { type Column, countColumn, Table } from '../table.js';
import { Text } from '../text.js';

interface ProjectRow {
  readonly name: string;
  /** Undefined where the counts could not be read. */
  readonly counts: Counts | undefined;
  readonly images: number;
  readonly fixable: number;
  readonly worst: Severity | undefined;
}

/** Names of the projects in the list of projects, then of projects that are not in it but have a scan. */
async function* names({ client, wide }: Session): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const name of projectNames(client)) {
    seen.add(name);
    yield name;
  }
  if (!wide) return;
  const scans = client.occurrences.list(everywhere, { filter: eq('kind', 'DISCOVERY'), pageSize: 1000 });
  for await (const { name = '' } of scans) {
    const project = projectOf(name);
    if (seen.has(project)) continue;
    seen.add(project);
    yield project;
  }
}

async function projectRow(client: Client, name: string): Promise<ProjectRow> {
  const summary = await client.occurrences.summary(name).catch(() => undefined);
  if (summary === undefined) return { name, counts: undefined, images: 0, fixable: 0, worst: undefined };
  const images = toImageRows(
    (summary.counts ?? []).map(
      ({ resourceUri: uri = '', severity, totalCount = '0', fixableCount = '0' }) => ({
        uri,
        severity: severity === undefined ? undefined : toSeverity(severity),
        total: Number(totalCount),
        fixable: Number(fixableCount),
      }),
    ),
  );
  const counts = sumCounts(images);
  const fixable = images.reduce((sum, image) => sum + image.fixable, 0);
  return { name, counts, images: images.length, fixable, worst: worstCounted(counts) };
}

/** All projects that the caller may read, worst first. */
export function HomePage({ session }: { readonly session: Session }) {
  const [sort, setSort] = useState('worst');
  const projects = useRows('projects', () =>
    eachOf(names(session), (name) => projectRow(session.client, name)),
  );
  const most = projects.rows.reduce((max, { counts }) => Math.max(max, sumOf(counts)), 0);
  const columns: Column<ProjectRow>[] = [
    {
      id: 'worst',
      title: 'Worst',
      width: '6.4rem',
      cell: ({ worst, counts }) =>
        worst === undefined ? (
          <span class="muted">{counts === undefined ? 'not readable' : 'no findings'}</span>
        ) : (
          <SeverityTag severity={worst} />
        ),
      sortBy: ({ worst }) => (worst === undefined ? 9 : rankOf(worst)),
    },
    {
      id: 'name',
      title: 'Project',
      width: 'minmax(7rem, 2fr)',
      cell: ({ name }) => (
        <a href={projectRoute(name)}>
          <Text>{name.replace('projects/', '')}</Text>
        </a>
      ),
      sortBy: ({ name }) => name,
    },
    {
      id: 'bar',
      title: 'By severity',
      width: 'minmax(6rem, 2fr)',
      wideOnly: true,
      cell: ({ counts }) => <SeverityBar counts={counts ?? {}} most={most} />,
    },
    ...(['CRITICAL', 'HIGH'] as const).map((severity) =>
      countColumn<ProjectRow>(
        { id: severity, title: severity === 'HIGH' ? 'High' : 'Critical', width: '5rem', wideOnly: true },
        ({ counts }) => counts?.[severity] ?? 0,
      ),
    ),
    countColumn({ id: 'fixable', title: 'Fixable', width: '5rem' }, ({ fixable }) => fixable),
    countColumn(
      { id: 'images', title: 'Images with findings', width: '10.5rem', wideOnly: true },
      ({ images }) => images,
    ),
  ];
  const empty = projects.progress === 'done' && projects.rows.every(({ images }) => images === 0);
  return (
    <>
      <h1>Projects</h1>
      <p class="muted">
        Paste an image, a digest, a CVE or a package into the search above (press <kbd>/</kbd>), or choose a
        project.
      </p>
      <Coverage session={session} />
      <ListProgress list={projects} what="projects" />
      {empty && <FillCommands project="projects/shop" session={session} />}
      {projects.rows.length > 0 && (
        <Section title="Projects" count={projects.rows.length}>
          <Table
            label="Projects"
            columns={columns}
            rows={projects.rows}
            sort={sort}
            onSort={setSort}
            keyOf={({ name }) => name}
            empty=""
          />
          <p class="muted">
            Projects of providers, such as scanners, have notes and no findings of their own.
          </p>
          <SameAs session={session} curl={{ path: 'projects', query: {} }} cli={['list', 'projects']} />
        </Section>
      )}
    </>
  );
}

const sumOf = (counts: Counts | undefined): number =>
  Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);

/** What to do with a server, or a project, that has no images yet. */
export function FillCommands({ project, session }: { readonly project: string; readonly session: Session }) {
  const importCommand = (file: string): string =>
    `npx node dist/main.js import ${file} --into ${quote(project)} --server ${session.server}`;
  return (
    <section class="welcome">
      <h2>No image is stored yet</h2>
      <p>Scan an image, import the report, and come back to this page:</p>
      <ol>
        <li>
          <Command name="scan" text="trivy image --format json --output report.json nginx:1.27" />
        </li>
        <li>
          <Command name="import" text={importCommand('report.json')} />
        </li>
      </ol>
      <p>Without a scanner at hand, import a report of the repository:</p>
      <Command name="sample" text={importCommand('test/fixtures/trivy/image.json')} />
      <p>
        Then open{' '}
        <a href={projectRoute(project)}>
          <Text>{project}</Text>
        </a>
        , or load this page again.
      </p>
      <p class="muted">Reports of Grype, Clair, Harbor, Snyk, SARIF and others are recognised too.</p>
    </section>
  );
}
