import { noteParts } from './finding.js';
import type { FirstFixes } from './first-fixes.js';
import { formatRoute } from './route.js';
import { number, plural, Text, visible } from './text.js';

interface FixCellProps {
  /** The project. */
  readonly name: string;
  readonly fixable: number;
  /** Undefined until they are read. */
  readonly fixes: FirstFixes | 'unknown' | undefined;
}

/** The package to update first and the vulnerability to fix first, with links to who has them in the project. */
export function FixCell({ name, fixable, fixes }: FixCellProps) {
  if (fixable === 0) return null;
  if (fixes === undefined) return <span class="muted">…</span>;
  if (fixes === 'unknown') return <span class="muted">unknown</span>;
  if (fixes.tooMany === true)
    return (
      <a href={formatRoute('/project', { name, packages: 'count' })}>Count {number(fixable)} findings</a>
    );
  const [update] = fixes.packages ?? [];
  const [note] = fixes.notes ?? [];
  const rated = typeof fixes.severity === 'string' ? fixes.severity.toLowerCase() : 'unknown';
  const of = (fix: typeof update): string =>
    `${plural(Number(fix?.findingCount ?? 0), `${rated} findings`)} in ${plural(Number(fix?.imageCount ?? 0), 'images')}`;
  return (
    <span class="fixes">
      {update?.name !== undefined && (
        <a
          href={formatRoute('/who', { package: update.name, in: name })}
          title={`Update ${visible(update.name)}: ${of(update)}`}
        >
          <Text>{update.name}</Text>
        </a>
      )}
      {update !== undefined && <span class="muted"> {number(Number(update.findingCount ?? 0))} </span>}
      {note?.name !== undefined && (
        <a
          class="wide"
          href={formatRoute('/who', { cve: noteParts(note.name).id, in: name })}
          title={`Fix ${visible(noteParts(note.name).id)}: ${of(note)}`}
        >
          <Text>{noteParts(note.name).id}</Text>
        </a>
      )}
    </span>
  );
}
