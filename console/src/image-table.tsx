import type { ComponentChildren } from 'preact';
import { SeverityBar, SeverityTag } from './bars.js';
import type { ImageRow } from './images.js';
import { ImageLink } from './parts.js';
import { isStale, type Scans, toScans } from './scan.js';
import { rankOf, type Severity, severities, worstCounted } from './severity.js';
import { type Column, countColumn, Table } from './table.js';

export interface RatedImage extends ImageRow {
  readonly scans: Scans;
  /** Undefined only if a scan has finished and nothing was found. */
  readonly worst: Severity | undefined;
}

/** An image without findings and without a finished scan is unknown, not clean. */
export function rate(image: ImageRow, counted: ReadonlySet<string>): RatedImage {
  const scans = toScans(image.discoveries, counted);
  const worst = worstCounted(image.counts) ?? (scans.state === 'scanned' ? undefined : 'UNKNOWN');
  return { ...image, scans, worst };
}

interface ImageTableProps {
  readonly images: readonly RatedImage[];
  /** Whether it is known which scans look for vulnerabilities. */
  readonly scansKnown: boolean;
  readonly parent: string | undefined;
  readonly sort: string;
  onSort(sort: string): void;
  readonly empty: ComponentChildren;
}

/** Worst first, then by the number of findings of the worst severities. */
const byWorst = ({ worst, counts }: RatedImage): string =>
  [
    worst === undefined ? 9 : rankOf(worst),
    ...severities.map((severity) => 1e15 - 1 - (counts[severity] ?? 0)),
  ].join();

export function ImageTable({ images, scansKnown, parent, sort, onSort, empty }: ImageTableProps) {
  const most = images.reduce((max, { total }) => Math.max(max, total), 0);
  const columns: Column<RatedImage>[] = [
    {
      id: 'worst',
      title: 'Worst',
      width: '6.4rem',
      cell: ({ worst }) =>
        worst === undefined ? <span class="severity none">None</span> : <SeverityTag severity={worst} />,
      sortBy: byWorst,
    },
    {
      id: 'image',
      title: 'Image',
      width: 'minmax(10rem, 3fr)',
      cell: ({ uri }) => <ImageLink uri={uri} parent={parent} />,
      sortBy: ({ uri }) => uri,
    },
    {
      id: 'bar',
      title: 'By severity',
      width: 'minmax(6rem, 1.2fr)',
      wideOnly: true,
      cell: ({ counts }) => <SeverityBar counts={counts} most={most} />,
    },
    countColumn(
      { id: 'critical', title: 'Critical', width: '4.6rem', wideOnly: true },
      ({ counts }) => counts.CRITICAL ?? 0,
    ),
    countColumn({ id: 'total', title: 'Findings', width: '5rem' }, ({ total }) => total),
    countColumn(
      { id: 'fixable', title: 'Fixable', width: '4.6rem', wideOnly: true },
      ({ fixable }) => fixable,
    ),
    {
      id: 'scan',
      title: 'Last scan',
      width: '9.6rem',
      wideOnly: true,
      cell: ({ scans }) => (scansKnown ? <ScanCell scans={scans} /> : <span class="muted">…</span>),
      sortBy: ({ scans }) => scans.time,
    },
  ];
  return (
    <Table
      label="Images"
      columns={columns}
      rows={images}
      sort={sort === '' ? 'worst' : sort}
      onSort={onSort}
      keyOf={({ uri }) => uri}
      empty={empty}
    />
  );
}

function ScanCell({ scans }: { readonly scans: Scans }) {
  if (scans.state === 'scanned')
    return (
      <>
        <time dateTime={scans.time}>{scans.time.slice(0, 10)}</time>
        {isStale(scans.time) && <span class="warn"> stale</span>}
      </>
    );
  const words = { running: 'running', failed: 'failed', never: 'none stored' };
  return <span class="warn">{words[scans.state]}</span>;
}
