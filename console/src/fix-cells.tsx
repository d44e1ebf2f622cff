import { noteParts } from './finding.js';
import type { FirstFixes } from './first-fixes.js';
import { formatRoute } from './route.js';
import { number, plural, Text, visible } from './text.js';

/** What to fix first in a project, with links to the images that have it. */

interface FixProps {
  /** The project. */
  readonly name: string;
  /** Undefined until they are read. */
  readonly fixes: FirstFixes | 'unknown' | undefined;
}

type Fix = NonNullable<FirstFixes['packages']>[number];

/** @example of(fixes, package) is `3 critical findings in 2 images`. */
function of({ severity }: FirstFixes, { findingCount = '0', imageCount = '0' }: Fix): string {
  const rated = typeof severity === 'string' ? severity.toLowerCase() : 'unknown';
  return `${plural(Number(findingCount), `${rated} findings`)} in ${plural(Number(imageCount), 'images')}`;
}

/** The package whose update mends most of the worst findings, and how many. */
export function PackageToUpdate({ name, fixable, fixes }: FixProps & { readonly fixable: number }) {
  if (fixable === 0) return null;
  if (fixes === undefined) return <span class="muted">…</span>;
  if (fixes === 'unknown') return <span class="muted">unknown</span>;
  if (fixes.tooMany === true)
    return <a href={formatRoute('/project', { name, packages: 'count' })}>count {number(fixable)}</a>;
  const [first] = fixes.packages ?? [];
  if (first?.name === undefined) return null;
  return (
    <span class="fixes">
      <a
        href={formatRoute('/who', { package: first.name, in: name })}
        title={`Update ${visible(first.name)}: ${of(fixes, first)}`}
      >
        <Text>{first.name}</Text>
      </a>
      <span class="muted">{number(Number(first.findingCount ?? 0))}</span>
    </span>
  );
}

/** The vulnerability of most of the worst findings. */
export function NoteToFix({ name, fixes }: FixProps) {
  if (fixes === undefined || fixes === 'unknown') return null;
  const [first] = fixes.notes ?? [];
  if (first?.name === undefined) return null;
  const { id } = noteParts(first.name);
  return (
    <a href={formatRoute('/who', { cve: id, in: name })} title={`Fix ${visible(id)}: ${of(fixes, first)}`}>
      <Text>{id}</Text>
    </a>
  );
}
