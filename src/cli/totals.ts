import { type Command, InvalidArgumentError } from 'commander';
import type { Totals } from '../client/client.js';
import { addConnection, type ConnectionOptions, openClient } from './connection.js';
import { formatCsv } from './csv.js';
import { collect, parseCount, type TableFormat, tableFormatOption } from './options.js';
import { printableJson } from './printable.js';
import { severityCells, severityHead, unknownCells } from './severity-cells.js';
import { formatTable } from './table.js';

const examples = `
Examples:
  grafeas totals
  grafeas totals projects/shop
  grafeas totals --days 30 -o json        with the findings of the last 30 days
  grafeas totals --fixes 1                with the package to update first, and the vulnerability to fix first
  grafeas totals --project projects/shop --project projects/team

Without a project it lists every project with occurrences that the token may read, and each location as a row of its own.`;

interface TotalsOptions extends ConnectionOptions {
  readonly days?: number;
  readonly fixes?: number;
  readonly project?: readonly string[];
  readonly output: TableFormat;
}

/** `grafeas totals`: findings of each project, one row per project. */
export function registerTotals(program: Command): void {
  const command = program
    .command('totals')
    .description('Print how many findings each project has.')
    .argument('[projects/P]', 'the project', 'projects/-')
    .option('--days <n>', 'also print this many days of history, as JSON', parseCount)
    .option(
      '--fixes <n>',
      'also print this many packages to update and vulnerabilities to fix first',
      parseFixes,
    )
    .option('--project <projects/P>', 'only this project; may be repeated', collect)
    .addHelpText('after', examples);
  addConnection(command)
    .addOption(tableFormatOption())
    .action(async (parent: string, options: TotalsOptions) => {
      await printTotals(parent, options);
    });
}

/** @throws InvalidArgumentError. The server checks the maximum. */
function parseFixes(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

async function printTotals(parent: string, { output, days, fixes, project, ...options }: TotalsOptions) {
  const found: Totals[] = [];
  const list = openClient(options).occurrences.totals(parent, {
    ...(days === undefined ? {} : { days }),
    ...(fixes === undefined ? {} : { fixes }),
    ...(project === undefined ? {} : { projects: project }),
  });
  for await (const total of list) found.push(total);
  if (output === 'json') {
    process.stdout.write(`${printableJson(found, 2)}\n`);
    return;
  }
  const fixHead = fixes === undefined ? [] : ['UPDATE FIRST', 'FIX FIRST'];
  const head = ['PROJECT', 'IMAGES', ...severityHead, ...fixHead];
  const rows = found.map(({ parent = '', counts, tooLarge = false, fixes: first }) => [
    parent.replace(/^projects\//, ''),
    tooLarge ? 'unknown' : (counts?.find(({ severity }) => severity === undefined)?.imageCount ?? '0'),
    ...(tooLarge ? unknownCells() : severityCells(counts)),
    ...(fixes === undefined ? [] : fixCells(first)),
  ]);
  process.stdout.write(output === 'csv' ? formatCsv(head, rows) : formatTable(head, rows, 300));
}

/** Packages and notes, each with its findings. */
function fixCells({ tooMany = false, packages = [], notes = [] }: Totals['fixes'] = {}): string[] {
  if (tooMany) return ['unknown', 'unknown'];
  return [packages, notes].map((some) =>
    some
      .map(({ name = '', findingCount }) => `${name.replace(/^.*\/notes\//, '')} (${findingCount})`)
      .join(', '),
  );
}
