import type { ComponentChildren } from 'preact';
import { SeverityFacets } from './bars.js';
import { setOptions } from './route.js';
import type { Counts } from './severity.js';

interface ListToolsProps {
  /** Such as `images`. */
  readonly what: string;
  readonly search: string;
  readonly severity: string;
  /** Of everything that fits the search. */
  readonly counts: Counts;
  readonly children: ComponentChildren;
}

/** The search of a list and its severities. Both become options of the address. */
export function ListTools({ what, search, severity, counts, children }: ListToolsProps) {
  return (
    <div class="tools">
      <label class="search">
        <span class="unseen">Search these {what}</span>
        <input
          type="search"
          placeholder={`Search ${what}…`}
          value={search}
          onInput={(event) => setOptions({ q: event.currentTarget.value })}
        />
      </label>
      <SeverityFacets
        counts={counts}
        chosen={severity}
        choose={(chosen) => setOptions({ severity: chosen })}
      />
      {children}
    </div>
  );
}
