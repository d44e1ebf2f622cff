import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { number, plural } from './text.js';

export interface Column<T> {
  readonly id: string;
  readonly title: string;
  /** A track of CSS grid, such as `2fr` or `8rem`. */
  readonly width: string;
  cell(row: T): ComponentChildren;
  /** What the column sorts by. Without it, it does not sort. */
  sortBy?(row: T): string | number;
  /** Left out where the page is as narrow as a phone. */
  readonly wideOnly?: boolean;
  readonly end?: boolean;
}

/** A column of numbers that sorts the greatest first. */
export function countColumn<T>(
  { id, title, width, wideOnly = false }: Pick<Column<T>, 'id' | 'title' | 'width' | 'wideOnly'>,
  count: (row: T) => number,
): Column<T> {
  return {
    id,
    title,
    width,
    wideOnly,
    end: true,
    cell: (row) => number(count(row)),
    sortBy: (row) => -count(row),
  };
}

interface TableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** A column id, with `-` in front for the reverse. */
  readonly sort: string;
  onSort(sort: string): void;
  keyOf(row: T): string;
  /** Shown in place of no rows. */
  readonly empty: ComponentChildren;
  /** Called with the rows that are in the document, whenever they change. */
  onShow?(rows: readonly T[]): void;
}

export function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], sort: string): readonly T[] {
  const sortBy = columns.find(({ id }) => id === sort.replace(/^-/, ''))?.sortBy;
  if (sortBy === undefined) return rows;
  const way = sort.startsWith('-') ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: sortBy(row) }));
  keyed.sort(({ key: a }, { key: b }) => way * (a < b ? -1 : a > b ? 1 : 0));
  return keyed.map(({ row }) => row);
}

/** Whether the page is as narrow as a phone. */
export function useNarrow(): boolean {
  const [query] = useState(() => matchMedia('(max-width: 720px)'));
  const [narrow, setNarrow] = useState(query.matches);
  useEffect(() => {
    const change = (): void => setNarrow(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, [query]);
  return narrow;
}

/** Which rows are near the window, as the page scrolls; others are not in the document. */
function useWindow(count: number, height: number) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [range, setRange] = useState({ first: 0, last: 60 });
  useEffect(() => {
    const measure = (): void => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const first = Math.max(0, Math.floor(-top / height) - 15);
      const last = Math.ceil((innerHeight - top) / height) + 15;
      setRange((old) => (old.first === first && old.last === last ? old : { first, last }));
    };
    measure();
    addEventListener('scroll', measure, { passive: true });
    addEventListener('resize', measure);
    return () => {
      removeEventListener('scroll', measure);
      removeEventListener('resize', measure);
    };
  }, [count, height]);
  return { body, ...range };
}

/** A table of any length: it sorts by its headings, and only rows near the window are in the document. */
export function Table<T>({ label, columns, rows, sort, onSort, keyOf, empty, onShow }: TableProps<T>) {
  const narrow = useNarrow();
  const shown = columns.filter(({ wideOnly = false }) => !(wideOnly && narrow));
  const height = narrow ? 58 : 36;
  const ordered = useMemo(() => sorted(rows, columns, sort), [rows, sort]);
  const { body, first, last } = useWindow(ordered.length, height);
  useEffect(() => onShow?.(ordered.slice(first, last)), [ordered, first, last]);
  const tracks = { gridTemplateColumns: shown.map(({ width }) => width).join(' ') };
  if (rows.length === 0) return <div class="empty">{empty}</div>;
  return (
    <table aria-label={label} aria-rowcount={ordered.length + 1}>
      <thead>
        <tr aria-rowindex={1} style={tracks}>
          {shown.map((column) => (
            <Heading key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} style={{ height: `${ordered.length * height}px` }}>
        {ordered.slice(first, last).map((row, index) => (
          <tr
            key={keyOf(row)}
            aria-rowindex={first + index + 2}
            style={{ ...tracks, top: `${(first + index) * height}px`, height: `${height}px` }}
          >
            {shown.map((column) => (
              <td key={column.id} class={column.end === true ? 'end' : undefined}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HeadingProps<T> {
  readonly column: Column<T>;
  readonly sort: string;
  onSort(sort: string): void;
}

function Heading<T>({ column, sort, onSort }: HeadingProps<T>) {
  const { id, title, sortBy, end = false } = column;
  const way = sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : 'none';
  return (
    <th scope="col" aria-sort={way} class={end ? 'end' : undefined}>
      {sortBy === undefined ? (
        title
      ) : (
        <button type="button" onClick={() => onSort(way === 'ascending' ? `-${id}` : id)}>
          {title}
          <span aria-hidden="true">{way === 'ascending' ? ' ↑' : way === 'descending' ? ' ↓' : ''}</span>
        </button>
      )}
    </th>
  );
}

/** How many rows are shown of how many. */
export function Shown({ shown, all, what }: { shown: number; all: number; what: string }) {
  return (
    <span class="muted">
      {shown === all ? plural(all, what) : `${number(shown)} of ${plural(all, what)}`}
    </span>
  );
}
