import { oneLine } from './printable.js';

/** Left-aligned columns with a header; long cells are truncated. */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  maxCell = 80,
): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => printable(cell, maxCell)));
  const widths = head.map((_, column) =>
    cells.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

function printable(text: string, maxCell: number): string {
  const safe = oneLine(text);
  return safe.length > maxCell ? `${safe.slice(0, maxCell - 1)}…` : safe;
}
