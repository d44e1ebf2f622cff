import type { ComponentChildren } from 'preact';
import { SeverityBar, SeverityTag } from './bars.js';
import type { Finding } from './finding.js';
import { type Counts, countSeverities, rankOf, type Severity, worstCounted } from './severity.js';
import { type Column, countColumn, Table } from './table.js';
import { Text, visible } from './text.js';

/** Findings with the same package, note or image. */
export interface Group {
  readonly key: string;
  readonly counts: Counts;
  readonly total: number;
  readonly fixable: number;
  readonly worst: Severity;
  readonly images: number;
  /** Versions in which some of them are fixed. */
  readonly fixedIn: readonly string[];
}

export function groupFindings(findings: readonly Finding[], by: string): Group[] {
  const keyOf = (finding: Finding): string =>
    by === 'package' ? finding.package : by === 'image' ? finding.image : finding.id;
  return [...Map.groupBy(findings, keyOf)].map(([key, members]) => {
    const counts = countSeverities(members.map(({ severity }) => severity));
    return {
      key,
      counts,
      total: members.length,
      fixable: members.filter(({ fixable }) => fixable).length,
      worst: worstCounted(counts) ?? 'UNKNOWN',
      images: new Set(members.map(({ image }) => image)).size,
      fixedIn: [...new Set(members.map(({ fixedIn }) => fixedIn))].filter((version) => version !== ''),
    };
  });
}

const barColumn: Column<Group> = {
  id: 'bar',
  title: 'By severity',
  width: 'minmax(5rem, 1fr)',
  wideOnly: true,
  cell: ({ counts }) => <SeverityBar counts={counts} />,
};

/** What to update to. */
const fixedColumn: Column<Group> = {
  id: 'fixed',
  title: 'Fixed in',
  width: 'minmax(7rem, 1.4fr)',
  cell: ({ fixedIn, fixable }) =>
    fixedIn.length === 0 ? (
      <span class="muted">{fixable > 0 ? 'a fix exists' : 'no fix known'}</span>
    ) : (
      <span title={visible(fixedIn.slice(0, 20).join(', '))}>
        <Text>{fixedIn.slice(0, 5).join(', ')}</Text>
      </span>
    ),
};

const fixableColumn = (wideOnly: boolean): Column<Group> =>
  countColumn({ id: 'fixable', title: 'Fixable', width: '5rem', wideOnly }, ({ fixable }) => fixable);

interface GroupTableProps {
  readonly groups: readonly Group[];
  readonly what: string;
  /** All findings have a fix, so that is not counted apart. */
  readonly allFixable?: boolean;
  readonly sort: string;
  onSort(sort: string): void;
  choose(group: Group): void;
  readonly empty: ComponentChildren;
}

export function GroupTable(props: GroupTableProps) {
  const { groups, what, allFixable = false, sort, onSort, choose, empty } = props;
  // A narrow page has room for what to update to, or for the counts.
  const isPackage = what === 'package';
  const columns: Column<Group>[] = [
    {
      id: 'worst',
      title: 'Worst',
      width: '6.2rem',
      cell: ({ worst }) => <SeverityTag severity={worst} />,
      sortBy: ({ worst }) => rankOf(worst),
    },
    {
      id: 'key',
      title: what.charAt(0).toUpperCase() + what.slice(1),
      width: 'minmax(8rem, 2fr)',
      cell: (group) => (
        <button type="button" class="link" onClick={() => choose(group)}>
          <Text>{group.key === '' ? 'not named' : group.key}</Text>
        </button>
      ),
      sortBy: ({ key }) => key,
    },
    isPackage ? fixedColumn : barColumn,
    countColumn(
      { id: 'total', title: 'Findings', width: '5.5rem', wideOnly: isPackage },
      ({ total }) => total,
    ),
    ...(allFixable ? [] : [fixableColumn(isPackage)]),
    countColumn({ id: 'images', title: 'Images', width: '5rem', wideOnly: true }, ({ images }) => images),
  ];
  return (
    <Table
      label={`Findings by ${what}`}
      columns={columns}
      rows={groups}
      sort={sort === '' ? 'worst' : sort}
      onSort={onSort}
      keyOf={({ key }) => key}
      empty={empty}
    />
  );
}
