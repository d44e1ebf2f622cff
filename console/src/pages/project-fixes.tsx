import { useMemo, useState } from 'preact/hooks';
import type { Finding } from '../finding.js';
import { type Group, GroupTable, groupFindings } from '../groups.js';
import type { Progress } from '../load.js';
import { Section } from '../parts.js';
import { formatRoute, go } from '../route.js';
import { rankOf } from '../severity.js';
import { number } from '../text.js';

/** Rows of each table before the reader asks for more. */
const atFirst = 15;

interface FixesProps {
  readonly findings: readonly Finding[];
  readonly progress: Progress;
}

/** What to mend first: the packages and the vulnerabilities of findings with a known fix, worst first. */
export function Fixes({ findings, progress }: FixesProps) {
  return (
    <div class="beside">
      <Top
        title="Packages to update"
        by="package"
        findings={findings}
        progress={progress}
        routeOf={(key) => formatRoute('/who', { package: key })}
      />
      <Top
        title="Vulnerabilities to fix"
        by="note"
        findings={findings}
        progress={progress}
        routeOf={(key) => formatRoute('/who', { cve: key })}
      />
    </div>
  );
}

interface TopProps extends FixesProps {
  readonly title: string;
  readonly by: 'package' | 'note';
  routeOf(key: string): string;
}

/** In the order of `fixes` in the list of projects: worst first, then those with the most findings that are so bad. */
function byWorst(a: Group, b: Group): number {
  const worst = ({ counts, worst }: Group): number => counts[worst] ?? 0;
  return rankOf(a.worst) - rankOf(b.worst) || worst(b) - worst(a) || (a.key < b.key ? -1 : 1);
}

function Top({ title, by, findings, progress, routeOf }: TopProps) {
  const [shown, setShown] = useState(atFirst);
  const [sort, setSort] = useState('');
  const groups = useMemo(() => groupFindings(findings, by).sort(byWorst), [findings, by]);
  return (
    <Section title={title} count={progress === 'done' ? groups.length : undefined}>
      <GroupTable
        groups={sort === '' ? groups.slice(0, shown) : groups}
        what={by}
        allFixable
        sort={sort}
        onSort={setSort}
        choose={({ key }) => go(routeOf(key))}
        empty={progress === 'done' ? 'No stored finding has a known fix.' : 'Reading…'}
      />
      {sort === '' && groups.length > shown && (
        <button type="button" onClick={() => setShown(groups.length)}>
          Show all {number(groups.length)}
        </button>
      )}
    </Section>
  );
}
