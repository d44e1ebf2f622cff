import { InvalidArgumentError, Option } from 'commander';

/** Parts of options that several commands have. */

/** The values of an option that may be repeated. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** @throws InvalidArgumentError */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

export type TableFormat = 'table' | 'json' | 'csv';

export function tableFormatOption(): Option {
  return new Option('-o, --output <format>', 'how to print')
    .choices(['table', 'json', 'csv'] satisfies TableFormat[])
    .default('table');
}
