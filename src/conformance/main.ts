import { parseArgs } from 'node:util';
import type { Version } from './case.js';
import { casesOf } from './cases.js';
import { runCases, selectCases } from './run.js';
import { formatCount, formatOutcome } from './table.js';

const usage = `Usage: npm run conformance -- --server URL [--version V] [--token T] [--only ID] [--list]

Drives a Grafeas REST server with the cases of the contract and prints what holds and what differs.
Writes into projects named conformance-…, which nobody else uses.

  --server URL   where the server is, such as http://127.0.0.1:8080
  --version V    of the API: v1beta1, which it is without it, or v1
  --token T      bearer token to send; it needs every right on projects named conformance-*
  --only ID      one case, such as paging.stable, or one group, such as paging
  --list         print the cases instead of running them

Exit code: 0 if everything holds, 1 if something differs, 2 if nothing could be run.`;

function versionOf(text: string): Version {
  if (text === 'v1beta1' || text === 'v1') return text;
  throw new Error(`--version is ${text}, expected v1beta1 or v1`);
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      server: { type: 'string' },
      version: { type: 'string', default: 'v1beta1' },
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
  const version = versionOf(values.version);
  const cases = selectCases(casesOf(version), values.only);
  if (cases.length === 0) throw new Error(`no case has the id ${values.only}; --list prints them`);
  if (values.list) {
    for (const { id, section, title, why } of cases)
      console.log(`${section.padEnd(4)} ${id.padEnd(42)} ${title}: ${why}`);
    return 0;
  }
  if (values.server === undefined) throw new Error('--server URL is missing');
  const target = { server: new URL(values.server), token: values.token, version };
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
