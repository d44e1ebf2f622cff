import { SeverityTag } from './bars.js';
import type { Finding } from './finding.js';
import { ImageLink } from './parts.js';
import { rankOf } from './severity.js';
import type { Column } from './table.js';
import { Text } from './text.js';
import { words } from './vex.js';

interface ColumnOptions {
  open(finding: Finding): void;
  readonly images: boolean;
  readonly deployed: ReadonlySet<string> | undefined;
  readonly narrow: boolean;
  /** Whether all findings are of one package, which is named above them. */
  readonly onePackage: boolean;
}

/** Columns of a table of findings. */
export function findingColumns(options: ColumnOptions): Column<Finding>[] {
  const { open, images, deployed, narrow, onePackage } = options;
  const versions = ({ package: name, installed, fixable, fixedIn }: Finding) => (
    <span class="second">
      <Text>{`${onePackage ? '' : `${name} `}${installed}${fixable ? ` → ${fixedIn}` : ''}`}</Text>
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
          {finding.vex !== '' && <span class="vex">{words(finding.vex)}</span>}
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
            width: narrow ? 'minmax(0, 1fr)' : 'minmax(14rem, 3.4fr)',
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
