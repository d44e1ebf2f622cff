import { useMemo } from 'preact/hooks';
import { useFirstFixes } from '../first-fixes.js';
import { useRows, useValue } from '../load.js';
import { Command, Coverage, ListProgress, Problem, SameAs, Section } from '../parts.js';
import { allScans, projectRows, projectScans, projectsAtOnce, trendDays } from '../project-rows.js';
import { ProjectTable } from '../project-table.js';
import { projectRoute, type Route, setOptions } from '../route.js';
import { staleDays, vulnerabilityScans } from '../scan.js';
import type { Session } from '../session.js';
import { quote } from '../shell.js';
import { Shown } from '../table.js';
import { Text } from '../text.js';

/** All projects that the caller may read, worst first. */
export function HomePage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { q = '', sort = '' } = route.query;
  const projects = useRows('projects', () => projectRows(session), projectsAtOnce);
  const { fixes, show } = useFirstFixes(session);
  // After the counts, which are what is looked at first.
  const scanned = useRows(projects.progress === 'loading' ? undefined : 'scans', () => allScans(session));
  const noteNames = new Set(scanned.rows.map(({ noteName }) => noteName));
  const counted = useValue(scanned.progress === 'done' ? `${[...noteNames].sort()}` : undefined, () =>
    vulnerabilityScans(session.client, scanned.rows),
  );
  const scans = useMemo(
    () => counted.value && projectScans(scanned.rows, counted.value),
    [scanned.rows, counted.value],
  );
  const shown = projects.rows.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
  const isEmpty = projects.progress === 'done' && projects.rows.every((row) => row.isEmpty);
  const failure = scanned.error ?? counted.error;
  const noScans = failure !== undefined || scanned.progress === 'paused' ? 'unknown' : '';
  return (
    <>
      <h1>Projects</h1>
      <p class="muted">
        Paste an image, a digest, a CVE or a package into the search above (press <kbd>/</kbd>), or choose a
        project to see its images, packages to update and vulnerabilities to fix.
      </p>
      <Coverage session={session} />
      <ListProgress list={projects} what="projects" />
      {isEmpty && <FillCommands project="projects/shop" session={session} />}
      {projects.rows.length > 0 && (
        <Section title="Projects" count={projects.rows.length}>
          <div class="tools">
            <label class="search">
              <span class="unseen">Search these projects</span>
              <input
                type="search"
                placeholder="Search projects…"
                value={q}
                onInput={(event) => setOptions({ q: event.currentTarget.value })}
              />
            </label>
            <Shown shown={shown.length} all={projects.rows.length} what="projects" />
          </div>
          <ProjectTable
            projects={shown}
            scans={scans}
            noScans={noScans}
            fixes={fixes}
            onShow={projects.progress === 'loading' ? () => {} : show}
            sort={sort}
            onSort={(next) => setOptions({ sort: next })}
          />
          {failure !== undefined && <Problem error={failure} />}
          {scanned.progress === 'paused' && <ListProgress list={scanned} what="scans" />}
          <p class="muted">
            Images are those with findings. Update and fix first what most of the worst findings with a fix
            have. Scans are stale after {staleDays} days. Shaded days are unknown. Projects of providers, such
            as scanners, have notes and no findings of their own.
          </p>
          <SameAs
            session={session}
            curl={{
              path: 'projects/-/occurrences:vulnerabilityTotals',
              query: { days: `${trendDays}`, fixes: '1' },
            }}
            cli={['totals', '--days', `${trendDays}`, '--fixes', '1', '-o', 'json']}
          />
        </Section>
      )}
    </>
  );
}

/** What to do with a server, or a project, that has no images yet. */
export function FillCommands({ project, session }: { readonly project: string; readonly session: Session }) {
  const importCommand = (file: string): string =>
    `npx node dist/main.js import ${file} --into ${quote(project)} --server ${session.server}`;
  return (
    <section class="welcome">
      <h2>No image is stored yet</h2>
      <p>Scan an image, import the report in the folder of grafeas-ts, and come back to this page:</p>
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
