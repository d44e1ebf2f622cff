import { and, eq } from 'grafeas-ts/client';
import { useMemo } from 'preact/hooks';
import { toFindings } from '../finding.js';
import { ImageTable, type RatedImage, rate } from '../image-table.js';
import { imageFacts, toImageRows } from '../images.js';
import { ListTools } from '../list-tools.js';
import { useRows, useValue } from '../load.js';
import { ListProgress, SameAs, Section } from '../parts.js';
import { type Route, setOptions } from '../route.js';
import { isStale, staleDays, vulnerabilityScans } from '../scan.js';
import type { Session } from '../session.js';
import { countSeverities, sumCounts } from '../severity.js';
import { Shown } from '../table.js';
import { number, Text } from '../text.js';
import { Trend } from '../trend.js';
import { FillCommands } from './home.js';
import { Fixes } from './project-fixes.js';
import { ScanLists } from './project-scans.js';

/** How many fixable findings are counted without being asked. */
const countUnasked = 20_000;

/** The images of a project, worst first. */
export function ProjectPage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { name = '', q = '', severity = '', scan = '', sort = '', packages = '', days = '' } = route.query;
  const { client } = session;
  const facts = useRows(name, () => imageFacts(session, name));
  const images = useMemo(() => toImageRows(facts.rows), [facts.rows]);
  const discoveries = images.flatMap((image) => image.discoveries);
  const notes = new Set(discoveries.map(({ noteName }) => noteName));
  const counted = useValue(facts.progress === 'loading' ? undefined : `${name} ${[...notes].sort()}`, () =>
    vulnerabilityScans(client, discoveries),
  );
  const rated = useMemo(
    () => images.map((image) => rate(image, counted.value ?? new Set())),
    [images, counted.value],
  );
  const counts = countSeverities(rated.flatMap(({ worst }) => worst ?? []));
  const clean = rated.filter(({ worst }) => worst === undefined).length;
  const fixable = rated.reduce((sum, image) => sum + image.fixable, 0);
  const shown = rated.filter((image) => fits(image, { q, severity, scan }));
  const count = facts.progress === 'done' && (packages !== '' || fixable <= countUnasked);
  const filter = and(eq('kind', 'VULNERABILITY'), eq('vulnerability.fixAvailable', true)).text;
  const fixes = useRows(count && fixable > 0 ? name : undefined, () =>
    client.occurrences.list(name, { filter, pageSize: 1000 }),
  );
  const fixFindings = useMemo(
    () => fixes.rows.flatMap(toFindings).filter((finding) => finding.fixable),
    [fixes.rows],
  );
  const unscanned = rated.filter(({ scans }) => scans.state !== 'scanned').length;
  const stale = rated.filter(({ scans }) => scans.state === 'scanned' && isStale(scans.time)).length;
  const known = facts.progress === 'done' && counted.value !== undefined;
  return (
    <>
      <p class="crumbs">
        <a href="#/">All projects</a>
      </p>
      <h1>
        <Text>{name.replace('projects/', '')}</Text>
      </h1>
      <ListProgress list={facts} what="facts" />
      {facts.progress === 'done' && images.length === 0 && <FillCommands project={name} session={session} />}
      {images.length > 0 && (
        <>
          <dl class="facts">
            <Figure name="Images" value={images.length} />
            <Figure name="With critical findings" value={counts.CRITICAL ?? 0} />
            <Figure name="Fixable findings" value={fixable} />
            <Figure
              name="No finished scan"
              value={known ? unscanned : undefined}
              press={() => setOptions({ scan: scan === 'none' ? '' : 'none' })}
              pressed={scan === 'none'}
            />
            <Figure
              name={`Scanned over ${staleDays} days ago`}
              value={known ? stale : undefined}
              press={() => setOptions({ scan: scan === 'stale' ? '' : 'stale' })}
              pressed={scan === 'stale'}
            />
            <Figure name="Scanned, no findings" value={known ? clean : undefined} />
          </dl>
          <Section title="Images" count={images.length}>
            <ListTools what="images" search={q} severity={severity} counts={counts}>
              <Shown shown={shown.length} all={rated.length} what="images" />
            </ListTools>
            <ImageTable
              images={shown}
              scansKnown={counted.value !== undefined}
              parent={name}
              sort={sort}
              onSort={(next) => setOptions({ sort: next })}
              empty="No image fits. Clear the search or the filters."
            />
            <SameAs
              session={session}
              curl={{ path: `${name}/occurrences:vulnerabilitySummary`, query: {} }}
              cli={['list', 'occurrences', name, '--filter', 'kind="DISCOVERY"']}
            />
          </Section>
          <ListProgress list={fixes} what="fixable findings" />
          {fixable > countUnasked && packages === '' ? (
            <button type="button" onClick={() => setOptions({ packages: 'count' })}>
              Count {number(fixable)} fixable findings by package and vulnerability
            </button>
          ) : (
            <Fixes findings={fixFindings} progress={fixable === 0 ? facts.progress : fixes.progress} />
          )}
          <SameAs
            session={session}
            curl={{ path: `${name}/occurrences`, query: { filter } }}
            cli={['list', 'occurrences', name, '--api', 'v1', '--filter', filter]}
            hint="The commands list the findings with a known fix; this page groups them."
          />
          {known && <ScanLists images={rated} parent={name} />}
          <Trend
            session={session}
            parent={name}
            now={facts.progress === 'done' ? { counts: sumCounts(images), fixable } : undefined}
            days={days}
          />
        </>
      )}
    </>
  );
}

function fits(image: RatedImage, by: { q: string; severity: string; scan: string }): boolean {
  if (!image.uri.toLowerCase().includes(by.q.toLowerCase())) return false;
  if (by.severity !== '' && image.worst !== by.severity) return false;
  const { state, time } = image.scans;
  if (by.scan === 'none') return state !== 'scanned';
  return by.scan !== 'stale' || (state === 'scanned' && isStale(time));
}

interface FigureProps {
  readonly name: string;
  readonly value: number | undefined;
  press?(): void;
  readonly pressed?: boolean;
}

function Figure({ name, value, press, pressed = false }: FigureProps) {
  const text = value === undefined ? '…' : number(value);
  return (
    <div class="fact figure">
      <dt>{name}</dt>
      <dd>
        {press === undefined ? (
          <b>{text}</b>
        ) : (
          <button
            type="button"
            class="link"
            aria-pressed={pressed}
            aria-label={`${name}: ${text}. Show these images`}
            onClick={press}
          >
            {text}
          </button>
        )}
      </dd>
    </div>
  );
}
