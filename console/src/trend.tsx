import { SeverityTag } from './bars.js';
import { useValue } from './load.js';
import { Problem, SameAs, Section } from './parts.js';
import { changeOf, lineOf, type Now, type Point, pointsOf } from './points.js';
import { setOptions } from './route.js';
import type { Session } from './session.js';
import { type Severity, severities } from './severity.js';
import { number } from './text.js';

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
    session.client.occurrences
      .history(parent, Number(period))
      .then(({ startDay = '', endDay = '', days = [] }) => pointsOf(days, startDay, endDay)),
  );
  if (error !== undefined) return <Problem error={error} />;
  if (points === undefined) return null;
  const all: readonly Point[] = now === undefined ? points : [...points, { day: 'now', ...now }];
  const known = points.filter(({ counts }) => counts !== undefined).length;
  const shown = severities.filter((severity) => all.some(({ counts }) => (counts?.[severity] ?? 0) > 0));
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
          {known > 0 && known < points.length && ' Shaded days are unknown: nothing was counted then.'}
        </span>
      </div>
      {known === 0 ? (
        <p>
          Nothing has been counted yet. The server counts the findings of each project once a day, soon after
          it begins in UTC.
        </p>
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
      <SameAs
        session={session}
        curl={{ path: `${parent}/occurrences:vulnerabilityHistory`, query: { days: period } }}
        cli={['history', parent, '--days', period]}
      />
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
        {changeOf(last - first)}
      </span>
    </div>
  );
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
