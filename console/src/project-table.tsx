import { SeverityBar, SeverityTag } from './bars.js';
import type { FixesByProject } from './first-fixes.js';
import { NoteToFix, PackageToUpdate } from './fix-cells.js';
import { changeOf, lineOf } from './points.js';
import { type ProjectRow, type ProjectScans, trendDays } from './project-rows.js';
import { formatRoute, projectRoute } from './route.js';
import { isStale, staleDays } from './scan.js';
import { type Counts, rankOf, severities } from './severity.js';
import { type Column, countColumn, Table } from './table.js';
import { number, Text, visible } from './text.js';

interface ProjectTableProps {
  readonly projects: readonly ProjectRow[];
  /** Undefined until all scans are read. */
  readonly scans: ReadonlyMap<string, ProjectScans> | undefined;
  /** Why scans are missing, if they will not come. */
  readonly noScans: string;
  readonly fixes: FixesByProject;
  readonly sort: string;
  onSort(sort: string): void;
  /** Called with the rows that are in the document. */
  onShow(rows: readonly ProjectRow[]): void;
}

const sumOf = (counts: Counts = {}): number =>
  severities.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);

/** Worst first, then by the number of findings of the worst severities. */
const byWorst = ({ worst, now, isEmpty }: ProjectRow): string => {
  const rank = isEmpty
    ? 9
    : worst === undefined
      ? now === undefined
        ? rankOf('UNKNOWN')
        : 8
      : rankOf(worst);
  return [rank, ...severities.map((severity) => 1e15 - 1 - (now?.counts[severity] ?? 0))].join();
};

/** Projects, a row each: images, findings, their change, and scans. */
export function ProjectTable(props: ProjectTableProps) {
  const { projects, scans, noScans, fixes, sort, onSort, onShow } = props;
  const most = projects.reduce((max, { imageCount }) => Math.max(max, imageCount), 0);
  const columns: Column<ProjectRow>[] = [
    { id: 'worst', title: 'Worst', width: '6.4rem', cell: (row) => <Worst row={row} />, sortBy: byWorst },
    {
      id: 'name',
      title: 'Project',
      width: 'minmax(6rem, 1.6fr)',
      cell: ({ name }) => (
        <a href={projectRoute(name)}>
          <Text>{name.replace('projects/', '')}</Text>
        </a>
      ),
      sortBy: ({ name }) => name,
    },
    {
      id: 'bar',
      title: 'Images by severity',
      width: 'minmax(7rem, 1.4fr)',
      wideOnly: true,
      cell: ({ images }) => <SeverityBar counts={images} most={most} />,
      sortBy: ({ imageCount }) => -imageCount,
    },
    countColumn({ id: 'images', title: 'Images', width: '4.4rem', wideOnly: true }, (row) => row.imageCount),
    {
      id: 'fixable',
      title: 'Fixable',
      width: '5rem',
      wideOnly: true,
      end: true,
      // The packages to update are counted on the page of the project.
      cell: ({ name, now }) => {
        const fixable = now?.fixable ?? 0;
        if (fixable === 0) return 0;
        return (
          <a
            href={formatRoute('/project', { name, packages: 'count' })}
            aria-label={`${number(fixable)} fixable findings of ${visible(name.replace('projects/', ''))}, by package`}
          >
            {number(fixable)}
          </a>
        );
      },
      sortBy: ({ now }) => -(now?.fixable ?? 0),
    },
    {
      id: 'fixes',
      title: 'Update first',
      width: 'minmax(7rem, 1.6fr)',
      cell: ({ name, now }) => (
        <PackageToUpdate name={name} fixable={now?.fixable ?? 0} fixes={fixes.get(name)} />
      ),
    },
    {
      id: 'note',
      title: 'Fix first',
      width: 'minmax(5.5rem, 1.3fr)',
      wideOnly: true,
      cell: ({ name }) => <NoteToFix name={name} fixes={fixes.get(name)} />,
    },
    {
      id: 'trend',
      title: `Findings, ${trendDays} days`,
      width: 'minmax(8.5rem, 1.2fr)',
      wideOnly: true,
      cell: (row) => <Spark row={row} />,
      sortBy: (row) => -changeIn(row),
    },
    {
      id: 'scan',
      title: 'Newest scan',
      width: '9.6rem',
      wideOnly: true,
      cell: ({ name, isEmpty }) =>
        isEmpty ? '' : <Scanned of={scans?.get(name)} isKnown={scans !== undefined} noScans={noScans} />,
      sortBy: ({ name }) => scans?.get(name)?.newest ?? '',
    },
    {
      id: 'stale',
      title: 'Stale scans',
      width: '5.8rem',
      wideOnly: true,
      end: true,
      cell: ({ name }) => {
        const stale = scans?.get(name)?.stale ?? 0;
        if (scans === undefined) return noScans === '' ? '…' : noScans;
        if (stale === 0) return 0;
        return (
          <a
            href={formatRoute('/project', { name, scan: 'stale' })}
            aria-label={`${number(stale)} images scanned over ${staleDays} days ago`}
          >
            {number(stale)}
          </a>
        );
      },
      sortBy: ({ name }) => -(scans?.get(name)?.stale ?? 0),
    },
  ];
  return (
    <Table
      label="Projects"
      columns={columns}
      rows={projects}
      sort={sort === '' ? 'worst' : sort}
      onSort={onSort}
      keyOf={({ name }) => name}
      empty="No project fits. Clear the search."
      onShow={onShow}
    />
  );
}

function Worst({ row: { worst, now, isEmpty } }: { readonly row: ProjectRow }) {
  if (isEmpty) return <span class="muted">empty</span>;
  if (worst !== undefined) return <SeverityTag severity={worst} />;
  return <span class="muted">{now === undefined ? 'too many' : 'no findings'}</span>;
}

function Scanned({
  of,
  isKnown,
  noScans,
}: {
  readonly of: ProjectScans | undefined;
  readonly isKnown: boolean;
  readonly noScans: string;
}) {
  if (!isKnown) return <span class="muted">{noScans === '' ? '…' : noScans}</span>;
  if (of === undefined || of.newest === '') return <span class="warn">none finished</span>;
  return (
    <>
      <time dateTime={of.newest} title={of.newest}>
        {of.newest.slice(0, 10)}
      </time>
      {isStale(of.newest) && <span class="warn"> stale</span>}
    </>
  );
}

const known = ({ points }: ProjectRow): number[] =>
  points.flatMap(({ counts }) => (counts === undefined ? [] : [sumOf(counts)]));

/** Since the first day that is known; 0 where none is. */
const changeIn = (row: ProjectRow): number =>
  sumOf(row.now?.counts) - (known(row)[0] ?? sumOf(row.now?.counts));

/** A line of all findings, day by day, with the latest number and the change. Unknown days are gaps. */
function Spark({ row }: { readonly row: ProjectRow }) {
  const { points, now, isEmpty } = row;
  if (isEmpty || now === undefined) return null;
  const last = sumOf(now.counts);
  const before = known(row);
  const values = [...points.map(({ counts }) => counts && sumOf(counts)), last];
  const label = `${before.length} of ${points.length} days known; ${before.map(number).join(', ')}; now ${number(last)}`;
  return (
    <span class="spark" title={label}>
      <svg role="img" aria-label={label} viewBox={`-0.5 -4 ${values.length} 48`} preserveAspectRatio="none">
        {values.map(
          (value, index) =>
            value === undefined && <rect key={index} x={index - 0.5} y={-4} width={1} height={48} />,
        )}
        <path d={lineOf(values, Math.max(1, ...before, last))} />
      </svg>
      <b>{number(last)}</b>
      <span class="muted">{before.length === 0 ? 'new' : changeOf(changeIn(row))}</span>
    </span>
  );
}
