import { type Command, Option } from 'commander';
import type { Totals } from '../client/client.js';
import { addConnection, type ConnectionOptions, openClient } from './connection.js';
import { formatCsv } from './csv.js';
import { parseDays } from './history.js';
import { printableJson } from './printable.js';
import { severityCells, severityHead, unknownCells } from './severity-cells.js';
import { formatTable } from './table.js';

const examples = `
Examples:
  grafeas totals
  grafeas totals projects/shop
  grafeas totals --days 30 -o json        with the findings of the last 30 days

Without a project it lists every project with occurrences that the token may read, and each location as a row of its own.`;

interface TotalsOptions extends ConnectionOptions {
  readonly days?: number;
  readonly output: 'table' | 'json' | 'csv';
}

/** `grafeas totals`: findings of each project, a row a project. */
export function registerTotals(program: Command): void {
  const command = program
    .command('totals')
    .description('Print what each project has in findings.')
    .argument('[projects/P]', 'the project', 'projects/-')
    .option('--days <n>', 'print so many days of history too, as JSON', parseDays)
    .addHelpText('after', examples);
  addConnection(command)
    .addOption(
      new Option('-o, --output <format>', 'how to print').choices(['table', 'json', 'csv']).default('table'),
    )
    .action(async (parent: string, options: TotalsOptions) => {
      await printTotals(parent, options);
    });
}

async function printTotals(parent: string, { output, days, ...options }: TotalsOptions): Promise<void> {
  const found: Totals[] = [];
  const list = openClient(options).occurrences.totals(parent, days === undefined ? {} : { days });
  for await (const total of list) found.push(total);
  if (output === 'json') {
    process.stdout.write(`${printableJson(found, 2)}\n`);
    return;
  }
  const head = ['PROJECT', 'IMAGES', ...severityHead];
  const rows = found.map(({ parent = '', counts, tooLarge = false }) => [
    parent.replace(/^projects\//, ''),
    tooLarge ? 'unknown' : (counts?.find(({ severity }) => severity === undefined)?.imageCount ?? '0'),
    ...(tooLarge ? unknownCells() : severityCells(counts)),
  ]);
  process.stdout.write(output === 'csv' ? formatCsv(head, rows) : formatTable(head, rows, 300));
}
