import { and, eq } from 'grafeas-ts/client';
import { useMemo } from 'preact/hooks';
import { together, useRows } from '../load.js';
import { type PackageChange, packageChanges, toPackages } from '../packages.js';
import { ListProgress, Section } from '../parts.js';
import { formatRoute, setOptions } from '../route.js';
import { listUnder, type Session } from '../session.js';
import { type Column, Table } from '../table.js';
import { number, Text } from '../text.js';

interface SidesProps {
  readonly session: Session;
  readonly parent: string;
  readonly a: string;
  readonly b: string;
  readonly sort: string;
}

const changes = ['added', 'gone', 'other version'] as const;

/** Packages that the two images do not have in the same versions, as far as SBOMs of both are stored. */
export function PackageChanges({ session, parent, a, b, sort }: SidesProps) {
  const before = usePackages(session, parent, a);
  const after = usePackages(session, parent, b);
  const rows = useMemo(
    () => packageChanges(before.packages, after.packages),
    [before.packages, after.packages],
  );
  const complete = before.progress === 'done' && after.progress === 'done';
  const isOneUnknown = before.packages.length === 0 || after.packages.length === 0;
  const columns: Column<PackageChange>[] = [
    {
      id: 'name',
      title: 'Package',
      width: 'minmax(7rem, 2fr)',
      cell: ({ name }) => (
        <a href={formatRoute('/who', { package: name })}>
          <Text>{name}</Text>
        </a>
      ),
      sortBy: ({ name }) => name,
    },
    {
      id: 'change',
      title: 'Change',
      width: '7rem',
      cell: ({ change }) => change,
      sortBy: ({ change }) => changes.indexOf(change),
    },
    {
      id: 'before',
      title: 'Before',
      width: 'minmax(4rem, 1fr)',
      cell: ({ before: versions }) => <Text>{versions.join(', ')}</Text>,
    },
    {
      id: 'after',
      title: 'After',
      width: 'minmax(4rem, 1fr)',
      cell: ({ after: versions }) => <Text>{versions.join(', ')}</Text>,
    },
  ];
  return (
    <Section title="Packages" count={complete && !isOneUnknown ? rows.length : undefined}>
      {before.lists.map((list, index) => (
        <ListProgress key={index} list={list} what="packages of the first image" />
      ))}
      {after.lists.map((list, index) => (
        <ListProgress key={index} list={list} what="packages of the second image" />
      ))}
      {complete && isOneUnknown && (
        <p class="muted">
          {before.packages.length > 0 || after.packages.length > 0
            ? 'No package of one of these images is stored, so what changed is not known.'
            : 'No package of these images is stored.'}{' '}
          Import an SBOM of both.
        </p>
      )}
      {!complete && !isOneUnknown && (
        <p class="warn">The lists of packages are not complete; the difference is not final.</p>
      )}
      {!isOneUnknown && (
        <>
          <p>
            {changes
              .map((change) => `${number(rows.filter((row) => row.change === change).length)} ${change}`)
              .join(', ')}
          </p>
          <Table
            label="Packages"
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={(next) => setOptions({ packages: next })}
            keyOf={({ name }) => name}
            empty={complete ? 'Both have the same packages.' : 'Reading…'}
          />
        </>
      )}
    </Section>
  );
}

function usePackages(session: Session, parent: string, uri: string) {
  const of = (kind: string) => ({ filter: and(eq('resourceUrl', uri), eq('kind', kind)), pageSize: 1000 });
  const plain = useRows(`${parent} ${uri}`, () =>
    listUnder(session, parent, (project) => session.client.occurrences.list(project, of('PACKAGE'))),
  );
  const spdx = useRows(`${parent} ${uri}`, () =>
    listUnder(session, parent, (project) => session.v1beta1.occurrences.list(project, of('SPDX_PACKAGE'))),
  );
  const packages = useMemo(() => toPackages(plain.rows, spdx.rows), [plain.rows, spdx.rows]);
  return { packages, lists: [plain, spdx], progress: together(plain, spdx) };
}
