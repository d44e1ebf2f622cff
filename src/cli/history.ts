import type { Command } from 'commander';
import { addConnection, type ConnectionOptions, openClient } from './connection.js';
import { formatCsv } from './csv.js';
import { parseCount, type TableFormat, tableFormatOption } from './options.js';
import { printableJson } from './printable.js';
import { severityCells, severityHead, unknownCells } from './severity-cells.js';
import { formatTable } from './table.js';

const examples = `
Examples:
  grafeas history projects/shop
  grafeas history projects/shop --days 400 -o csv > shop.csv

The server counts the findings of each project once a day, soon after the day began in UTC. A day on which no server ran is
unknown.`;

interface HistoryOptions extends ConnectionOptions {
  readonly days: number;
  readonly output: TableFormat;
}

/** `grafeas history`: findings of a project, day by day. */
export function registerHistory(program: Command): void {
  const command = program
    .command('history')
    .description('Print how many findings a project had, day by day.')
    .argument('<projects/P>', 'the project')
    .option('--days <n>', 'how many days, today among them', parseCount, 30)
    .addHelpText('after', examples);
  addConnection(command)
    .addOption(tableFormatOption())
    .action(async (parent: string, options: HistoryOptions) => {
      await printHistory(parent, options);
    });
}

async function printHistory(parent: string, options: HistoryOptions): Promise<void> {
  const history = await openClient(options).occurrences.history(parent, options.days);
  if (options.output === 'json') {
    process.stdout.write(`${printableJson(history, 2)}\n`);
    return;
  }
  const known = new Map((history.days ?? []).map((day) => [day.day, day]));
  const rows = daysFrom(history.startDay ?? '', history.endDay ?? '').map((day) => {
    const counted = known.get(day);
    return [day, ...(counted === undefined ? unknownCells() : severityCells(counted.counts))];
  });
  const head = ['DAY', ...severityHead];
  process.stdout.write(options.output === 'csv' ? formatCsv(head, rows) : formatTable(head, rows));
}

/** Every day of the period, the first and the last one among them. */
function daysFrom(start: string, end: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(start); at <= Date.parse(end); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
