import { useMemo, useState } from 'preact/hooks';
import { SeverityFacets, SeverityTag } from './bars.js';
import type { Finding } from './finding.js';
import { FindingDialog } from './finding-dialog.js';
import { type Group, GroupTable, groupFindings } from './groups.js';
import { ImageLink } from './parts.js';
import { setOptions } from './route.js';
import type { Session } from './session.js';
import { countSeverities, rankOf } from './severity.js';
import { type Column, Shown, Table, useNarrow } from './table.js';
import { Text } from './text.js';

/** Options of the table, as the address has them. */
export type FindingOptions = Readonly<Record<string, string>>;

interface FindingsProps {
  readonly session: Session;
  readonly findings: readonly Finding[];
  readonly options: FindingOptions;
  /** Whether the table names the image of each finding. */
  readonly images?: boolean;
  /** Images that run now, by resource URL. */
  readonly deployed?: ReadonlySet<string>;
  /** What it means that there is no row. */
  readonly none: string;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Worst first, fixable first among equals: what to mend now is on top. */
const byUrgency = (a: Finding, b: Finding): number =>
  rankOf(a.severity) - rankOf(b.severity) || Number(b.fixable) - Number(a.fixable) || compare(a.id, b.id);

/** Findings with search, filters and groups. Counts are of the whole list, never of what is in sight. */
export function Findings({ session, findings, options, images = false, deployed, none }: FindingsProps) {
  const [opened, setOpened] = useState<Finding>();
  const narrow = useNarrow();
  const { q = '', severity = '', fixable = '', group = '', sort = '' } = options;
  const all = useMemo(() => [...findings].sort(byUrgency), [findings]);
  const searched = useMemo(
    () => all.filter((finding) => fits(finding, q, fixable !== '')),
    [all, q, fixable],
  );
  const counts = useMemo(() => countSeverities(searched.map((finding) => finding.severity)), [searched]);
  const shown = useMemo(
    () => searched.filter((finding) => severity === '' || finding.severity === severity),
    [searched, severity],
  );
  const columns = columnsOf({ open: setOpened, images, deployed, narrow });
  const nothing = findings.length === 0 ? none : 'Nothing fits. Clear the search or the filters.';
  const choose = ({ key }: Group): void => setOptions({ q: key, group: '' });
  return (
    <>
      <div class="tools">
        <label class="search">
          <span class="unseen">Search these findings</span>
          <input
            type="search"
            placeholder="Search findings…"
            value={q}
            onInput={(event) => setOptions({ q: event.currentTarget.value })}
          />
        </label>
        <SeverityFacets
          counts={counts}
          chosen={severity}
          choose={(chosen) => setOptions({ severity: chosen })}
        />
        <label>
          <input
            type="checkbox"
            checked={fixable !== ''}
            onChange={(event) => setOptions({ fixable: event.currentTarget.checked ? 'only' : '' })}
          />
          Fixable only
        </label>
        <label>
          Group by
          <select
            value={group}
            onChange={(event) => setOptions({ group: event.currentTarget.value, sort: '' })}
          >
            <option value="">nothing</option>
            <option value="package">package</option>
            <option value="note">note</option>
            {images && <option value="image">image</option>}
          </select>
        </label>
        <Shown shown={shown.length} all={findings.length} what="findings" />
      </div>
      {group === '' ? (
        <Table
          label="Findings"
          columns={columns}
          rows={shown}
          sort={sort}
          onSort={(next) => setOptions({ sort: next })}
          keyOf={({ occurrence, package: name, installed }) => `${occurrence.name} ${name} ${installed}`}
          empty={nothing}
        />
      ) : (
        <GroupTable
          groups={groupFindings(shown, group)}
          what={group}
          sort={sort}
          choose={choose}
          empty={nothing}
        />
      )}
      {opened !== undefined && (
        <FindingDialog session={session} finding={opened} close={() => setOpened(undefined)} />
      )}
    </>
  );
}

function fits(finding: Finding, search: string, fixableOnly: boolean): boolean {
  if (fixableOnly && !finding.fixable) return false;
  if (search === '') return true;
  const { id, source, package: name, installed, fixedIn, image } = finding;
  const text = [id, source, name, installed, fixedIn, image].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface ColumnOptions {
  open(finding: Finding): void;
  readonly images: boolean;
  readonly deployed: ReadonlySet<string> | undefined;
  readonly narrow: boolean;
}

function columnsOf({ open, images, deployed, narrow }: ColumnOptions): Column<Finding>[] {
  const versions = (finding: Finding) => (
    <span class="second">
      <Text>{`${finding.package} ${finding.installed}${finding.fixable ? ` → ${finding.fixedIn}` : ''}`}</Text>
    </span>
  );
  return [
    {
      id: 'severity',
      title: 'Severity',
      width: '6.2rem',
      cell: ({ severity }) => <SeverityTag severity={severity} />,
      sortBy: ({ severity }) => rankOf(severity),
    },
    {
      id: 'note',
      title: 'Note',
      width: narrow ? 'minmax(0, 1.2fr)' : 'minmax(10rem, 1.6fr)',
      cell: (finding) => (
        <>
          <button type="button" class="link" onClick={() => open(finding)}>
            <Text>{finding.id}</Text>
          </button>
          {finding.vex !== '' && <span class="vex">{finding.vex.replaceAll('_', ' ').toLowerCase()}</span>}
          {narrow && versions(finding)}
        </>
      ),
      sortBy: ({ id }) => id,
    },
    ...(images
      ? [
          {
            id: 'image',
            title: 'Image',
            width: narrow ? 'minmax(0, 1fr)' : 'minmax(10rem, 2fr)',
            cell: ({ image, project }: Finding) => <ImageLink uri={image} parent={project} />,
            sortBy: ({ image }: Finding) => image,
          },
        ]
      : []),
    {
      id: 'package',
      title: 'Package',
      width: 'minmax(7rem, 1.4fr)',
      wideOnly: true,
      cell: ({ package: name }) => <Text>{name}</Text>,
      sortBy: ({ package: name }) => name,
    },
    {
      id: 'installed',
      title: 'Installed',
      width: 'minmax(6rem, 1.1fr)',
      wideOnly: true,
      cell: ({ installed }) => <Text>{installed}</Text>,
    },
    {
      id: 'fixed',
      title: 'Fixed in',
      width: 'minmax(6rem, 1.1fr)',
      wideOnly: true,
      cell: ({ fixable, fixedIn }) =>
        fixable ? (
          <span class="fixed">
            <Text>{fixedIn === '' ? 'a fix exists' : fixedIn}</Text>
          </span>
        ) : (
          <span class="muted">no fix known</span>
        ),
      sortBy: ({ fixable }) => (fixable ? 0 : 1),
    },
    {
      id: 'source',
      title: 'Source',
      width: 'minmax(4rem, 0.6fr)',
      wideOnly: true,
      cell: ({ source }) => <Text>{source}</Text>,
      sortBy: ({ source }) => source,
    },
    deployed === undefined
      ? {
          id: 'since',
          title: 'Since',
          width: '6rem',
          wideOnly: true,
          cell: ({ since }) => <time dateTime={since}>{since.slice(0, 10)}</time>,
          sortBy: ({ since }) => since,
        }
      : {
          id: 'deployed',
          title: 'Deployed',
          width: '6rem',
          wideOnly: true,
          cell: ({ image }) => (deployed.has(image) ? <b>yes</b> : <span class="muted">not known</span>),
          sortBy: ({ image }) => (deployed.has(image) ? 0 : 1),
        },
  ];
}
