import { parseArgs } from 'node:util';
import { allCases } from './cases.js';
import { runCases, selectCases } from './run.js';
import { formatCount, formatOutcome } from './table.js';

const usage = `Usage: npm run conformance -- --server URL [--token T] [--only ID] [--list]

Drives a Grafeas v1beta1 REST server with the cases of the contract and prints what holds and what differs.
Writes into projects named conformance-…, which nobody else uses.

  --server URL   where the server is, such as http://127.0.0.1:8080
  --token T      bearer token to send; it needs every right on projects named conformance-*
  --only ID      one case, such as paging.stable, or one group, such as paging
  --list         print the cases instead of running them

Exit code: 0 if everything holds, 1 if something differs, 2 if nothing could be run.`;

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      server: { type: 'string' },
      token: { type: 'string' },
      only: { type: 'string' },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const cases = selectCases(allCases, values.only);
  if (cases.length === 0) throw new Error(`no case has the id ${values.only}; --list prints them`);
  if (values.list) {
    for (const { id, section, title, why } of cases)
      console.log(`${section.padEnd(4)} ${id.padEnd(42)} ${title}: ${why}`);
    return 0;
  }
  if (values.server === undefined) throw new Error('--server URL is missing');
  const target = { server: new URL(values.server), token: values.token };
  const outcomes = await runCases(target, cases, (outcome) => console.log(formatOutcome(outcome)));
  console.log(`\n${formatCount(outcomes)}`);
  if (outcomes.every(({ seen }) => seen?.startsWith('no answer') === true)) return 2;
  return outcomes.every(({ seen }) => seen === undefined) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
  },
);
