import { useMemo, useState } from 'preact/hooks';
import type { Finding } from './finding.js';
import { findingColumns } from './finding-columns.js';
import { FindingDialog } from './finding-dialog.js';
import { type Group, GroupTable, groupFindings } from './groups.js';
import { ListTools } from './list-tools.js';
import { setOptions } from './route.js';
import type { Session } from './session.js';
import { countSeverities, rankOf } from './severity.js';
import { Shown, Table, useNarrow } from './table.js';
import { words } from './vex.js';

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
  const { q = '', severity = '', fixable = '', group = '', sort = '', vex = '' } = options;
  const all = useMemo(() => [...findings].sort(byUrgency), [findings]);
  const states = useMemo(
    () => [...new Set(all.map((finding) => finding.vex))].filter((state) => state !== '').sort(),
    [all],
  );
  const searched = useMemo(
    () => all.filter((finding) => fits(finding, { search: q, fixableOnly: fixable !== '', vex })),
    [all, q, fixable, vex],
  );
  const counts = useMemo(() => countSeverities(searched.map((finding) => finding.severity)), [searched]);
  const shown = useMemo(
    () => searched.filter((finding) => severity === '' || finding.severity === severity),
    [searched, severity],
  );
  const onePackage = (options.package ?? '') !== '';
  const columns = findingColumns({ open: setOpened, images, deployed, narrow, onePackage });
  const nothing = findings.length === 0 ? none : 'Nothing fits. Clear the search or the filters.';
  const choose = ({ key }: Group): void => setOptions({ q: key, group: '' });
  return (
    <>
      <ListTools what="findings" search={q} severity={severity} counts={counts}>
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
        {states.length > 0 && (
          <label>
            VEX
            <select value={vex} onChange={(event) => setOptions({ vex: event.currentTarget.value })}>
              <option value="">any</option>
              <option value="none">nothing stated</option>
              {states.map((state) => (
                <option key={state} value={state}>
                  {words(state)}
                </option>
              ))}
            </select>
          </label>
        )}
        <Shown shown={shown.length} all={findings.length} what="findings" />
      </ListTools>
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
          onSort={(next) => setOptions({ sort: next })}
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

interface Wanted {
  readonly search: string;
  readonly fixableOnly: boolean;
  /** A state of VEX, `none` for findings without one; empty for all. */
  readonly vex: string;
}

function fits(finding: Finding, { search, fixableOnly, vex }: Wanted): boolean {
  if (fixableOnly && !finding.fixable) return false;
  if (vex !== '' && finding.vex !== (vex === 'none' ? '' : vex)) return false;
  if (search === '') return true;
  const { id, source, package: name, installed, fixedIn, image } = finding;
  const text = [id, source, name, installed, fixedIn, image].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
