import { SeverityTag } from './bars.js';
import { useValue } from './load.js';
import { Command, Problem, Section } from './parts.js';
import { setOptions } from './route.js';
import type { Client, Session } from './session.js';
import { type Counts, type Severity, severities, toSeverity } from './severity.js';
import { asCurl } from './shell.js';
import { number } from './text.js';

/** The counts of one day. `counts` is undefined if the server did not count on that day. */
interface Point {
  readonly day: string;
  readonly counts: Counts | undefined;
  readonly fixable: number;
}

/** The findings of now, once all of them are known. */
export interface Now {
  readonly counts: Counts;
  readonly fixable: number;
}

interface TrendProps {
  readonly session: Session;
  /** The project. */
  readonly parent: string;
  readonly now: Now | undefined;
  /** Days to look back, as in the address. */
  readonly days: string;
}

const periods = ['30', '90', '400'];

/** Findings by severity over time, a line each, and the numbers as a table. */
export function Trend({ session, parent, now, days }: TrendProps) {
  const period = periods.includes(days) ? days : '90';
  const { value: points, error } = useValue(`${parent} ${period}`, () =>
    readPoints(session.client, parent, Number(period)),
  );
  if (error !== undefined) return <Problem error={error} />;
  if (points === undefined) return null;
  const all: readonly Point[] = now === undefined ? points : [...points, { day: 'now', ...now }];
  const known = points.filter(({ counts }) => counts !== undefined).length;
  const shown = severities.filter((severity) => all.some(({ counts }) => (counts?.[severity] ?? 0) > 0));
  const path = `${parent}/occurrences:vulnerabilityHistory`;
  return (
    <Section title="Findings over time">
      <div class="tools">
        <label>
          Period
          <select value={period} onChange={(event) => setOptions({ days: event.currentTarget.value })}>
            {periods.map((count) => (
              <option key={count} value={count}>
                {count} days
              </option>
            ))}
          </select>
        </label>
        <span class="muted">
          Counted once a day: {number(known)} of {number(points.length)} days are known.
          {known < points.length && ' Shaded days are unknown: nothing was counted then.'}
        </span>
      </div>
      {known === 0 && shown.length === 0 ? (
        <p>Nothing has been counted yet. The server counts the findings of each project once a day.</p>
      ) : (
        <div class="trends">
          {shown.length === 0 && <p>No findings on the days that are known.</p>}
          {shown.map((severity) => (
            <Line key={severity} severity={severity} points={all} numberOf={countOf(severity)} />
          ))}
          <Line points={all} numberOf={({ counts, fixable }) => counts && fixable} />
        </div>
      )}
      <Numbers points={all} />
      <details class="same">
        <summary>As curl</summary>
        <Command
          text={asCurl(session.server, { path, query: { days: period } }, session.signedIn)}
          name="curl"
        />
      </details>
    </Section>
  );
}

const countOf =
  (severity: Severity) =>
  ({ counts }: Point): number | undefined =>
    counts && (counts[severity] ?? 0);

interface LineProps {
  readonly points: readonly Point[];
  /** Without one, the line is of what can be fixed. */
  readonly severity?: Severity;
  numberOf(point: Point): number | undefined;
}

/** One line of its own scale from 0. Its name and numbers are text; the colour only repeats the name. */
function Line({ points, severity, numberOf }: LineProps) {
  const values = points.map(numberOf);
  const known = values.filter((value) => value !== undefined);
  const [first = 0, last = 0, most] = [known[0], known.at(-1), Math.max(1, ...known)];
  const name = severity === undefined ? 'Fixable' : severity.toLowerCase();
  const change = last - first;
  const label = `${name}: ${number(first)} at first, ${number(last)} at last, ${number(most)} at most; ${values.length - known.length} days unknown`;
  return (
    <div class="trend">
      {severity === undefined ? <b class="severity none">Fixable</b> : <SeverityTag severity={severity} />}
      <svg
        role="img"
        aria-label={label}
        viewBox={`-0.5 -4 ${values.length} 48`}
        preserveAspectRatio="none"
        class={severity?.toLowerCase() ?? 'fixable'}
      >
        {values.map(
          (value, index) =>
            value === undefined && <rect key={index} x={index - 0.5} y={-4} width={1} height={48} />,
        )}
        <path d={lineOf(values, most)} />
      </svg>
      <b class="end">{number(last)}</b>
      <span class="muted" title="since the first day that is known">
        {change === 0 ? 'same' : `${change > 0 ? '+' : '−'}${number(Math.abs(change))}`}
      </span>
    </div>
  );
}

/** Lines between days that follow each other; a day alone is a dot, and across unknown days there is no line. */
function lineOf(values: readonly (number | undefined)[], most: number): string {
  return values
    .map((value, index) => {
      if (value === undefined) return '';
      const at = `${index} ${40 - (40 * value) / most}`;
      if (values[index - 1] !== undefined) return `L${at}`;
      return `M${at}L${at}`;
    })
    .join('');
}

function Numbers({ points }: { readonly points: readonly Point[] }) {
  return (
    <details>
      <summary>Numbers by day</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section class="numbers" aria-label="Findings by day" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {['Day', ...severities.map((severity) => severity.toLowerCase()), 'Fixable'].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(({ day, counts, fixable }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                {counts === undefined ? (
                  <td colSpan={severities.length + 1} class="muted">
                    unknown
                  </td>
                ) : (
                  [...severities.map((severity) => counts[severity] ?? 0), fixable].map((value, index) => (
                    <td key={index}>{number(value)}</td>
                  ))
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** One point per day of the period, including days without counts. */
async function readPoints(client: Client, parent: string, days: number): Promise<readonly Point[]> {
  const project = parent.replace('projects/', '');
  const history = await client.call('GetVulnerabilityHistory', { path: { project }, query: { days } });
  const kept = new Map((history.days ?? []).map((day) => [day.day, day]));
  const points: Point[] = [];
  const end = Date.parse(history.endDay ?? '');
  for (let at = Date.parse(history.startDay ?? ''); at <= end; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const found = kept.get(day);
    if (found === undefined) points.push({ day, counts: undefined, fixable: 0 });
    else points.push({ day, ...toCounts(found.counts ?? []) });
  }
  return points;
}

interface GivenCount {
  readonly severity?: unknown;
  readonly totalCount?: string;
  readonly fixableCount?: string;
}

/** Findings without a severity are in the count of all alone. */
function toCounts(given: readonly GivenCount[]): Now {
  const counts: Partial<Record<Severity, number>> = {};
  let [all, rated, fixable] = [0, 0, 0];
  for (const { severity, totalCount = '0', fixableCount = '0' } of given) {
    const total = Number(totalCount);
    if (severity === undefined) [all, fixable] = [total, Number(fixableCount)];
    else {
      const known = toSeverity(severity);
      counts[known] = (counts[known] ?? 0) + total;
      rated += total;
    }
  }
  if (all > rated) counts.UNKNOWN = (counts.UNKNOWN ?? 0) + all - rated;
  return { counts, fixable };
}
