import { type Counts, type Severity, severities } from './severity.js';
import { number } from './text.js';

const labels: Readonly<Record<Severity, string>> = {
  CRITICAL: 'Critical',
  HIGH: 'High',
  UNKNOWN: 'Unknown',
  MEDIUM: 'Medium',
  LOW: 'Low',
  MINIMAL: 'Minimal',
};

/** A severity in words; colour only repeats them. */
export function SeverityTag({ severity }: { readonly severity: Severity }) {
  return <span class={`severity ${severity.toLowerCase()}`}>{labels[severity]}</span>;
}

/** A bar with a part for each severity. Its label has the numbers. `most` is the count of a bar of full width. */
export function SeverityBar({ counts, most }: { readonly counts: Counts; readonly most?: number }) {
  const total = severities.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);
  const spelt = severities
    .filter((severity) => (counts[severity] ?? 0) > 0)
    .map((severity) => `${number(counts[severity] ?? 0)} ${labels[severity].toLowerCase()}`);
  return (
    <span
      class="bar"
      role="img"
      aria-label={spelt.length === 0 ? 'no findings' : spelt.join(', ')}
      title={spelt.join(', ')}
    >
      <span
        class="fill"
        style={{ width: `${total === 0 ? 0 : (100 * total) / Math.max(total, most ?? total)}%` }}
      >
        {severities.map((severity) => {
          const count = counts[severity] ?? 0;
          return count === 0 ? null : (
            <span key={severity} class={severity.toLowerCase()} style={{ flexGrow: count }} />
          );
        })}
      </span>
    </span>
  );
}

interface FacetsProps {
  readonly counts: Counts;
  readonly chosen: string;
  choose(severity: string): void;
}

/** A button for each severity with its count over the whole list; pressed, it narrows the list. */
export function SeverityFacets({ counts, chosen, choose }: FacetsProps) {
  return (
    <fieldset class="facets" aria-label="Severity">
      {severities.map((severity) => (
        <button
          key={severity}
          type="button"
          aria-pressed={chosen === severity}
          disabled={(counts[severity] ?? 0) === 0 && chosen !== severity}
          onClick={() => choose(chosen === severity ? '' : severity)}
        >
          <span class={`dot ${severity.toLowerCase()}`} />
          {labels[severity]} <b>{number(counts[severity] ?? 0)}</b>
        </button>
      ))}
    </fieldset>
  );
}
